"""Soft 404s are distinguished from existing pages."""

import pytest

from linkscan.hosts.html.dead_pages import parked_domain, soft_404
from linkscan.hosts.html.parser import read_page
from linkscan.urls import parse_url

WORDS = "We measure how often the addresses that papers give lead nowhere, and what becomes of them. "


def says(html: str) -> str | None:
    return soft_404(read_page(html, "https://lab.org/x"))


TITLES = [
    "404 Not Found",
    "404: Not Found",
    "404 Page not found",
    "Error 404 (Not Found)!!1",
    "Not Found",
    "Page not found",
    "Page Not Found | Some Lab",
    "Some Lab – Page not found",
    "Page not found · GitHub Pages",
    "Site not found · GitHub Pages",
    "Oops! That page can’t be found. – Lab",
    "404 - File or directory not found.",
    "The page you were looking for doesn't exist (404)",
    "The requested URL was not found",
    "Sorry, this page isn't available.",
    "We can't find the page you're looking for",
    "This project is no longer available",
    "页面不存在",
    "您访问的页面不存在",
    "404 找不到页面",
    "頁面不存在",
    "ページが見つかりません",
    "お探しのページは見つかりませんでした | 大学",
    "페이지를 찾을 수 없습니다",
    "존재하지 않는 페이지입니다",
    "Seite nicht gefunden – TU",
    "Die angeforderte Seite wurde nicht gefunden",
    "Page introuvable",
    "La page demandée n'existe pas",
    "Página no encontrada",
    "Página não encontrada",
    "Pagina non trovata",
    "Страница не найдена",
    "Сторінку не знайдено",
    "Pagina niet gevonden",
    "Sidan hittades inte",
    "Sivua ei löytynyt",
    "Strona nie została znaleziona",
    "Sayfa bulunamadı",
    "Không tìm thấy trang",
    "الصفحة غير موجودة",
    "Error 404",
    "Erreur 404 - Lab",
    "Ошибка 404",
    "Object not found!",
    "Repository not found",
    "There's nothing here.",
]


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize(
    "where", ["<title>{}</title><p>Go back to the start.", "<title>Lab</title><h1>{}</h1><p>Go back."]
)
def test_soft_404_in_a_title_or_heading(title: str, where: str) -> None:
    assert says(where.format(title)) is not None


@pytest.mark.parametrize(
    "html",
    [
        "<title>404</title><h1>404</h1><p>The page you requested could not be found.",
        "<title>Oops</title><h1>Oops!</h1><p>We could not find the page you are looking for.",
        "<title>Error</title><p>The requested resource does not exist.",
        "<title>My Lab</title><p>This page no longer exists.",
        "<p>There isn't a GitHub Pages site here.",
        "<title>Lab</title><nav><a href=/>Home</a> <a href=/p>Publications</a></nav><p>Page not found.</p>",
        f"<title>Page not found</title><p>{WORDS}</p><footer>{WORDS * 50}</footer>",
    ],
)
def test_soft_404_in_the_text_of_a_small_page(html: str) -> None:
    assert says(html) is not None


LONG = f"<p>{WORDS * 12}"
BUTTONS = "<a href=p.pdf>Paper</a> <a href=//git.org/a/b>Code</a>"


@pytest.mark.parametrize(
    ("why", "html"),
    [
        ("a changelog", f"<title>Changelog</title><h1>Changes</h1><p>The old page has been removed.{LONG}"),
        (
            "a small changelog",
            "<title>v2</title><ul><li>The function run() has been removed<li>Fixed a bug</ul>",
        ),
        ("a log of repairs", "<title>Changelog</title><p>v2: the page not found error is fixed.<p>v1: first release"),
        ("a study with a colon", "<title>Page Not Found: A Study of Link Rot</title><p>We ask ten thousand addresses."),
        ("a heading beside code", "<title>Tool</title><h1>Page not found</h1><a href=//git.org/a/b>Code</a>"),
        ("a paper titled 404", f"<title>404: Dead Links in Papers</title><h1>404</h1>{LONG}"),
        ("a paper titled Not Found", f"<title>Not Found</title><h1>Not Found</h1>{LONG}"),
        ("a paper's small page", f"<title>Page Not Found</title><h1>Page Not Found</h1>{BUTTONS}"),
        ("an essay on error pages", f"<title>How to write a 404 page</title><h1>Page not found?</h1>{LONG}"),
        ("only a number", "<title>404</title><p>Four hundred and four pictures of cats."),
        ("a page about missing things", "<title>Missing modality</title><p>Modalities may be missing."),
        ("nothing at all", ""),
        ("an app that scripts fill", "<title>App</title><div id=root></div><script src=a.js></script>"),
    ],
)
def test_a_page_that_says_more_is_there(why: str, html: str) -> None:
    assert says(html) is None, why


PROSE = "<p>" + "There is a lot to read here about how the thing was made and measured. " * 15


def parked(html: str, url: str = "https://lab.org/") -> str | None:
    address = parse_url(url)
    assert address is not None
    return parked_domain(read_page(html, url), address)


@pytest.mark.parametrize(
    "html",
    [
        '<html data-adblockkey="MFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBA"><body><div id=target></div>',
        "<script src='https://www.sedoparking.com/frmpark/lab.org/x.js'></script>",
        "<iframe src='//parking.parklogic.com/page/x'></iframe>",
        "<script>window.park = 'eyJ1dWlkIjoi'</script><script src=/bOYQVOGNT.js></script>",
        '<script>window.onload=function(){window.location.href="/lander"}</script>',
        "<title>lab.org is for sale</title><p>Make an offer",
        "<title>lab.org</title><h1>This domain is for sale!</h1>",
        "<title>lab.org</title><p>The domain lab.org may be for sale.",
        "<h1>Buy this domain</h1><p>Own it today for $ 2,495.",
        "<p>This domain has expired. Is it yours? Renew it now.",
        "<title>该域名正在出售</title>",
        "<h1>Diese Domain steht zum Verkauf</h1>",
        "<p>Домен продаётся",
    ],
)
def test_parked_domain_is_recognised_by_its_content(html: str) -> None:
    assert parked(html) is not None


def test_domain_dealer_is_recognised_by_name() -> None:
    assert parked("<p>x", "https://www.hugedomains.com/domain_profile.cfm?d=lab.org") is not None


@pytest.mark.parametrize(
    ("why", "html"),
    [
        ("a study of parked domains", f"<title>Parked</title><p>“This domain is for sale”, they say.{PROSE}"),
        (
            "domain adaptation",
            "<title>Domain Adaptation</title><p>The target domain is available for training.",
        ),
        ("a work on sales", f"<title>Domain For Sale: Pricing Names</title>{BUTTONS}"),
        ("domain generalisation", "<h1>Domain for free</h1><p>Buy less data."),
        ("a lab's page", "<title>Lab</title><p>Welcome"),
    ],
)
def test_page_about_domains_is_in_use(why: str, html: str) -> None:
    assert parked(html) is None, why
