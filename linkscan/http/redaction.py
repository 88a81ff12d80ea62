"""Removal of secrets that hosts echo: verbatim, in another case, truncated, or encoded.

A host that was sent a credential may repeat it in an error page with HTML's escapes, in a redirect with a URL's, in
JSON with its own, or in base64, as it came in a header. The patterns match the beginning of the secret, in any mixture
of these spellings, and then up to as many characters as the secret has, since the text may have been truncated.
"""

import base64
import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from urllib.parse import quote, quote_plus

REDACTED = "***"
SHORTEST = 8  # characters; a shorter secret may occur in any text by chance
_BEGINNING = 12  # characters; longer than the prefix that tokens of one kind share, such as `ghp_`
# Any one further character, in each spelling.
_ANY = r"(?:(?:%(?:25)*[0-9A-Fa-f]{2}|\\u[0-9A-Fa-f]{4}|\\x[0-9A-Fa-f]{2}|&#?\w{1,8};|[\w.+/=~-])\0?)"


class Redactor:
    """Replaces secrets with `***`, except those shorter than `SHORTEST`.

    Matching the pattern of all spellings takes a third of a second per megabyte, so `is_suspect` is checked first.
    """

    def __init__(self, secrets: Sequence[str]) -> None:
        self.secrets = tuple(dict.fromkeys(secret for secret in secrets if len(secret) >= SHORTEST))
        self._plain = tuple(dict.fromkeys(form.encode() for each in self.secrets for form in _common_spellings(each)))
        prefixes = [secret[:_BEGINNING].encode() for secret in self.secrets]
        reversals = [secret[::-1][:_BEGINNING].encode() for secret in self.secrets]
        self._folded = tuple(dict.fromkeys(_folded(part) for part in (*prefixes, *reversals)))
        self._hexadecimal = tuple(part.hex().encode() for part in prefixes)
        self._base64 = tuple(
            form.encode() for part in prefixes for core in _in_base64(part) for form in _alphabets(core)
        )

    def text(self, text: str) -> str:
        """Return a short text, such as a header or a message, without any spelling of a secret."""
        return self._in_text.sub(REDACTED, text) if self.is_suspect(text) else text

    def body(self, body: bytes) -> bytes:
        """Return a body without any spelling of a secret; for hosts that may have been sent one."""
        return self._in_bytes.sub(REDACTED.encode(), body) if self.is_suspect(body) else body

    def strangers_body(self, body: bytes) -> bytes:
        """Return a body without the usual spellings of a secret; for all other hosts, whose bodies are many."""
        for spelling in self._plain:
            body = body.replace(spelling, REDACTED.encode())
        return body

    def is_suspect(self, data: bytes | str) -> bool:
        """Return whether data may contain a secret; a cheap check before the full pattern."""
        if not self.secrets:
            return False
        if isinstance(data, str):
            data = data.encode("utf-8", "surrogatepass")
        if any(part in data for part in self._base64):
            return True
        folded = data.lower()
        if any(part in folded for part in self._hexadecimal):
            return True
        plain = _folded(_ESCAPE.sub(_unescaped, folded.replace(b"\0", b"")))  # in UTF-16 each character has a NUL
        return any(part in plain for part in self._folded)

    @cached_property
    def _pattern(self) -> str:
        return "|".join(form for secret in self.secrets for form in _forms(secret))

    @cached_property
    def _in_text(self) -> re.Pattern[str]:
        return re.compile(self._pattern, re.ASCII)

    @cached_property
    def _in_bytes(self) -> re.Pattern[bytes]:
        return re.compile(self._pattern.encode())


_NAMED = {"_": "lowbar", "-": "hyphen", ".": "period", "/": "sol", "+": "plus", "=": "equals", "&": "amp"}
"""Characters of tokens for which HTML has names: https://html.spec.whatwg.org/multipage/named-characters.html."""
_CHARACTERS = {name.encode(): character.encode() for character, name in _NAMED.items()}
_ESCAPE = re.compile(
    rb"%(?:25)*([0-9a-f]{2})|\\u00([0-9a-f]{2})|\\x([0-9a-f]{2})|&#x0*([0-9a-f]{2});?|&#0*([0-9]{2,3});?"
    rb"|&(lowbar|hyphen|period|sol|plus|equals|amp);"
)


def _unescaped(found: re.Match[bytes]) -> bytes:
    """Return the character that an escape stands for, in lower case."""
    group = found.lastindex or 0
    text = found[group]
    if group == 6:
        return _CHARACTERS[text]
    code = int(text, 10 if group == 5 else 16)
    return bytes((code,)).lower() if code < 128 else b"?"


def _folded(data: bytes) -> bytes:
    """Return text in lower case, with hyphens for underscores, as in host names."""
    return data.lower().replace(b"_", b"-")


def _common_spellings(secret: str) -> Iterator[str]:
    yield secret
    yield quote(secret, safe="")
    yield quote_plus(secret)


def _forms(secret: str) -> Iterator[str]:
    """Yield the patterns of a secret: its characters in each spelling, also reversed; hexadecimal; and base64."""
    rest = len(secret) - _BEGINNING
    for text in dict.fromkeys((secret, secret[::-1])):
        begin = "".join(map(_character, text[:_BEGINNING]))
        yield f"{begin}{_ANY}{{0,{max(0, rest)}}}"
    data = secret.encode()[:_BEGINNING].hex()
    yield f"{_in_any_case(data)}[0-9A-Fa-f]{{0,{2 * max(0, rest)}}}"
    for core in _in_base64(secret.encode()[:_BEGINNING]):
        either = "|".join(map(re.escape, _alphabets(core)))
        yield rf"(?:{either})[\w+/=-]{{0,{2 * max(0, rest)}}}"


def _character(character: str) -> str:
    """Return a pattern for one ASCII character, in either case and each spelling; in UTF-16 a NUL follows it."""
    cases = dict.fromkeys((character, character.lower(), character.upper(), *("_-" if character in "_-" else "")))
    hexadecimal = "|".join(_in_any_case(f"{ord(case):02x}") for case in cases)
    decimal = "|".join(str(ord(case)) for case in cases)
    plain = "|".join(re.escape(case) for case in cases)
    spellings = (
        plain,
        rf"%(?:25)*(?:{hexadecimal})",
        rf"\\u00(?:{hexadecimal})",
        rf"\\x(?:{hexadecimal})",
        rf"&#[xX]0*(?:{hexadecimal});?",
        f"&#0*(?:{decimal});?",
        f"&{_NAMED[character]};" if character in _NAMED else "",
    )
    return rf"(?:{'|'.join(filter(None, spellings))})\0?"


def _in_any_case(text: str) -> str:
    return "".join(f"[{each}{each.upper()}]" if each.isalpha() else re.escape(each) for each in text)


def _in_base64(data: bytes) -> Iterator[str]:
    """Yield the three strings, one of which the base64 of any text that contains `data` contains (RFC 4648 4).

    Three bytes make four characters, so the result depends on where in such a group `data` begins. Characters that
    also encode bits of its neighbours are left out.
    """
    for before, shared in ((0, 0), (1, 2), (2, 3)):
        whole = (before + len(data)) * 8 // 6
        yield base64.b64encode(bytes(before) + data).decode()[shared:whole]


def _alphabets(text: str) -> Sequence[str]:
    """Return base64 text in the standard and in the URL-safe alphabet (RFC 4648 5)."""
    return tuple(dict.fromkeys((text, text.replace("+", "-").replace("/", "_"))))
