"""Drives and short links: pages that always answer 200, and addresses that redirect."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkscan.hosts import drive, shorteners
from linkscan.models import Facts, Failure, File, Health, Kind, Redirect, Response
from tests.hosts.flows import Tokens, failed, hold, inspect, page, place_of

FILE = "https://drive.google.com/file/d/1aBcDeF/view"


def look(html: str, url: str = FILE, status: int = 200) -> Facts:
    return inspect(drive, [url], {url: page(html, url, status)}).only


@pytest.mark.parametrize(
    ("why", "html", "health", "files"),
    [
        ("a named archive", "<title>code.zip - Google Drive</title>", Health.OK, (File("code.zip"),)),
        ("a named paper", "<title>paper.pdf - Google Drive</title>", Health.OK, None),
        ("a named folder", "<title>Checkpoints - Google Drive</title>", Health.OK, None),
        (
            "a Dropbox file",
            "<title>Dropbox - data.tar.gz - Simplify your life</title>",
            Health.OK,
            (File("data.tar.gz"),),
        ),
        ("by its card", "<title>x</title><meta property=og:title content=model.pth>", Health.OK, (File("model.pth"),)),
        ("a Baidu file", "<title>code.zip_免费高速下载|百度网盘-分享无限制</title>", Health.OK, (File("code.zip"),)),
        ("nothing said", "<title>Google Drive</title>", Health.RESTRICTED, None),
        ("only scripts", "<script src=a.js></script>", Health.RESTRICTED, None),
        ("no permission", "<title>Google Drive: Access Denied</title><p>You need access", Health.RESTRICTED, None),
        ("a code wanted", "<title>百度网盘 请输入提取码</title>", Health.RESTRICTED, None),
        ("a quota", "<p>Sorry, you can't view or download this file: quota exceeded", Health.RESTRICTED, None),
        ("not there", "<p>Sorry, the file you have requested does not exist.", Health.GONE, None),
        ("not at Baidu", "<title>百度网盘-链接不存在</title>", Health.GONE, None),
        ("taken away", "<p>啊哦，你来晚了，分享的文件已经被取消了", Health.GONE, None),
        ("not at Dropbox", "<p>This item was deleted", Health.GONE, None),
    ],
)
def test_page_of_a_drive_decides(why: str, html: str, health: Health, files: Any) -> None:
    facts = look(html)
    assert (facts.health, facts.files) == (health, files), why


@pytest.mark.parametrize(
    ("response", "health"),
    [
        (page("", FILE, 404), Health.GONE),
        (page("", FILE, 403), Health.RESTRICTED),
        (page("", FILE, 429), Health.UNREACHABLE),
        (failed(Failure.TIMEOUT, url=FILE), Health.UNREACHABLE),
        (
            page("<title>Sign in</title>", "https://accounts.google.com/v3/signin")._replace(
                redirects=(Redirect(FILE, 302, "https://accounts.google.com/v3/signin"),),
            ),
            Health.RESTRICTED,
        ),
        (Response(FILE, 200, headers={"content-type": "application/zip"}, body=b"PK"), Health.OK),
    ],
)
def test_status_of_a_drive_may_decide(response: Response, health: Health) -> None:
    assert inspect(drive, [FILE], {FILE: response}).only.health is health


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("https://drive.google.com/drive/folders/1aB?usp=sharing", Kind.COLLECTION),
        ("https://drive.google.com/uc?id=1aB&export=download", Kind.FILE),
        ("https://docs.google.com/spreadsheets/d/1aB/edit#gid=0", Kind.FILE),
        ("https://www.dropbox.com/s/abc/code.zip?dl=0", Kind.FILE),
        ("https://www.dropbox.com/scl/fo/abc/xyz", Kind.COLLECTION),
        ("https://1drv.ms/u/s!Abc", Kind.FILE),
        ("https://lab-my.sharepoint.com/:f:/g/personal/x", Kind.FILE),
        ("https://pan.baidu.com/s/1abc", Kind.FILE),
        ("https://drive.google.com/", None),
        ("https://sites.google.com/view/x", None),
    ],
)
def test_an_address_names_a_file(url: str, kind: Kind | None) -> None:
    if kind is None:
        with pytest.raises(AssertionError, match="not known"):
            place_of(drive, url)
    else:
        assert place_of(drive, url).kind is kind


SHORT = "https://bit.ly/3abcDE"
WORDS = "<p>" + "There is a lot to read here about how the thing was made and measured. " * 15


def led(response: Response, *steps: tuple[int, str], asked: str = SHORT) -> Facts:
    redirects, here = [], asked
    for status, there in steps:
        redirects.append(Redirect(here, status, there))
        here = there
    return inspect(shorteners, [asked], {asked: response._replace(url=here, redirects=tuple(redirects))}).only


def test_a_short_link_stands_for_a_repository() -> None:
    facts = led(page(WORDS), (301, "https://github.com/lab/tool"))
    assert (facts.health, facts.kind) == (Health.MOVED, Kind.SHORT)
    assert facts.canonical == facts.final_url == "https://github.com/lab/tool"
    assert facts.leads == ("https://github.com/lab/tool",)
    assert [hop.status for hop in facts.redirects] == [301]


def test_a_short_link_stands_for_a_page_that_names_its_code() -> None:
    facts = led(page(f"<a href=https://github.com/lab/tool>Code</a>{WORDS}"), (302, "https://lab.org/work/"))
    assert (facts.health, facts.leads) == (Health.MOVED, ("https://github.com/lab/tool",))
    assert led(page(WORDS), (302, "https://lab.org/work/")).leads == ("https://lab.org/work/",)


@pytest.mark.parametrize(
    ("response", "steps", "health"),
    [
        (page("", status=404), (), Health.GONE),
        (page("", status=404), ((301, "https://lab.org/lost"),), Health.GONE),
        (page("<title>Page not found</title>"), ((301, "https://lab.org/lost"),), Health.GONE),
        (page("", status=403), ((301, "https://lab.org/x"),), Health.RESTRICTED),
        (page(WORDS), ((301, "https://accounts.google.com/signin"),), Health.RESTRICTED),
        (failed(Failure.TIMEOUT), ((301, "https://lab.org/x"),), Health.UNREACHABLE),
        (failed(Failure.UNSAFE), ((301, "http://127.0.0.1/"),), Health.SKIPPED),
        (page("<title>Warning! | There might be a problem with the requested link</title>"), (), Health.OK),
        (page(WORDS), ((301, "https://lab.org/"),), Health.MOVED),
    ],
)
def test_end_of_the_redirect_chain_decides(
    response: Response, steps: tuple[tuple[int, str], ...], health: Health
) -> None:
    assert led(response, *steps).health is health


def test_unknown_key_of_aka_ms_redirects_to_bing() -> None:
    url = "https://aka.ms/no-such-key"
    gone = led(page(WORDS), (302, "https://www.bing.com/?ref=aka&shorturl=no-such-key"), asked=url)
    assert gone.health is Health.GONE
    assert "does not know this key" in gone.reason
    known = led(page(WORDS), (301, "https://github.com/microsoft/x"), asked=url)
    assert known.health is Health.MOVED


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://bit.ly/3abcDE", "short:bit.ly/3abcDE"),
        ("https://goo.gl/AbC", "short:goo.gl/AbC"),
        ("http://tinyurl.com/x#part", "short:tinyurl.com/x"),
        ("https://git.io/Jx", "short:git.io/Jx"),
        ("https://zenodo.org/badge/latestdoi/999", "short:zenodo.org/badge/latestdoi/999"),
        ("https://zenodo.org/badge/doi/10.5281/zenodo.1.svg", None),
        ("https://bit.ly/", None),
        ("https://orbit.ly/x", None),
    ],
)
def test_an_address_names_a_short_link(url: str, key: str | None) -> None:
    if key is None:
        with pytest.raises(AssertionError, match="not known"):
            place_of(shorteners, url)
    else:
        assert place_of(shorteners, url).key == key


@pytest.mark.parametrize(("host", "url"), [(drive, FILE), (shorteners, SHORT)])
@given(body=st.binary(max_size=200), status=st.sampled_from([200, 302, 401, 403, 404, 500]))
def test_any_answer_becomes_facts(host: Any, url: str, body: bytes, status: int) -> None:
    target = place_of(host, url)
    facts, _ = hold(host.flow(target, Tokens()), lambda request: Response(request.url, status, body=body))
    assert facts.reason
