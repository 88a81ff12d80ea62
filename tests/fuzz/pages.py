"""Web pages: hostile HTML is parsed in linear time, and only a page that says so is gone."""

from linkscan.hosts import website
from linkscan.models import Kind, Response, Target
from tests.fuzz.bounds import in_time, stretched
from tests.fuzz.drawing import Draw
from tests.fuzz.talks import hold

_TYPES = (
    "text/html; charset=utf-8",
    "text/html",
    "",
    "text/html; charset=utf-16",
    "text/html; charset=idna",
    "application/xhtml+xml",
    "text/html; charset=gb18030",
    "application/zip",
    "text/html; charset=\x00",
)
SEEDS = tuple(
    b"\0\0" + text.encode()
    for text in (
        "<!doctype html><title>Tool</title><h1>Tool</h1><p>We present <a href='https://github.com/lab/tool'>Code</a>",
        "<title>404 Not Found</title><h1>Oops</h1><p>The page could not be found.",
        "<meta http-equiv=refresh content='0;url=https://github.com/a/b'><base href=//x.org/>",
        "<div class='btn disabled'>Code (coming soon)</div><footer>Website source borrowed from <a href=x>Nerfies</a>",
        '<script>location=\'https://a.org\'</script><script type=application/ld+json>{"@type":"Code"}</script>',
        "<svg><title>github</title><path d='M12'/></svg><![CDATA[x]]><!--x--!><?x?></p></br><a><a href=b><button>Code",
        "<form action=/login><input type=password></form><title>Just a moment...</title>",
        "<link rel=canonical href=a><iframe src=b></iframe><a name=x id=y onclick=\"open('https://c.org/d')\">GitHub</a>",
        "<title>lab.org is for sale</title><p>Buy this domain",
        "\x1b<\x1ba \x1b",
        "\x1b<p>\x1b<a href=x>Code\x1b",
        "\x1b<div \x1ba=b \x1b>",
        "\x1b<title>\x1b&amp;\x1b",
        "\x1b\x1b<!--\x1b",
        "\x1b<a href='\x1bhttp://\x1b'>Code",
    )
)
WORDS = (
    *(b"<a href=", b"</a>", b"<title>", b"<script>", b"</script>", b"<style>", b"<svg>", b"<!--", b"-->", b"<![CDATA["),
    *(
        b"<meta http-equiv=refresh content=",
        b"<base href=",
        b"<button>",
        b"<footer>",
        b"<nav>",
        b"<h1>",
        b"<p>",
        b"<br/>",
    ),
    *(b"&#xD800;", b"&amp;", b"&notin", b"&#", b"class=", b"id=", b"aria-label=", b"disabled", b"btn", b"onclick="),
    *(b"https://github.com/lab/tool", b"Code", b"coming soon", b"not found", b"404", b"for sale", b"borrowed from"),
    *(b"<textarea>", b"<template>", b"<noscript>", b"<plaintext>", b"<iframe src=", b"<!doctype", b"<?", b"git clone "),
)
PLACE_URL = "https://lab.example.org/work#part"


def attack(data: bytes) -> None:
    """Respond with a page, and with another one at its client-side redirect."""
    draw = Draw(data)
    kind, status = draw.pick(_TYPES), draw.pick((200, 200, 200, 206, 203))
    body = stretched(draw.rest())
    target = Target(website.NAME, f"website:{PLACE_URL}", PLACE_URL, PLACE_URL, Kind.PAGE)
    headers = {"content-type": kind} if kind else {}
    with in_time(len(body)):
        hold(website.flow(target, _NOBODY), lambda request: Response(request.url, status, headers=headers, body=body))


class _Nobody:
    def has_token(self, host: str) -> bool:
        return False


_NOBODY = _Nobody()
