"""Counts in sentences: `1 address`, `2 addresses`."""


def counted(count: int, one: str, many: str = "") -> str:
    """Return a count with its noun; `many` is the plural, unless that is `one` with an s.

    >>> counted(1, "address", "addresses"), counted(0, "paper")
    ('1 address', '0 papers')
    """
    return f"{count} {agreeing(count, one, many)}"


def agreeing(count: int, one: str, many: str = "") -> str:
    """Return the form of a word that agrees with a count; `many` is the plural, unless that is `one` with an s.

    >>> agreeing(1, "is", "are"), agreeing(2, "host")
    ('is', 'hosts')
    """
    return one if count == 1 else many or f"{one}s"
