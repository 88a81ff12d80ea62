"""Tell a page that only says that there is no such page, though its status says 200.

What counts is the weight of the saying, not that it occurs: it must fill the title or a main heading of
a page with little else to say. A changelog that says "has been removed", a paper titled "404" and an essay
on error pages say more.
"""

import re
from collections.abc import Iterator
from functools import cache

from linkscan.hosts.html.page import Page

MOST_PROSE = 120
"""Words that an error page may have beside its menus; wordy ones explain for a paragraph what to do now."""

_TINY = 30

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
_SAYINGS = (
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
"""How the pages of many languages say it: in lower case, one blank for all that is no letter."""

_IN_A_TITLE = ("not found", "nothing (?:was )?found(?: here)?", "page missing")
"""Too short to mean anything within a sentence."""

_OOPS = (
    r"(?:(?:sorry|we re sorry|oops|ooops|whoops|uh oh|ouch|http|404"
    r"|error|fehler|erreur|erro|errore|ошибка|エラー|错误|錯誤)(?: |$))+"
)
_OOPS_BEFORE = re.compile("^" + _OOPS)
_OOPS_AFTER = re.compile(r"(?: (?:404|error|1))+$")  # "1" is the last letter of Google's "Not Found)!!1"
_BETWEEN = re.compile(r"\s+[-–—:·•|/]+\s+|\s*[|·•»«›]+\s*|[:!?.。！]\s+")
_NO_LETTER = re.compile(r"[\W_]+")
_WORK = re.compile(
    r"(?:paper|arxiv|pdf|code|video|data(?:set)?|bibtex|poster|slides|supplementary|demo)s?", re.IGNORECASE
)


@cache  # compiled when the first page of few words comes: each takes 4 ms
def _says() -> re.Pattern[str]:
    return re.compile("|".join((*_SAYINGS, *_IN_A_TITLE)))


@cache
def _says_somewhere() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(_SAYINGS)})(?!\w)")


def absence(page: Page) -> str | None:
    """Quote the words in which a page says that it is not there; None for a page that is."""
    if page.prose > MOST_PROSE or _shows_work(page):
        return None
    names = [name for title in (page.title, *page.headings[:3]) for name in _names(title)]
    for name in names:
        if _says().fullmatch(_bare(name)):
            return name
    saying = next((text for text in page.paragraphs[:40] if _says_somewhere().search(_plain(text))), None)
    is_named_error = any(not _bare(name) and _plain(name) for name in names)
    return saying if saying and (is_named_error or page.prose <= _TINY) else None


def _names(title: str) -> Iterator[str]:
    """Yield a title, and its parts: sites put their own name beside that of the page."""
    yield title
    yield from filter(None, _BETWEEN.split(title))


def _plain(text: str) -> str:
    return _NO_LETTER.sub(" ", text.casefold()).strip()


def _bare(text: str) -> str:
    """Drop "Oops", "Error" and "404" around what is said; nothing is left where nothing else is said."""
    return _OOPS_AFTER.sub("", _OOPS_BEFORE.sub("", _plain(text)))


def _shows_work(page: Page) -> bool:
    """Return whether a page has the buttons of a paper's page, as one about a paper titled "404" has."""
    shown = [link for link in page.anchors if not link.region and link.url and _WORK.fullmatch(link.text)]
    return len(shown) > 1
