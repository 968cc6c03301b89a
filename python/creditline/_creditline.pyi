from collections.abc import Sequence
from typing import Final

from . import Library as Library
from . import batch_schema as batch_schema

__version__: Final[str]

def main(line: Sequence[str]) -> int: ...
