"""Markup: any text is read as plain text, in one pass; text without markup stays as it is."""

from linkscan.papers.markup import plain_text
from tests.fuzz.bounds import in_time, stretched

SEEDS = (
    b"<jats:p>We <i>do</i> &lt; 5 at <jats:ext-link xlink:href='https://a.org'>it</jats:ext-link>.</jats:p>",
    b"&lt;p&gt;x &amp;amp; y&lt;/p&gt;",
    b"<mml:math><mml:mi>x</mml:mi><mml:annotation>y</mml:annotation></mml:math><!-- c --><br/>",
    b"No markup, a<b & c.",
    b"\x1b<p>\x1b<a href='\x1b",
    b"\x1b<\x1b<tex-math>\x1b",
    b"\x1b\x1b&amp;\x1b",
)
WORDS = (
    b"<p>",
    b"</p>",
    b"<a href=",
    b"xlink:href",
    b"<!--",
    b"-->",
    b"<tex-math>",
    b"&#x41;",
    b"&lt;",
    b"<h4>",
    b"/>",
)


def attack(data: bytes) -> None:
    """Remove the markup, and compare text without any."""
    text = stretched(data).decode("utf-8", "replace")
    with in_time(len(text)):
        plain = plain_text(text)
    if "<" not in text and "&" not in text:
        assert plain == text
    assert len(plain) <= 3 * len(text) + 3  # an entity is never shorter than a third of what it stands for
