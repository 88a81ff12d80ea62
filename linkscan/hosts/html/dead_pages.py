"""Detect pages that answer 200 although their content is gone: soft 404s and parked domains.

The notice of a soft 404 is the whole title or a main heading of a page with little other text. A changelog that says
"has been removed", a paper titled "404" and an essay on error pages contain more.
"""

import re
from collections.abc import Iterator
from functools import cache

from linkscan.hosts.html.page import Page
from linkscan.hosts.html.vocabulary import is_code_label
from linkscan.patterns import lazy_pattern
from linkscan.urls import Url, parse_url

MOST_PROSE = 120
"""Words outside links and navigation; an error page may explain in a paragraph what to do next."""

_TINY = 30  # words of a page on which any sentence may be the notice
_MOST_AFTER_COLON = 3  # words, as in the name of a site

_PAGE = "(?:page|file|site|website|web page|url|document|resource|content|article|project|item)"
_YOU_WANTED = (
    "(?: (?:that )?you(?: are| re| were| have)? "
    "(?:requested|looking for|looked for|tried to (?:access|reach)|trying to (?:access|reach|view)))?"
)
_IS_NOT = (
    "(?:(?:could not|couldn t|cannot|can t|was not|wasn t|is not|isn t)(?: be)?"
    " (?:found|located|available|here)"
    "|(?:does not|doesn t) exist|no longer exists|is no longer (?:available|here|online|active|maintained)"
    "|is missing|(?:has been|was) (?:removed|deleted|taken down|moved or (?:deleted|removed)))"
)
_PHRASES = (
    rf"{_PAGE}(?: or directory)? (?:was |is )?(?:not found|missing|not available|unavailable)",
    rf"{_PAGE} does not exist",
    rf"{_PAGE} (?:could not|cannot|can t) be (?:found|located)",
    rf"(?:the|this|that|your)(?: requested)? {_PAGE}{_YOU_WANTED} {_IS_NOT}",
    rf"we (?:could not|couldn t|cannot|can t) (?:find|seem to find) (?:the|that|this) page{_YOU_WANTED}",
    r"there isn t a github pages site here",
    r"(?:该|此|[您你](?:访问|要?查看|请求)的)?(?:页面|网页|頁面|網頁)(?:不存在|未找到|找不到|没有找到|已被删除)了?",
    r"(?:找不到|未找到|无法找到|沒有找到)(?:该|此|這個|該|您要的)?(?:页面|网页|頁面|網頁|页)",
    r"(?:お探しの|指定された|ご指定の|リクエストされた)?ページ[がは](?:見つかりません(?:でした)?|存在しません)",
    r"(?:요청하신 )?페이지를 찾을 수 (?:없습니다|없어요)|페이지가 존재하지 않습니다",
    r"존재하지 않는 페이지(?:입니다)?",
    r"(?:die )?(?:angeforderte |gesuchte |gewünschte )?seite (?:wurde )?(?:leider )?nicht gefunden",
    r"(?:die )?(?:angeforderte |gesuchte |gewünschte )?seite existiert (?:leider )?nicht(?: mehr)?",
    r"die (?:angeforderte |gesuchte |gewünschte )?seite konnte (?:leider )?nicht gefunden werden",
    r"(?:la )?page (?:demandée |que vous (?:re)?cherchez )?(?:non trouvée|(?:est )?introuvable)",
    r"(?:la )?page (?:demandée |que vous (?:re)?cherchez )?n existe (?:pas|plus)",
    r"(?:la )?página (?:solicitada |que (?:buscas|busca) )?(?:no encontrada|no existe|no se encuentra)",
    r"(?:a )?página (?:solicitada |que (?:você )?procura )?não (?:encontrada|existe|foi encontrada)",
    r"(?:la )?pagina (?:richiesta |cercata )?non (?:trovata|esiste|è stata trovata|disponibile)",
    r"(?:такой |запрашиваемая |запрошенная |данная )?страниц[аы] не (?:найдена|существует|найдено)",
    r"сторінку не знайдено|(?:de )?pagina (?:is )?niet gevonden",
    r"sidan (?:hittades inte|kunde inte hittas)|siden (?:blev ikke fundet|ble ikke funnet)",
    r"sivua ei löyty(?:nyt|ny)|nie znaleziono strony|strona nie (?:została znaleziona|istnieje)",
    r"stránka (?:nenalezena|nebyla nalezena)|sayfa bulunamadı|không tìm thấy trang",
    r"halaman tidak ditemukan|الصفحة غير موجودة|הדף לא נמצא",
)
"""Notices in many languages, normalised by `words`: lower case, a single space for anything but letters and digits."""

