"""Addresses are found as a careful reader would click them."""

import sys
from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkscan.text.urls.finder import find_urls, find_words, lower
from linkscan.text.urls.repair import INVISIBLE
from linkscan.urls import parse_url

TOOL = "https://github.com/lab/tool"


@pytest.mark.parametrize(
    ("text", "urls"),
    [
        # other schemes, and clone addresses
        ("Data: ftp://ftp.lab.org/pub/x.tar.gz.", ["ftp://ftp.lab.org/pub/x.tar.gz"]),
        ("Code: https://lab.org/toolSupplementary data are available.", ["https://lab.org/tool"]),
        ("Code: https://lab.org/toolDatabase URL: https://lab.org/x", ["https://lab.org/tool", "https://lab.org/x"]),
        ("Tables: https://lab.org/Supplementary and more.", ["https://lab.org/Supplementary"]),
        ("from ftp://130.79.128.5/pub (or sftp://lab.org/x)", ["ftp://130.79.128.5/pub", "sftp://lab.org/x"]),
        ("Code: git@github.com:lab/tool.git.", [f"{TOOL}.git"]),
        ("Code: ssh://git@github.com/lab/tool.git", [f"{TOOL}.git"]),
        ("Code: git://github.com/lab/tool.git", [f"{TOOL}.git"]),
        ("Code: ssh://git@lab.org:22/x", ["ssh://lab.org/x"]),
        ("Write to git@lab.org for code", []),
        # Markdown emphasis
        (f"_Code: {TOOL}_", [TOOL]),
        (f"Code: _{TOOL}_.", [TOOL]),
        (f"Code: __{TOOL}__ and **{TOOL}x**", [TOOL, f"{TOOL}x"]),
        (f"Code: _{TOOL}_\nWe thank everybody.", [TOOL]),
        ("Code: _www.lab.org/x_", ["https://www.lab.org/x"]),
        # text glued on
        (f"at {TOOL}.first.last@uni.edu or", [TOOL]),
        (f"at {TOOL}.first.last@uni.edu; b@c.edu", [TOOL]),
        ("at http://tool.lab.net.first@uni.edu.", ["http://tool.lab.net"]),
        (f"at {TOOL}/.Supplementary data are", [f"{TOOL}/"]),
        (f"at {TOOL}.Also, we show", [TOOL]),
        (f"at {TOOL},showing that songs", [TOOL]),
        (f"at {TOOL},v2 and {TOOL}x,sing.", [f"{TOOL},v2", f"{TOOL}x,sing"]),
        (f"at {TOOL}Conclusions:This study shows", [TOOL]),
        ("registered at www. gov having number 3", []),
        ("https://medium.com/@lab/x", ["https://medium.com/@lab/x"]),
        ("https://unpkg.com/x@1.2.3", ["https://unpkg.com/x@1.2.3"]),
        # spaces inside
        ("at https://githu b.com/lab/tool and", [TOOL]),
        ("at http://lab.org/codes.php? name=X.", ["http://lab.org/codes.php?name=X"]),
        # not addresses
        ("Registration: ClinicalTrials.gov Identifier: NCT0.", []),
        ("available on osf.io.", []),
        ("[doi:XX.XX/XXX.XX](https://doi.org/XX.XX/XXX.XX)", []),
        # punctuation of the sentence
        (f"Code: {TOOL}.", [TOOL]),
        (f"Code ({TOOL}), data and more.", [TOOL]),
        (f"Code is at {TOOL}, and more.", [TOOL]),
        (f'Code is at "{TOOL}".', [TOOL]),
        (f"Code is at “{TOOL}”.", [TOOL]),
        (f"See {TOOL}; it works!", [TOOL]),
        (f"[{TOOL}]", [TOOL]),
        (f"<{TOOL}>", [TOOL]),
        (f"{TOOL}†.", [TOOL]),
        (f"{TOOL}.We also release data.", [TOOL]),
        (f"{TOOL}…", [TOOL]),
        (f"{TOOL}•{TOOL}′", [TOOL, TOOL]),
        (f"「{TOOL}」で公開", [TOOL]),
        (f"【{TOOL}】！", [TOOL]),
        (f"{TOOL}．", [TOOL]),
        ("可在https://lab.github.io/tool/获取。", ["https://lab.github.io/tool/"]),
        ("https://lab.org/tool/에서 이용", ["https://lab.org/tool/"]),
        ("https://ja.wikipedia.org/wiki/日本", ["https://ja.wikipedia.org/wiki/日本"]),
        ("Die Daten stehen unter data.lab.org zur Verfügung.", ["https://data.lab.org"]),
        ("Los datos están en la dirección data.lab.org.", ["https://data.lab.org"]),
        ("https://lab.org/資料/tool", ["https://lab.org/資料/tool"]),
        ("https://en.wikipedia.org/wiki/A_(b).", ["https://en.wikipedia.org/wiki/A_(b)"]),
        (f"The code ({TOOL})is out", [TOOL]),
        (f"{'İ' * 99} {TOOL}", [TOOL]),
        # punctuation of the address
        ("Code: https://github.com/lab/Tool2.0.", ["https://github.com/lab/Tool2.0"]),
        ("https://github.com/lab/data.vlp.", ["https://github.com/lab/data.vlp"]),
        ("https://github.com/lab/tool.git.", ["https://github.com/lab/tool.git"]),
        ("https://lab.org/a/?q=1&r=2#part.", ["https://lab.org/a/?q=1&r=2#part"]),
        ("http://lab.org:8080/x.", ["http://lab.org:8080/x"]),
        ("https://youtu.be/abc?si=h9-.", ["https://youtu.be/abc?si=h9-"]),
        ("http://www.jsk.t.u-tokyo.ac.jp/%7eada/v.mp4.", ["http://www.jsk.t.u-tokyo.ac.jp/%7eada/v.mp4"]),
        ("https://1drv.ms/f/s!Atddp1ia.", ["https://1drv.ms/f/s!Atddp1ia"]),
        ("https://münchen.de/ä.", ["https://münchen.de/ä"]),
        ("https://anonymous.4open.science/r/Tool-BC3D/.", ["https://anonymous.4open.science/r/Tool-BC3D/"]),
        # several
        (f"{TOOL} and https://lab.github.io/x.", [TOOL, "https://lab.github.io/x"]),
        (f"{TOOL},https://lab.org/x", [TOOL, "https://lab.org/x"]),
        (f"{TOOL}{TOOL}.", [TOOL, TOOL]),
        (f"{TOOL}/https://lab.org/x", [f"{TOOL}/", "https://lab.org/x"]),
        (f"{TOOL}|https://lab.org/x", [TOOL, "https://lab.org/x"]),
        # templates
        (rf"Code: \url{{{TOOL}}}.", [TOOL]),
        (rf"\href{{{TOOL}}}{{{TOOL}}}.", [TOOL, TOOL]),
        (rf"\href{{{TOOL}}}{{here}}.", [TOOL]),
        (f"[here]({TOOL}).", [TOOL]),
        (f"[{TOOL}]({TOOL}).", [TOOL, TOOL]),
        (f"{{this https URL}} {TOOL}", [TOOL]),
        ("https://lab.github.io/x/{project page}.", ["https://lab.github.io/x/"]),
        (f"code11{TOOL}.", [TOOL]),
        (f"code\\footnote{{{TOOL}}}.", [TOOL]),
        ("https://web.archive.org/web/2020/http://lab.org/x", ["https://web.archive.org/web/2020/http://lab.org/x"]),
        # spaces and line breaks
        ("https : // github . com / lab / tool .", [TOOL]),
        ("https: //github.com/lab/tool", [TOOL]),
        ("https:// github.com/lab/tool.", [TOOL]),
        ("https://github. com/lab/tool.", [TOOL]),
        ("https://github.com/ lab/tool.", [TOOL]),
        ("https://github.com/lab/ tool.", [TOOL]),
        ("https://github.com/lab/ tool for the code", [TOOL]),
        ("https://github.com/lab/\ntool", [TOOL]),
        ("https://github.com/lab/my- long- name.", ["https://github.com/lab/my-long-name"]),
        ("https://lab. github. io/tool/x.html", ["https://lab.github.io/tool/x.html"]),
        ("https://lab.org/a/ page.html.", ["https://lab.org/a/page.html"]),
        ("www. lab. de .", ["https://www.lab.de"]),
        (f"{TOOL} / https://lab.org/x", [TOOL, "https://lab.org/x"]),
        (f"{TOOL}- we", [f"{TOOL}-"]),
        ("https://lab.org/ and more", ["https://lab.org/"]),
        ("https://lab.org/ Our code", ["https://lab.org/"]),
        ("www.cs.uni.hk/ ada/x.html", ["https://www.cs.uni.hk/~ada/x.html"]),
        ("https: // github. com/ lab/ tool.", [TOOL]),
        ("http : / / www . lab . org / ~ada / x . html .", ["http://www.lab.org/~ada/x.html"]),
        ("http://www.cs.uni.edu/ \u0303ada/x", ["http://www.cs.uni.edu/~ada/x"]),
        (r"http://www.cs.uni.edu/{\textasciitilde}ada/x", ["http://www.cs.uni.edu/~ada/x"]),
        (r"http://www.cs.uni.edu/$\sim$ada/x", ["http://www.cs.uni.edu/~ada/x"]),
        ("https://www.youtube.com/watch?v=a 4bcdefghi.", ["https://www.youtube.com/watch?v=a_4bcdefghi"]),
        ("https://youtu.be/a4bc defghij.", ["https://youtu.be/a4bcdefghij"]),
        ("https://youtu.be/a4bcdefghij for videos", ["https://youtu.be/a4bcdefghij"]),
        ("https://git\u00adhub.com/lab/tool", [TOOL]),
        (f"at {TOOL}\u200b.", [TOOL]),
        (f"at {TOOL}.\u200b We", [TOOL]),
        (f"at \u202a{TOOL}\u202c, and", [TOOL]),
        (f"at \u2068{TOOL}.\u2069", [TOOL]),
        ("at https://github\u200e.com/lab/tool", [TOOL]),
        # not text
        (f"{TOOL}\x1b[31m", [TOOL]),
        (f"{TOOL},\x06\x06 and", [TOOL]),
        (f"{TOOL}\x7f.", [TOOL]),
        (f"{TOOL}(\x00)", [TOOL]),
        (f"{TOOL}\ufffd.", [TOOL]),
        (f"{TOOL}\udc80, and", [TOOL]),
        # broken schemes and hosts
        ("htthttps://github.com/lab/tool.", [TOOL]),
        ("https:/github.com/lab/tool.", [TOOL]),
        ("https//github.com/lab/tool.", [TOOL]),
        ("https:llgithub.comlLab", ["https://github.com/Lab"]),
        ("are available at //github.com/lab/tool.", [TOOL]),
        ("https://github:com/lab/tool.", [TOOL]),
        # no scheme
        ("at github.com/lab/tool.", [TOOL]),
        ("at GitHub.com/lab/tool.", ["https://GitHub.com/lab/tool"]),
        ("available atgithub.com/lab/tool.", [TOOL]),
        ("at www.lab.org/x.", ["https://www.lab.org/x"]),
        ("our page11sites.google.com/view/x.", ["https://sites.google.com/view/x"]),
        ("open sourced at 4m.epfl.ch.", ["https://4m.epfl.ch"]),
        ("at lab.github.io.", ["https://lab.github.io"]),
        ("here goo.gl/eeiMnn.", ["https://goo.gl/eeiMnn"]),
        ("at “bit.ly/x-y”.", ["https://bit.ly/x-y"]),
        ("at huggingface.co/datasets/lab/x.", ["https://huggingface.co/datasets/lab/x"]),
        ("Demo: tool.lab.ai", ["https://tool.lab.ai"]),
        ("anonymous.4open.science/r/Tool-1A2B.", ["https://anonymous.4open.science/r/Tool-1A2B"]),
        ("video: youtu.be/abcDEF12345", ["https://youtu.be/abcDEF12345"]),
        ("at git.io/JP4Fs", ["https://git.io/JP4Fs"]),
        ("doi.org/10.1000/x.y", ["https://doi.org/10.1000/x.y"]),
        ("gitlab.inria.fr/lab/tool", ["https://gitlab.inria.fr/lab/tool"]),
    ],
)
def test_addresses_are_found_and_repaired(text: str, urls: list[str]) -> None:
    """Each row is a form that real abstracts have."""
    assert [span.link.url for span in find_urls(text)] == urls


