"""The command: `creditline …`, or `python -m creditline …`."""

import signal
import sys

from ._creditline import main as run


def main():
    # The command has a ctrl-C of its own. Until it listens, ctrl-C ends it as it ends any other program; Python would
    # wait for the command to be over.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    return run(["creditline", *sys.argv[1:]])


if __name__ == "__main__":
    sys.exit(main())
