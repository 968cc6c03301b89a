"""The samples of the repository, and the command that is installed."""

import pathlib
import subprocess
import sys

SAMPLES = pathlib.Path(__file__).parents[2] / "samples"


def command(*arguments, **options):
    """Runs the installed command, as its own process."""
    line = [sys.executable, "-m", "creditline", *map(str, arguments)]
    return subprocess.run(line, capture_output=True, timeout=300, check=False, **options)
