"""Secrets taken out of what hosts repeat: as they are, in another case, cut off, or encoded.

A host that was sent a credential may write it into an error page as HTML does, into a redirect as URLs do, into JSON
with escapes, or in base64 as it came in a header. What is looked for is the beginning of the secret, in any mixture
of these spellings, and as much of what follows as the secret is long: a text that was cut off has no more of it.
"""

import base64
import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from urllib.parse import quote, quote_plus

REDACTED = "***"
SHORTEST = 8  # characters: a shorter secret stands in any text by chance
_BEGINNING = 12  # characters; beyond what tokens of one kind share, such as `ghp_`
# One character of whatever follows, in each spelling.
_ANY = r"(?:(?:%(?:25)*[0-9A-Fa-f]{2}|\\u[0-9A-Fa-f]{4}|\\x[0-9A-Fa-f]{2}|&#?\w{1,8};|[\w.+/=~-])\0?)"


class Redactor:
    """Replaces secrets by `***`. One shorter than `SHORTEST` is left alone.

    A pattern of all spellings takes a third of a second for a megabyte. So it is asked only where `is_suspect`.
    """

    def __init__(self, secrets: Sequence[str]) -> None:
        self.secrets = tuple(dict.fromkeys(secret for secret in secrets if len(secret) >= SHORTEST))
        self._usual = tuple(dict.fromkeys(spelling.encode() for each in self.secrets for spelling in _usual(each)))
        begun = [secret[:_BEGINNING].encode() for secret in self.secrets]
        backwards = [secret[::-1][:_BEGINNING].encode() for secret in self.secrets]
        self._folded = tuple(dict.fromkeys(_folded(part) for part in (*begun, *backwards)))
        self._hexadecimal = tuple(part.hex().encode() for part in begun)
        self._base64 = tuple(form.encode() for part in begun for core in _in_base64(part) for form in _alphabets(core))

    def text(self, text: str) -> str:
        """Return a short text, a header or a message, without any spelling of a secret."""
        return self._in_text.sub(REDACTED, text) if self.is_suspect(text) else text

    def body(self, body: bytes) -> bytes:
        """Return a body without any spelling of a secret: of a host that was sent one."""
        return self._in_bytes.sub(REDACTED.encode(), body) if self.is_suspect(body) else body

    def strangers_body(self, body: bytes) -> bytes:
        """Return a body without the usual spellings: of a host that was sent none, and sends much."""
        for spelling in self._usual:
            body = body.replace(spelling, REDACTED.encode())
        return body

    def is_suspect(self, data: bytes | str) -> bool:
        """Return whether there may be a secret in it."""
        if not self.secrets:
            return False
        if isinstance(data, str):
            data = data.encode("utf-8", "surrogatepass")
        if any(part in data for part in self._base64):
            return True
        folded = data.lower()
        if any(part in folded for part in self._hexadecimal):
            return True
        plain = _folded(_ESCAPE.sub(_unescaped, folded.replace(b"\0", b"")))  # UTF-16 has one between characters
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
"""Characters of tokens that HTML has names for: https://html.spec.whatwg.org/multipage/named-characters.html."""
_CHARACTERS = {name.encode(): character.encode() for character, name in _NAMED.items()}
_ESCAPE = re.compile(
    rb"%(?:25)*([0-9a-f]{2})|\\u00([0-9a-f]{2})|\\x([0-9a-f]{2})|&#x0*([0-9a-f]{2});?|&#0*([0-9]{2,3});?"
    rb"|&(lowbar|hyphen|period|sol|plus|equals|amp);"
)


def _unescaped(found: re.Match[bytes]) -> bytes:
    """Return the character of an escape in lower case."""
    group = found.lastindex or 0
    text = found[group]
    if group == 6:
        return _CHARACTERS[text]
    code = int(text, 10 if group == 5 else 16)
    return bytes((code,)).lower() if code < 128 else b"?"


def _folded(data: bytes) -> bytes:
    """Return text in lower case, and with hyphens for underscores, which names of hosts do not have."""
    return data.lower().replace(b"_", b"-")


def _usual(secret: str) -> Iterator[str]:
    yield secret
    yield quote(secret, safe="")
    yield quote_plus(secret)


def _forms(secret: str) -> Iterator[str]:
    """Yield patterns of a secret: its characters in each spelling, hexadecimal, base64, and backwards."""
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
    """Return a pattern of one ASCII character, in either case, in each spelling; UTF-16 has a NUL behind it."""
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
    """Yield what the base64 of any text with `data` in it has, (RFC 4648 4).

    Three bytes are four characters: by where `data` begins in them there are three, of which those that
    its neighbours share are left out.
    """
    for before, shared in ((0, 0), (1, 2), (2, 3)):
        whole = (before + len(data)) * 8 // 6
        yield base64.b64encode(bytes(before) + data).decode()[shared:whole]


def _alphabets(text: str) -> Sequence[str]:
    return tuple(dict.fromkeys((text, text.replace("+", "-").replace("/", "_"))))