@pytest.mark.parametrize(
    "text",
    [
        "Write to ada@lab.org or bob.x@lab.org.",
        "It is written in Node.js and ASP.NET.",
        "The file README.md and train.py.",
        "Version 1.0/2.5 and Sec. 3/4.",
        "Reviews from Amazon.com and Booking.com.",
        "e.g., i.e., w.r.t. and et al.In this paper",
        "works well.our method is better.it is fast",
        "ada at lab dot org, {a,b}@uni.edu",
        "config.yaml, data.zip and model.pt",
        "98.5%/97.2 on ImageNet/COCO.val",
        "hosted on GitHub.com",
        "https://",
        "https://github.",
        "http://anonymous.",
        "see github.com.",
        "input/output and true/false",
        "HTTP traffic on the WWW. We measure it.",
        "doi:10.1000/182 and arXiv:2006.12367v2",
        "this https URL",
        "the ratio J.to/t and mic.ro/nano",
    ],
)
def test_other_text_is_ignored(text: str) -> None:
    """Names, files, numbers, e-mail addresses and cut-off addresses are not listed."""
    assert find_urls(text) == []


TEXTS = st.text(alphabet="htps:/.w githubcom{}()[]\\_-~,\n1aA“”é\u00ad\u202c\x06", max_size=120) | st.text(max_size=80)


