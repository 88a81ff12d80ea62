"""Which columns of a record hold what: the names that producers use, folded and looked up. Data and pure functions.

Names are compared without case, spaces, punctuation and namespace prefix: `Article Title`, `article_title` and
`prism:articleTitle` are one name.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from linkscan.models import Asset
from linkscan.patterns import lazy_pattern

# In the languages in which databases and people name columns; `NM_PRODUCAO` and `DS_RESUMO` are of Brazil's theses
# (https://dadosabertos.capes.gov.br).
_TITLES_ELSEWHERE = (
    *("题目", "标题", "论文题目", "论文标题", "文献标题", "篇名", "標題", "書名", "題名", "論文名"),
    *("タイトル", "論文タイトル", "제목", "논문명", "논문제목", "국문논문명", "논문명국문"),
    *("titel", "titre", "título", "titulo", "titolo", "tytuł", "название", "заглавие", "başlık"),
    *("названиепубликации", "названиестатьи", "nmproducao"),
)
_ABSTRACTS_ELSEWHERE = (
    *("摘要", "抄録", "要旨", "초록", "국문초록", "초록국문", "영문초록", "초록영문"),
    *("zusammenfassung", "kurzfassung", "résumé", "resumen", "resumo"),
    *("riassunto", "streszczenie", "аннотация", "реферат", "özet", "dsresumo"),
)
_DATES_ELSEWHERE = (
    *("发表时间", "出版时间", "发表年份", "年份", "发行年", "出版年", "発行年", "発表年", "出版日付"),
    *("연도", "발행년도", "발행연도", "발행년", "출판연도", "год", "годпубликации", "годиздания", "rok", "yıl"),
    *("jahr", "erscheinungsjahr", "année", "annee", "año", "ano", "anno"),
)
_VENUES_ELSEWHERE = (
    *("期刊", "刊名", "来源", "会议", "文献来源", "雑誌名", "掲載誌", "來源出版物名稱"),
    *("来源出版物名称", "出版物名", "학술지명"),
    *("zeitschrift", "revue", "revista", "rivista", "czasopismo", "журнал", "dergi"),
)
_PAGES_ELSEWHERE = ("论文地址", "论文链接", "链接", "网址", "原文链接", "連結", "リンク", "링크", "lien", "enlace")
_CODE_ELSEWHERE = "代码 代码地址 代码链接 源码 源代码 开源代码 コード 코드"

# The best first. Beside the plain ones: Zotero ("Abstract Note"), Web of Science ("Article Title"), IEEE Xplore
# ("Document Title"), Hugging Face ("summary"), Scopus ("dc:description").
_TITLES = (
    "title",
    "papertitle",
    "articletitle",
    "documenttitle",
    "displayname",
    "itemtitle",
    "primarytitle",
    *_TITLES_ELSEWHERE,
    "name",
)
_ABSTRACTS = (
    "abstract",
    "summary",
    "abstractnote",
    "abstracttext",
    "dsabstract",
    "paperabstract",
    "description",
    "text",
    *_ABSTRACTS_ELSEWHERE,
)
_IDS = ("id", "paperid", "citekey", "key", "uid", "forum", "number", "pid", "submissionid", "submissionnumber", "pmid")
_ARXIV_IDS = ("arxivid", "arxiv", "eprint", "arxivurl", "arxivlink", "id", "paperid")
_OF_AN_ISSUE = frozenset({"volume", "issue", "journal", "issn"})  # beside which a number is that of the issue
_DOIS = ("doi", "doinumber", "doiurl", "doilink", "itemdoi")
_DELETED = ("deleted", "isdeleted")
_DATES = [
    "published",
    "publishedat",
    "publicationdate",
    "publicationdateyear",
    "dttitulacao",
    "datepublished",
    "publishedonline",
    "onlinedate",
    "firstpublicationdate",
    "pubdate",
    "issued",
    "issueddate",
    "coverdate",
    "date",
    "onlinepublicationdate",
    "publishedprint",
    "pdate",
    "odate",
    "publishedyear",
    "publicationyear",
    "year",
    "pubyear",
    "yearpublished",
    "articlepublishedyear",
    "created",
    "cdate",
    *_DATES_ELSEWHERE,
]
_DATES_OF_PAPERS = [name for name in _DATES if name not in ("date", "created", "cdate", "odate", "pdate")]
_PUBLISHED = frozenset(_DATES_OF_PAPERS)
_YEARS = ("year", "publishedyear", "publicationyear", "pubyear")
_MONTHS = ("month", "publishedmonth", "publicationmonth")
_DAYS = ("day", "publishedday")
_VENUES = [
    "venue",
    "conference",
    "booktitle",
    "journal",
    "containertitle",
    "publicationtitle",
    "publicationname",
    "sourcetitle",
    "journaltitle",
    "journalname",
    "fulljournalname",
    "journalbook",
    "publication",
    "proceeding",
    "proceedings",
    *_VENUES_ELSEWHERE,
]
_PAGES = [
    "url",
    "link",
    "urlabs",
    "absurl",
    "abstracturl",
    "paperurl",
    "paperlink",
    "paper",
    "articleurl",
    "landingpage",
    "landingpageurl",
    "site",
    "forumurl",
    "openreview",
    "openreviewurl",
    "entryid",
    "ee",
    "aclurl",
    "pdfurl",
    "pdflink",
    "urlpdf",
    "pdf",
    *_PAGES_ELSEWHERE,
]
AUTHORS = [
    "authors",
    "author",
    "authorlist",
    "authorfullnames",
    "authornames",
    "creators",
    "creator",
    "au",
    *("作者", "著者", "著者名", "저자", "저자명", "autoren", "auteurs", "autores", "autori", "авторы"),
]

_ASSETS = {
    Asset.CODE: """code codeurl codeurls codelink codelinks coderepo coderepos coderepository repositorycode github
        githuburl githublink githubrepo githubrepository githubrepourl gitlab giturl gitrepo repo repos repourl
        repourls repository repositoryurl repositories sourcecode sourcecodeurl sourcecodelink implementation
        officialcode officialimplementation officialrepo codebase pwccode softwareurl softwarelink software """
    + _CODE_ELSEWHERE,
    Asset.DATA: """data dataurl datalink dataset datasets dataseturl datasetlink datasetsurl datarepository
        datarepo""",
    Asset.MODEL: "model models modelurl modellink modelsurl weights checkpoints pretrainedmodels huggingface",
    Asset.DEMO: "demo demos demourl demolink webserver webserverurl colab space spaces",
}
_FOR_ASSET = {name: asset for asset, names in _ASSETS.items() for name in names.split()}
_PROSE = frozenset(
    [
        "comment",
        "comments",
        "note",
        "notes",
        "annote",
        "annotation",
        "addendum",
        "howpublished",
        "extra",
        "remark",
        "remarks",
        "availability",
        "codeavailability",
        "dataavailability",
        "softwareavailability",
        "availabilityofdata",
        "dataandcodeavailability",
        "codeanddataavailability",
        "availabilityandimplementation",
        "dataavailabilitystatement",
        "codeavailabilitystatement",
        "availabilitystatement",
        "artifact",
        "artifacts",
        "artifactavailability",
        "artifacturl",
        "artifactlink",
        "supplementarymaterial",
        "supplementarymaterials",
        "supplementary",
        "supplement",
        "supplementaryurl",
        "project",
        "projectpage",
        "projecturl",
        "projectlink",
        "projectwebsite",
        "projecthomepage",
        "projectsite",
        "website",
        "websiteurl",
        "homepage",
        "homepageurl",
        "webpage",
        "video",
        "videourl",
        "videolink",
        "slides",
        "poster",
    ]
)
"""Fields whose text is read: prose, or an address that is no release by itself, such as that of a project's page."""

