"""Short digests of texts, for IDs that are the same in every run."""

try:
    # As `random` of the standard library does: `hashlib` loads OpenSSL, which takes as long as to read ten papers.
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b

_SIZE = 4  # bytes


def short_digest(text: str) -> str:
    """Return eight hexadecimal digits that tell a text from others.

    >>> short_digest("a song")
    '5a7f4769'
    """
    return blake2b(text.encode(), digest_size=_SIZE).hexdigest()