@given(TEXTS)
def test_every_span_is_consistent(text: str) -> None:
    """Each URL parses, has a host with a dot, and its raw text is at the span."""
    end = 0
    for span in find_urls(text):
        address = parse_url(span.link.url)
        assert address is not None
        assert "." in address.host
        assert address.scheme in ("http", "https")
        assert not {category(character) for character in span.link.url} & {"Cc", "Cs", "Zs", "Zl", "Zp"}
        assert set(INVISIBLE).isdisjoint(span.link.url)
        assert text[span.start : span.end] == span.link.raw
        assert span.start >= end
        assert bool(span.link.repairs) == (span.link.url != span.link.raw)
        end = span.end


@pytest.mark.parametrize(
    ("text", "words", "positions"),
    [
        ("", ["open"], []),
        ("we release it", ["open", "releas"], [3]),
        ("open access, released openly", ["releas", "open", "access"], [0, 5, 13, 22]),
        ("reopened", ["open"], [2]),
        ("////", ["//"], [0, 2]),
    ],
)
def test_words_are_found_in_text_order(text: str, words: list[str], positions: list[int]) -> None:
    assert find_words(text, words) == positions


def test_lowercasing_keeps_positions() -> None:
    """`İ` alone would become two characters: a letter and a combining dot."""
    assert lower("OPEN Access in İSTANBUL") == "open access in istanbul"
    every = "".join(map(chr, range(sys.maxunicode + 1)))
    assert len(lower(every)) == len(every)
