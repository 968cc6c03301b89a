"""The command that the package brings along."""

import json
import os
import shutil
import signal
import subprocess
import sys
import sysconfig
import time

import creditline
import pytest
from samples import SAMPLES, command


def script():
    """The script that pip has installed."""
    found = shutil.which("creditline", path=sysconfig.get_path("scripts"))
    assert found
    return found


def test_exit_codes_are_those_of_the_program(originals, tmp_path):
    suspects = SAMPLES / "suspects"
    empty = tmp_path / "empty.html"
    empty.write_text("")
    check = ["check", "--originals", originals, "--no-config"]
    assert command(*check, suspects / "credit-at-top.html").returncode == 0
    assert command(*check, suspects).returncode == 1
    assert command("check", "--wrong").returncode == 2
    assert command(*check, tmp_path / "missing.html").returncode in (2, 3)
    assert command(*check, empty).returncode == 3
    assert command("--help").returncode == 0


def test_the_script_is_the_command():
    told = subprocess.run([script(), "--version"], capture_output=True, text=True, check=True).stdout
    assert told == f"creditline {creditline.__version__}\n"
    usage = subprocess.run([script(), "check", "--help"], capture_output=True, text=True, check=True).stdout
    assert "Usage: creditline check" in usage
    assert command("check", "--help").stdout.decode() == usage


def test_reports_reach_pipes_and_files(originals, tmp_path):
    report = tmp_path / "report.json"
    done = command("check", SAMPLES / "suspects", "--originals", originals, "--no-config", f"--report=json={report}", "-f", "json")
    assert json.loads(done.stdout) == json.loads(report.read_text("utf-8"))


def test_bytes_that_are_no_text_are_arguments(tmp_path):
    if sys.platform != "linux":
        pytest.skip("file names are text here")
    name = os.fsencode(tmp_path) + b"/\xff.html"
    done = subprocess.run([script(), "extract", name], capture_output=True, check=False)
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr


def test_ctrl_c_ends_the_command():
    if os.name != "posix":
        pytest.skip("there is no SIGINT to send")
    # Waits for its standard input, deep inside the command.
    line = [script(), "check", "-", "--originals", str(SAMPLES / "originals"), "--no-config"]
    running = subprocess.Popen(line, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    time.sleep(3)
    for _ in range(2):
        running.send_signal(signal.SIGINT)
        time.sleep(0.5)
    # Nobody closes standard input until it has ended.
    code = running.wait(timeout=20)
    running.stdin.close()
    told = running.stderr.read()
    assert code in (130, -signal.SIGINT), told
    assert b"Traceback" not in told