WRAPPERS = {"paper", "content", "attributes", "metadata", "bibjson", "info", "data", "article", "externalids"}
"""Objects inside a record that hold its fields: Hugging Face, OpenReview, JSON:API, Semantic Scholar and others."""

_THINGS = (
    "album albums arguments artist artists assignees audio averagerating brand cast channelid channeltitle "
    "company companyname cuisine currency dependencies devdependencies director directors employer episodes "
    "eventspublicid eventsurl genres imdbid imdbrating ingredients inputschema instructor instructors "
    "issuetracker kernelspec lessons lyrics manufacturer nodes numpages openissues openissuescount playlist "
    "plugins price prices programminglanguage reactions recipeingredient salary salaryrange seasons servings sku "
    "stargazerscount starring subreddit trackid unitprice viewcount "
)
_OF_OTHERS = frozenset(_THINGS.split())
"""Names that records of films, products, programs and jobs have, and those of papers do not."""

_WRITINGS = (
    "banner bookshelves chapters cover coverimage coverurl excerpt featuredimage genre heroimage image images "
    "imageurl img isbn isbn10 isbn13 numberofpages outlet pagecount permalink readingtime readtime slug thumbnail "
    "thumbnails totalpages urltoimage wordcount "
)
_OF_WRITINGS = frozenset(_WRITINGS.split())
"""Names that posts, news and books have, which have authors and dates as papers have."""

