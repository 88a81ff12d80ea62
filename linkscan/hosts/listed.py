"""Write a set of names as running text, so that a list of fifty reads as one."""


def listed(text: str) -> frozenset[str]:
    """Return the words of `text`."""
    return frozenset(text.split())
