"""Checks whether a reprint gives the credit that the original asks for."""

from ._creditline import Library, __version__, batch_schema
from ._errors import CreditlineError, InputError, LibraryError, OriginalsError, RulesError

#: The columns of what `Library.audit_batch` returns, as Apache Spark writes a schema.
BATCH_DDL = (
    "url string, status string, verdict string, work string, class string, "
    "original_share double, codes array<string>, report string"
)

__all__ = [
    "BATCH_DDL",
    "CreditlineError",
    "InputError",
    "Library",
    "LibraryError",
    "OriginalsError",
    "RulesError",
    "__version__",
    "batch_schema",
]


def _open(path, rules):
    """Opens a library again in another process."""
    return Library.open(path, rules=rules)
