"""Holds the engines against the plain command: test.py [PAGES]

The samples become pages on sites of their own, in eight shards. Every engine that is installed checks them, and its rows must be
those of the command. Once an executor is killed on the way. What is not installed is skipped aloud. Needs the wheel of this
project and pyarrow; knows pyspark (with java), ray and daft.
"""

import importlib.util
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pyarrow.dataset

HERE = Path(__file__).parent
SAMPLES = HERE.parents[1] / "samples"
SHARDS = 8
CLUSTER = "local-cluster[2,1,1024]"


def shards(folder, count):
    """Writes the pages, a shard at a time."""
    samples = [page.read_text("utf-8", "replace") for page in sorted((SAMPLES / "suspects").glob("*.html"))]
    for shard in range(SHARDS):
        with open(folder / f"{shard}.jsonl", "w", encoding="utf-8") as lines:
            for number in range(shard, count, SHARDS):
                page = {"url": f"https://site-{number}.example/page", "html": samples[number % len(samples)]}
                lines.write(json.dumps(page) + "\n")


def of_lines(lines):
    """The rows of reports: what each says, by the address of its page."""
    reports = [json.loads(line) for line in lines if line]
    return sorted((report["page"]["location"], json.dumps(report, sort_keys=True)) for report in reports)


def of_table(folder):
    return of_lines(pyarrow.dataset.dataset(folder).to_table(columns=["report"])["report"].to_pylist())


def of_text(folder):
    return of_lines(line for part in folder.glob("part-*") for line in part.read_text("utf-8").split("\n"))


def below(parent):
    """The processes that a process has started, and those that they have."""
    listed = subprocess.run(["ps", "-eo", "pid=,ppid=,args="], capture_output=True, text=True, check=True).stdout
    every = [line.split(None, 2) for line in listed.splitlines()]
    known, grown = {str(parent)}, True
    while grown:
        grown = {pid for pid, owner, _ in every if owner in known} - known
        known |= grown
    return [(int(pid), line) for pid, _, line in every if pid in known]


def kill_an_executor(running):
    """Waits until executors work, and kills one of them."""
    while running.poll() is None:
        time.sleep(0.5)
        executors = [pid for pid, line in below(running.pid) if "CoarseGrainedExecutorBackend" in line]
        busy = [pid for pid in executors if any("pyspark.daemon" in line for _, line in below(pid))]
        if len(busy) > 1:
            time.sleep(1)
            assert running.poll() is None, "there are too few pages: all were checked before an executor was killed"
            os.kill(busy[0], signal.SIGKILL)
            return f", executor {busy[0]} killed"
    return ""


def run(name, plain, wanted, read, line, meanwhile=lambda running: ""):
    """Runs an engine as its users do, and compares."""
    started = time.monotonic()
    with tempfile.TemporaryFile() as told:
        # Spark's workers are to be those that have the wheel.
        own = dict(os.environ, PYSPARK_PYTHON=sys.executable)
        running = subprocess.Popen([sys.executable, *line], stdout=told, stderr=told, env=own)
        note = meanwhile(running)
        code = running.wait()
        seconds = time.monotonic() - started
        told.seek(0)
        if code != 0:
            sys.exit(f"{name}: exit code {code}\n" + told.read().decode("utf-8", "replace")[-5000:])
    rows = read()
    missing = [url for (url, _) in wanted if url not in dict(rows)]
    assert rows == wanted, f"{name}: {len(rows)} rows of {len(wanted)}, missing {missing[:3]}"
    print(f"{name}: {len(rows)} rows, equal; {seconds:.1f} s, {seconds - plain:+.1f} s beside the command{note}", flush=True)


def main(count="800"):
    has = {name: importlib.util.find_spec(name) is not None for name in ["pyspark", "ray", "daft"]}
    has["pyspark"] = has["pyspark"] and shutil.which("java") is not None
    program = str(Path(sys.executable).parent / "creditline")
    with tempfile.TemporaryDirectory() as folder:
        pages, library = Path(folder, "pages"), Path(folder, "library")
        pages.mkdir()
        shards(pages, int(count))
        subprocess.run([program, "library", "build", library, SAMPLES / "originals"], check=True, capture_output=True)
        started = time.monotonic()
        check = [program, "check", *sorted(pages.iterdir()), "--originals", library, "-f", "jsonl", "--no-config", "-q"]
        told = subprocess.run(check, check=False, capture_output=True, text=True)
        plain = time.monotonic() - started
        wanted = of_lines(told.stdout.split("\n"))
        assert told.returncode == 1 and len(wanted) == int(count), told.stderr
        print(f"the command: {count} pages in {SHARDS} shards, {plain:.1f} s", flush=True)

        def engine(name, script, *more, read=of_table, first=(), meanwhile=lambda running: ""):
            out = Path(folder, name)
            line = [HERE / script, *first, library, pages, out, *more]
            run(name, plain, wanted, lambda: read(out), list(map(str, line)), meanwhile)

        if has["pyspark"]:
            engine("spark local", "spark_map_in_arrow.py")
            engine("spark cluster", "spark_map_in_arrow.py", CLUSTER)
            engine("spark cluster, one lost", "spark_map_in_arrow.py", CLUSTER, meanwhile=kill_an_executor)
            engine("spark pipe", "rdd_pipe.py", "local[2]", program, read=of_text)
        for name in ["ray", "daft"]:
            if has[name]:
                engine(name, "daft_or_ray.py", first=[name])
        for name in [name for name in has if not has[name]]:
            print(f"skipped: {name} is not installed", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
