"""The sentences of a whole paper that name addresses, outside of the list of references. Pure."""

import re

_ADDRESS = re.compile(r"(?i)https?://|www\.|(?<![\w@])(?:github|gitlab|bitbucket|codeberg)\.(?:com|org)/")
_SENTENCE_END = re.compile(r"[.!?]\s+(?=[A-Z])|\n\s*\n")
_REFERENCES = re.compile(
    r"(?im)^[ \t]*(?:\d+\.?[ \t]+)?(?:references|bibliography|literature cited)[ \t]*$"
    r"|^[ \t]*\\(?:bibliography|printbibliography|begin\{thebibliography\})"
)
_BEFORE, _AFTER = 300, 200  # characters of a sentence on each side of an address
_MOST = 500  # sentences


def sentences_with_addresses(text: str, begin: int = 0) -> list[str]:
    r"""Return the sentences from `begin` on that name addresses, each once, up to the list of references.

    >>> sentences_with_addresses("We test. Code: https://a.org/b\n\nIt works.")
    ['Code: https://a.org/b']
    """
    end = next((found.start() for found in _REFERENCES.finditer(text) if found.start() > len(text) // 4), len(text))
    sentences: list[str] = []
    at = begin
    for address in _ADDRESS.finditer(text, begin, end):
        if address.start() < at:
            continue
        before = text[max(at, address.start() - _BEFORE) : address.start()]
        starts = [found.end() for found in _SENTENCE_END.finditer(before)]
        start = address.start() - len(before) + (starts[-1] if starts else 0)
        after = _SENTENCE_END.search(text, address.end(), min(end, address.end() + _AFTER))
        at = after.start() + 1 if after else min(end, address.end() + _AFTER)
        sentences.append(" ".join(text[start:at].split()))
        if len(sentences) == _MOST:
            break
    return list(dict.fromkeys(sentences))
