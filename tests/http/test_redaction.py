"""A secret is redacted in whatever encoding a host repeats it."""

import base64
import html
from collections.abc import Callable
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as some

from linkscan.http.redaction import REDACTED, Redactor

SECRET = "ghp_aB3dE5gH7jK9mN1pQ3+S5tU7vW9/Y1zA3bC5"
SPELLINGS: dict[str, Callable[[str], str]] = {
    "as it is": str,
    "upper case": str.upper,
    "lower case": str.lower,
    "swapped case": str.swapcase,
    "as the name of a host": lambda secret: secret.lower().replace("_", "-"),
    "backwards": lambda secret: secret[::-1],
    "percent-encoded where it must be": lambda secret: quote(secret, safe=""),
    "percent-encoded": lambda secret: "".join(f"%{ord(each):02x}" for each in secret),
    "percent-encoded twice": lambda secret: "".join(f"%25{ord(each):02X}" for each in secret),
    "character references": lambda secret: "".join(f"&#{ord(each)};" for each in secret),
    "hexadecimal references": lambda secret: "".join(f"&#x{ord(each):X};" for each in secret),
    "named references": lambda secret: secret.replace("_", "&lowbar;").replace("+", "&plus;").replace("/", "&sol;"),
    "JSON": lambda secret: "".join(f"\\u{ord(each):04x}" for each in secret),
    "bytes of Python": lambda secret: "".join(f"\\x{ord(each):02x}" for each in secret),
    "a mixture": lambda secret: secret.translate({95: "%5F", 97: "&#97;", 53: "\\u0035"}),
    "hexadecimal": lambda secret: secret.encode().hex(),
    "HEXADECIMAL": lambda secret: secret.encode().hex().upper(),
    "base64": lambda secret: base64.b64encode(secret.encode()).decode(),
    "base64 of a header": lambda secret: base64.b64encode(f"Authorization: Bearer {secret}\n".encode()).decode(),
    "base64 of a pair": lambda secret: base64.b64encode(f"me:{secret}".encode()).decode(),
    "base64 for URLs": lambda secret: base64.urlsafe_b64encode(f"u:{secret}".encode()).decode(),
}
redactor = Redactor([SECRET, "glpat-another-one-0000"])


def is_there(text: str, spelling: str) -> bool:
    """Return whether any piece of the second half of a spelling is in a text; the first may be a public prefix."""
    return any(spelling[start : start + 8] in text for start in range(len(spelling) // 2, len(spelling) - 8))


@pytest.mark.parametrize("name", SPELLINGS)
def test_no_spelling_of_a_secret_is_left(name: str) -> None:
    spelling = SPELLINGS[name](SECRET)
    said = f'{{"message": "no, {spelling}", "and": "more"}}'
    assert not is_there(redactor.text(said), spelling)
    assert not is_there(redactor.body(said.encode()).decode(), spelling)
    assert REDACTED in redactor.text(said)
    assert redactor.text(said).endswith('", "and": "more"}')


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-16"])
def test_no_encoding_of_a_page_hides_a_secret(encoding: str) -> None:
    body = redactor.body(f"<title>{SECRET}</title>".encode(encoding))
    assert REDACTED.encode() in body
    assert SECRET[12:] not in body.decode(encoding, "replace")


@pytest.mark.parametrize("length", range(12, len(SECRET)))
def test_truncated_secret_is_redacted_as_well(length: int) -> None:
    """By the cap of a body, or in a message that quotes the beginning of a line."""
    assert redactor.text(f"cannot read {SECRET[:length]!r}") == f"cannot read '{REDACTED}'"
    assert redactor.body(SECRET[:length].encode()) == REDACTED.encode()


@pytest.mark.parametrize("secret", [SECRET, *(f"{n}{SECRET}"[:size] for n in range(3) for size in (8, 9, 10, 11, 13))])
def test_secrets_of_any_length_from_eight_characters_on(secret: str) -> None:
    for name, spell in SPELLINGS.items():
        said = f"<{spell(secret)}>"
        assert Redactor([secret]).body(said.encode()) != said.encode(), (secret, name)


@given(some.text(), some.text())
def test_text_around_a_secret_is_kept(before: str, after: str) -> None:
    before, after = before + "<", ">" + after
    assert redactor.text(before + SECRET + after) == before + REDACTED + after


@given(some.binary())
def test_text_without_a_secret_is_unchanged(body: bytes) -> None:
    assert redactor.body(body) == body
    assert redactor.strangers_body(body) == body


def test_other_tokens_of_its_kind_are_left_alone() -> None:
    """Their common prefix is not secret."""
    page = "tokens begin with ghp_, github_pat_ or glpat-, as ghp_0123456789 does"
    assert redactor.text(page) == page
    assert redactor.text(html.escape(page)) == html.escape(page)


def test_short_values_are_not_redacted() -> None:
    """It occurs in other text by chance."""
    assert Redactor(["seven77"]).body(b"seven77") == b"seven77"
    assert Redactor(["eight888"]).body(b"eight888") == REDACTED.encode()


def test_usual_spellings_are_redacted_in_bodies_of_other_hosts() -> None:
    for spelling in (SECRET, quote(SECRET, safe=""), quote(SECRET)):
        assert redactor.strangers_body(f"<{spelling}>".encode()) == (
            f"<{REDACTED}>".encode() if spelling != quote(SECRET) else f"<{spelling}>".encode()
        )
