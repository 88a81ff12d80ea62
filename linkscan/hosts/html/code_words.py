"""A cheap test whether texts may mention code, with false positives but no false negatives."""

from linkscan.hosts.html.joined_texts import numbers_containing

_CODE_WORDS = (
    *("code", "codigo", "código", "codice", "код", "git", "bitbucket", "repo", "quell", "source", "implementation"),
    *("software", "toolbox", "fuente", "代", "码", "碼", "源", "仓", "コード", "코드"),
)
"""One of them is in every label accepted by `vocabulary.is_code_label` and every line accepted by `names_code`."""
_ASCII_CODE_WORDS = tuple(filter(str.isascii, _CODE_WORDS))  # most pages are in ASCII, which holds no others


def may_say_code(text: str) -> bool:
    """Return whether a text may mention code."""
    return any(map(text.lower().__contains__, _CODE_WORDS))


def texts_saying_code(joined: str) -> list[int]:
    """Return the numbers of the joined texts that may mention code, from 0, in order."""
    words = _ASCII_CODE_WORDS if joined.isascii() else _CODE_WORDS
    return numbers_containing(words, joined.lower()) if joined else []
