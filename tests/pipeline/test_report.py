"""The report of a run says what was inconclusive, and what would help."""

import pytest

from linkscan.models import Health, Link, LinkResult
from linkscan.pipeline.report import judged
from linkscan.settings import Settings

LINK = Link("https://github.com/lab/tool", "https://github.com/lab/tool")
TOKENS = {"api.github.com": ("secret",)}


def notes(found: LinkResult, settings: Settings) -> tuple[str, ...]:
    return judged([], [LINK], {LINK.url: found}, None, [], settings).notes


def result(host: str = "github", health: Health = Health.UNREACHABLE) -> LinkResult:
    return LinkResult(LINK.url, LINK.url, host=host, health=health, reason="git: rate limit still closed")


def test_note_suggests_a_token_if_github_did_not_answer() -> None:
    (note,) = notes(result(), Settings(tokens={}))
    assert note.startswith("1 address of GitHub did not answer without a token; with one (GITHUB_TOKEN)")


@pytest.mark.parametrize(
    ("found", "settings"),
    [
        (result(), Settings(tokens=TOKENS)),
        (result("website"), Settings(tokens={})),
        (result(health=Health.OK), Settings(tokens={})),
    ],
    ids=["a token was there", "another host", "it answered"],
)
def test_no_note_if_a_token_would_not_help(found: LinkResult, settings: Settings) -> None:
    assert notes(found, settings) == ()