_TITLE_PHRASES = (
    "(?:(?:object|project|repository|user|item) )?not found",
    "nothing (?:was )?found(?: here)?",
    "there (?:s|is) nothing here",
    "page missing",
)
"""Notices only if they are the whole title or heading; too short to mean anything within a sentence."""

_OOPS = (
    r"(?:(?:sorry|we re sorry|oops|ooops|whoops|uh oh|ouch|http|404"
    r"|error|fehler|erreur|erro|errore|ошибка|エラー|错误|錯誤)(?: |$))+"
)
_OOPS_BEFORE = lazy_pattern("^" + _OOPS)
_OOPS_AFTER = lazy_pattern(r"(?: (?:404|error|1))+$")  # "1" is the last letter of Google's "Not Found)!!1"
_ERROR_404 = lazy_pattern(r"(?:(?:http )?error|erreur|erro|errore|fehler|ошибка|错误|エラー) 404")
_BETWEEN = lazy_pattern(r"\s+[-–—:·•|/]+\s+|\s*[|·•»«›]+\s*|[!?.。！]\s+")
_COLON = lazy_pattern(r"\s*[:：]\s+|：")
_SENTENCE = lazy_pattern(r"(?:[^.!?。！？]|[.](?=\S))+[?？]?")
_CLAUSE_END = lazy_pattern(r"[,;，；]\s*|\s[–—-]\s")
_NO_LETTER = lazy_pattern(r"[\W_]+")
_WORK = lazy_pattern(
    r"(?:paper|arxiv|pdf|code|video|data(?:set)?|bibtex|poster|slides|supplementary|demo)s?", re.IGNORECASE
)


_NOUN_AFTER = r"(?:errors?|messages?|pages?|bugs?|exceptions?|problems?|issues?|rates?|status|responses?)\b"
"""A noun that turns a preceding phrase into the name of something else: "the page not found error is fixed"."""


@cache  # compiled on first use: each takes 4 ms
def _title_pattern() -> re.Pattern[str]:
    return re.compile("|".join((*_PHRASES, *_TITLE_PHRASES)))


@cache
def _sentence_start_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(_PHRASES)})(?!\w| {_NOUN_AFTER})")


def soft_404(page: Page) -> str | None:
    """Return the text by which a page says that it does not exist; None if it does not say so."""
    if page.prose > MOST_PROSE or shows_work(page):
        return None
    titles = (page.title,) if links_code(page) else (page.title, *page.headings[:3])
    names = [name for title in titles for name in title_parts(title)]
    for name in names:
        if _title_pattern().fullmatch(bare(name)) or _ERROR_404.fullmatch(words(name)):
            return name
    if links_code(page):
        return None
    starts = _sentence_start_pattern()
    notice = next((text for text in page.paragraphs[:40] if any(map(starts.match, clauses(text)))), None)
    is_named_error = any(not bare(name) and words(name) for name in names)
    return notice if notice and (is_named_error or page.prose <= _TINY) else None


def title_parts(title: str) -> Iterator[str]:
    """Yield a title and its parts, as many sites add their own name to a page's title.

    The text before a colon is a part only if at most three words follow: "404: Not Found", but not "Page Not Found: A
    Study of ...".
    """
    yield title
    for part in filter(None, _BETWEEN.split(title)):
        yield part
        *before, after = _COLON.split(part)
        if before and len(after.split()) <= _MOST_AFTER_COLON:
            yield from before
        yield after


def words(text: str) -> str:
    """Return a text in lower case, with a single space for each run of characters other than letters and digits."""
    return _NO_LETTER.sub(" ", text.casefold()).strip()


def clauses(text: str) -> Iterator[str]:
    """Yield the sentences of a text and their clauses, normalised, except questions ("Page not found? Tell us.")."""
    for sentence in _SENTENCE.findall(text):
        if not sentence.endswith(("?", "？")):
            for clause in (sentence, *_CLAUSE_END.split(sentence)):
                yield words(clause)
                yield bare(clause)


