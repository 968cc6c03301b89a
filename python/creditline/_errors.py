"""What goes wrong, by whose fault it is. Pages are no such fault: their reports say what is wrong with them."""


class CreditlineError(Exception):
    """Whatever this package raises on purpose."""


class InputError(CreditlineError, ValueError):
    """An argument or a record batch that is not what it has to be."""


class LibraryError(CreditlineError):
    """A library on disk that is missing, damaged or of another version."""


class OriginalsError(CreditlineError, ValueError):
    """Originals that cannot be used; one a line."""


class RulesError(CreditlineError, ValueError):
    """Rules that cannot be used; one problem a line, with its place."""