_EVENTS = (
    "attendees awardedby awarder body capacity cfpurl city content contenthtml degree duration enddate endsat "
    "endtime event eventdate eventtype eventurl html issuer location organiser organisers organizer organizers place "
    "prize recipient recipients registrationurl role room rsvp speaker speakers startdate startsat starttime "
    "submissiondeadline supervisor tickets ticketurl timezone tracks when where "
)
_OF_EVENTS = frozenset(_EVENTS.split())
"""Names that events, awards, pages and stations of a career have, which have dates and places as papers have."""

_BODIES = frozenset({"institution", "organisation", "organization"})
"""Those that give awards and degrees, if there is no text; a report has an institution too."""

_OF_CATALOGUES = frozenset({"category", "inventory", "publisher", "rating", "stock", "tags"})
"""Names that book catalogues use with a description; a catalogue of papers that has one also has a date or a page."""

_NUMBER = "number"
_PUNCTUATION = lazy_pattern(r"[\W_]+")
_PREFIX = lazy_pattern(r"^(?:(?:dc|dcterms|prism|bibo|schema|citation)[:_.]|[A-Z][A-Z0-9] - )(?=\w)", re.IGNORECASE)
"""A namespace, or the tag of a tagged format, as in "TI - Title"."""


class Columns(NamedTuple):
    """Which names of a record hold what; None where none does. Tuples are in order of preference."""

    title: str | None
    abstract: str | None
    id: str | None
    doi: str | None
    venue: str | None
    deletion: str | None  # whether the record is deleted, such as EasyChair's `deleted?`
    arxiv_ids: tuple[str, ...]  # where one may be, beside the pages
    dates: tuple[str, ...]
    parts: tuple[str | None, str | None, str | None]  # year, month, day in columns of their own
    pages: tuple[str, ...]
    fields: tuple[tuple[str, Asset | None], ...]  # in the order of the record
    wrappers: tuple[str, ...]
    is_bibliographic: bool  # something besides a title that records of papers have, if only a date or code
    is_scholarly: bool  # a venue or a number of a paper
    is_authored: bool
    is_dated: bool  # a date, by a name that is given to those of publications
    is_of_others: bool  # something that records of other things have
    is_of_writings: bool  # something that posts and books have
    is_of_events: bool  # something that events and pages have
    is_of_catalogue: bool  # something that catalogues of books have
    has_unknown: bool  # a name that means nothing here

    def used(self) -> set[str]:
        """Return all of them: the other columns of a table need not be read."""
        single = {self.title, self.abstract, self.id, self.doi, self.venue, self.deletion, *self.parts}
        several = {*self.arxiv_ids, *self.dates, *self.pages, *self.wrappers, *(name for name, _ in self.fields)}
        return several.union(name for name in single if name is not None)


def fold(name: str) -> str:
    """Return a name as it is compared.

    >>> fold("Article Title"), fold("dc:title"), fold("url_abs")
    ('articletitle', 'title', 'urlabs')
    """
    if name.isascii() and name.isalpha() and name.islower():
        return name
    return _NUMBER if name.strip() == "#" else _PUNCTUATION.sub("", _PREFIX.sub("", name)).casefold()


_WEB_OF_SCIENCE = {
    "TI": "title",
    "AB": "abstract",
    "DI": "doi",
    "PY": "year",
    "PD": "publication date",
    "UT": "id",
    "SO": "venue",
    "AF": "authors",
    "AU": "author",
    "DE": "keywords",
    "LA": "language",
    "DT": "type",
}
_TAGS = 3  # of Web of Science among the names, from which on they are taken for its tags