def bare(text: str) -> str:
    """Return a normalised text without "Oops", "Error", "404" and the like around it; empty if that is all there is."""
    return _OOPS_AFTER.sub("", _OOPS_BEFORE.sub("", words(text)))


def shows_work(page: Page) -> bool:
    """Return whether a page has several of the buttons of a paper's project page (paper, video, data)."""
    shown = [link for link in page.anchors if not link.region and link.url and _WORK.fullmatch(link.text)]
    return len(shown) > 1


def links_code(page: Page) -> bool:
    """Return whether a page has a link to code; its title may then be a work's, even if it reads like a notice."""
    return any(anchor.url and is_code_label(anchor.text) for anchor in page.saying_code)


# Parking services and domain dealers, which serve their own pages on lapsed domains. Collected from public filter lists
# (uBlock filters, EasyList) and the companies' own sites.
PARKERS = frozenset(
    {
        "above.com",
        "afternic.com",
        "atom.com",
        "bodis.com",
        "brandbucket.com",
        "buydomains.com",
        "dan.com",
        "domainmarket.com",
        "dsparking.com",
        "expireddomains.com",
        "hugedomains.com",
        "iseaskies.com",
        "parkingcrew.net",
        "parklogic.com",
        "sedo.com",
        "sedoparking.com",
        "skenzo.com",
        "undeveloped.com",
        "uniregistry.com",
        "voodoo.com",
    }
)

_PARKING_SCRIPT = lazy_pattern(r"window\.park\s*=|parking-lander|sedoparking")
"""Strings in the scripts of pages parked with Bodis and Sedo."""
_LANDER = lazy_pattern(r"""location(?:\.href)?\s*=\s*["']/lander\b""")
"""The redirect of GoDaddy and Afternic; evidence only on a page that contains nothing else."""

_OFFERS = lazy_pattern(
    r"(?:this|the) (?:premium )?domain(?: name)? (?:[\w.-]{1,253} )?(?:is|may be|could be)"
    r" (?:for sale|parked|available)"
    r"|(?:buy|get|purchase|acquire) this (?:premium )?domain|domain(?: name)? (?:is )?for sale"
    r"|(?<![\w-])[\w-]{1,63}\.[a-z]{2,10} is for sale|make an offer (?:on|for) this domain"
    r"|this domain (?:name )?(?:has expired|is expired|was recently registered)"
    r"|(?:diese )?domain (?:steht )?zu[mr]? verkauf|ce (?:nom de )?domaine est (?:à vendre|en vente)"
    r"|(?:este )?dominio (?:está )?(?:en venta|à venda)|домен (?:выставлен на продажу|продается|продаётся)"
    r"|(?:此|该|本)?域名(?:正在)?出售|(?:此|该|本)域名可转让"
    r"|このドメインは売り出し中|이 도메인은 판매",
    re.IGNORECASE,
)
_MOST_OFFER = 150  # words of a page that offers its domain
_MOST_LANDER = 5  # words of a page that holds nothing but a redirect


def parked_domain(page: Page, address: Url) -> str | None:
    """Return the evidence that the domain of a page is parked; None if there is none."""
    if _is_parking_service(address):
        return f"the domain now belongs to a domain dealer ({address.site})"
    if "data-adblockkey" in page.marks:
        return "the domain is parked (its page contains an ad network's key)"
    sources = filter(None, map(parse_url, page.sources))
    parker = next((source.site for source in sources if _is_parking_service(source)), None)
    is_empty = not page.anchors and page.prose <= _MOST_LANDER
    has_script = "park" in page.script and _PARKING_SCRIPT.search(page.script)
    if parker is not None or has_script or (is_empty and _LANDER.search(page.script)):
        return f"the domain is parked ({parker or 'recognised by its script'})"
    if page.prose > _MOST_OFFER:
        return None
    if shows_work(page) or links_code(page):
        return None
    offers = map(_OFFERS.search, (page.title, *page.headings, *page.paragraphs[:20]))
    offer = next(filter(None, offers), None)
    return f"the domain is for sale: “{offer[0]}”" if offer else None


def _is_parking_service(address: Url) -> bool:
    return ".".join(address.site.rsplit(".", 2)[-2:]) in PARKERS  # all of these have two labels
