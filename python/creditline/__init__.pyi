from collections.abc import Iterable, Sequence
from os import PathLike
from typing import Any, Final, Literal, Protocol, TypedDict, Union, final

import pyarrow

from ._errors import CreditlineError as CreditlineError
from ._errors import InputError as InputError
from ._errors import LibraryError as LibraryError
from ._errors import OriginalsError as OriginalsError
from ._errors import RulesError as RulesError

__version__: Final[str]
BATCH_DDL: Final[str]

_Path = Union[str, PathLike[str]]

class _Article(TypedDict):
    url: str

class Article(_Article, total=False):
    """An original that is at hand, with either ``html`` or ``text``. This class exists for type checkers only."""

    title: str | None
    author: str | Sequence[str] | None
    html: str | bytes
    text: str

class _ArrowArray(Protocol):
    def __arrow_c_array__(self, requested_schema: object | None = None) -> tuple[object, object]: ...

@final
class Library:
    """Originals to check pages against. It never changes, and any number of threads may use it at once."""

    @staticmethod
    def open(path: _Path, *, rules: Sequence[_Path] = ()) -> Library:
        """Opens a library that ``creditline library build`` made.

        Raises ``LibraryError`` when there is none or it is damaged, ``RulesError`` when the rules cannot be used.
        """

    @staticmethod
    def from_originals(
        originals: Sequence[_Path | Article],
        *,
        rules: Sequence[_Path] = (),
        errors: Literal["raise", "skip"] = "raise",
    ) -> Library:
        """Reads originals: files, folders and addresses as ``--originals`` takes them, and articles as dictionaries.

        Raises ``OriginalsError``, with a line for each, when one cannot be used. With ``errors="skip"`` those are left
        out and told by ``problems``; at least one has to remain.
        """

    def audit(self, html: str | bytes, url: str | None = None) -> dict[str, Any]:
        """Checks one page and returns its report (``creditline.audit/1``), as ``creditline check -f jsonl`` writes it.

        A page that cannot be judged has the status ``unverifiable`` with its ``reason``. Raises ``InputError`` when
        ``url`` is no address of the web.
        """

    def audit_batch(self, batch: _ArrowArray, *, parallel: bool = True) -> pyarrow.RecordBatch:
        """Checks the pages of a record batch: one row out for each row in, in the same order.

        In: ``html`` (binary or text) and, if there is one, ``url`` (text). Out: the columns of ``batch_schema()``.
        A row that cannot be judged has the status ``unverifiable``, and its report the reason. ``parallel=False`` uses
        the calling thread only, for engines that run one task a core.
        """

    @property
    def problems(self) -> list[str]:
        """What was wrong with originals that were skipped."""

    def __len__(self) -> int: ...

def batch_schema() -> pyarrow.Schema:
    """The columns of what ``Library.audit_batch`` returns."""
