"""What does a page of 50 KB cost, from its bytes to what it says of code? `python -m benchmarks.pages [FOLDER]`.

A page is made up as those of papers' projects are: a title, buttons, an abstract, pictures, a table, BibTeX, a script.
With FOLDER the pages in it are read as well. Beside each is the time of Python's own `html.parser`, which does nothing
but find the tags: ratios last longer than times.
"""

import argparse
import time
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path

from linkscan.hosts.website import read_answer, read_facts
from linkscan.models import Response
from linkscan.urls import Url, parse_url

RUNS = 25
URL = "https://lab.github.io/work/"
SIZE = 50_000
_WORDS = "We present a method that learns a representation of scenes from few views, and show that it is fast. "
_HEAD = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>A Work of Ours</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><meta property="og:title" content="A Work">
<link rel="stylesheet" href="./static/css/bulma.min.css"><link rel="icon" href="./static/images/favicon.svg">
<script defer src="./static/js/fontawesome.all.min.js"></script><script>window.dataLayer = [];</script>
</head><body><nav class="navbar" role="navigation"><a class="navbar-item" href="../">Lab</a></nav>
<section class="hero"><div class="container is-max-desktop"><h1 class="title is-1">A Work of Ours</h1>
<span class="author-block"><a href="https://ada.example.org">Ada Example</a><sup>1</sup>,</span>
<span class="link-block"><a href="https://arxiv.org/abs/2401.00001" class="button is-dark"><span>Paper</span></a></span>
<span class="link-block"><a href="https://github.com/lab/work" class="button is-dark"><span class="icon">
<i class="fab fa-github"></i></span><span>Code</span></a></span></div></section>
"""
_SECTION = """<section class="section" id="part-%d"><div class="columns is-centered"><h2 class="title is-3">Part %d</h2>
<div class="content has-text-justified"><p>%s</p><p>%s <a href="https://other.example.org/%d">Others</a> do so too.</p>
<img src="./static/images/%d.jpg" alt="A scene" style="width: 100%%"><table><tr><td>PSNR</td><td>31.%d</td></tr></table>
</div></div></section>
"""
_FOOT = (
    '<footer class="footer"><a href="https://github.com/nerfies/nerfies.github.io">Template</a></footer></body></html>'
)


def made_up() -> bytes:
    """Return a page of 50 KB."""
    sections = ""
    number = 0
    while len(_HEAD) + len(sections) + len(_FOOT) < SIZE:
        number += 1
        sections += _SECTION % (number, number, _WORDS * 4, _WORDS * 2, number, number, number)
    return f"{_HEAD}{sections}{_FOOT}".encode()


def read(body: bytes, address: Url) -> None:
    """Decode, parse and judge a page."""
    response = Response(address.href, status=200, headers={"content-type": "text/html"}, body=body)
    read_facts(address, address, response, read_answer(response))


def tokenize(body: bytes, _: Url) -> None:
    """Let Python's parser find the tags."""
    HTMLParser().feed(body.decode("utf-8", "replace"))


def seconds(step: Callable[[bytes, Url], None], body: bytes, runs: int = RUNS) -> float:
    """Return the processor time of the fastest of some runs."""
    address = parse_url(URL)
    assert address is not None
    times = []
    for _ in range(runs):
        begun = time.process_time()
        step(body, address)
        times.append(time.process_time() - begun)
    return min(times)


def pages(folder: Path | None) -> Iterator[tuple[str, bytes]]:
    """Yield pages with their names."""
    yield "made up", made_up()
    for path in sorted(folder.rglob("*.html")) if folder else ():
        yield path.name, path.read_bytes()


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, help="of pages, *.html")
    options = parser.parse_args()
    print(f"{'':40}{'KB':>8}{'ms':>8}{'ms per 50 KB':>14}{'x html.parser':>15}")
    for name, body in pages(options.folder):
        ours, theirs = seconds(read, body), seconds(tokenize, body)
        figures = f"{len(body) / 1000:8.1f}{ours * 1e3:8.2f}{ours * 1e3 * SIZE / len(body):14.2f}{ours / theirs:15.2f}"
        print(f"{name[:40]:40}{figures}", flush=True)


if __name__ == "__main__":
    main()