def in_words(names: Sequence[str]) -> list[str]:
    """Return the names of columns; the tags of Web of Science, which bibliometrix names them by too, in words.

    Words that stand behind some of the tags, as in "TI - Title", are left to `fold`.
    """
    tags = {name.partition(" - ")[0] for name in names}
    if "TI" not in tags or len(_WEB_OF_SCIENCE.keys() & tags) < _TAGS:
        return list(names)
    taken = {fold(name) for name in names}
    return [
        word if (word := _WEB_OF_SCIENCE.get(name)) is not None and fold(word) not in taken else name for name in names
    ]


_OF_PUBLISH_OR_PERISH = "ecc"
"""The estimated citation count of Publish or Perish (https://harzing.com), whose `Source` is the journal."""

_PLACES = frozenset({"venue", "institution", "institutions"})
_SCHOLARLY = _PLACES.union(_DOIS, _VENUES, ("arxivid", "arxiv", "eprint", "paperid", "urlabs", "entrytype"))
_AUTHORS = frozenset(AUTHORS)
_OF_PAPERS = _SCHOLARLY.union(_AUTHORS, _DATES_OF_PAPERS, ("pdf",))
_SORTED_BY = "categories category keyword keywords language subjects tags topic topics track"
_KNOWN = _OF_PAPERS.union(_TITLES, _ABSTRACTS, _IDS, _ARXIV_IDS, _DATES, _PAGES, _FOR_ASSET, _PROSE, _SORTED_BY.split())


def is_known(name: str) -> bool:
    """Return whether a name in small or capital letters is a known one; unlike `columns`, cheap enough for each row."""
    return name.casefold() in _KNOWN


@lru_cache(maxsize=256)  # the records of one input have the same names, or a few sets of them
def columns(names: tuple[str, ...]) -> Columns:
    """Return the columns among `names`."""
    plain = {fold(name): name for name in reversed(names)}
    month = _first(_MONTHS, plain)
    identity = _first(_IDS, plain)
    if identity == plain.get("number") and not _OF_AN_ISSUE.isdisjoint(plain):
        identity = None
    fields = tuple(
        (name, _FOR_ASSET.get(folded)) for name in names if (folded := fold(name)) in _FOR_ASSET or folded in _PROSE
    )
    abstract = _first(_ABSTRACTS, plain)
    is_authored, is_of_writings = not _AUTHORS.isdisjoint(plain), not _OF_WRITINGS.isdisjoint(plain)
    is_of_events = not (_OF_EVENTS if abstract else _OF_EVENTS | _BODIES).isdisjoint(plain)
    has_place = is_of_events or (is_of_writings and not is_authored)
    return Columns(
        title=_first(_TITLES, plain),
        abstract=abstract,
        id=identity,
        doi=_first(_DOIS, plain),
        venue=_first(_VENUES, plain) or (plain.get("source") if _OF_PUBLISH_OR_PERISH in plain else None),
        deletion=_first(_DELETED, plain),
        arxiv_ids=_all((*_ARXIV_IDS, *_DOIS), plain),
        dates=_all(_DATES, plain),
        parts=(_first(_YEARS, plain), month, _first(_DAYS, plain)) if month else (None, None, None),
        pages=_all(_PAGES, plain),
        fields=fields,
        wrappers=tuple(name for name in names if name.replace("_", "").casefold() in WRAPPERS),
        is_bibliographic=not _OF_PAPERS.isdisjoint(plain) or any(asset for _, asset in fields),
        is_scholarly=not (_SCHOLARLY - _PLACES if has_place else _SCHOLARLY).isdisjoint(plain),
        is_authored=is_authored,
        is_dated=not _PUBLISHED.isdisjoint(plain),
        is_of_others=not _OF_OTHERS.isdisjoint(plain),
        is_of_writings=is_of_writings,
        is_of_events=is_of_events,
        is_of_catalogue=not _OF_CATALOGUES.isdisjoint(plain),
        has_unknown=not plain.keys() <= _KNOWN,
    )


def _first(wanted: Iterable[str], plain: Mapping[str, str]) -> str | None:
    """Return the first of the wanted names that a record has, as the record writes it, or None."""
    return next((plain[name] for name in wanted if name in plain), None)


def _all(wanted: Iterable[str], plain: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(plain[name] for name in wanted if name in plain)
