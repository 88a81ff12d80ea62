"""What a README says: what it promises, which stores it links, whether it is a list of links or a project page."""

import re
from dataclasses import dataclass
from functools import lru_cache

from linkscan.content.phrases import is_promise
from linkscan.models import Asset

LONGEST_QUOTE = 140
LONGEST_LINE = 1000
LONGEST_TEXT = 1 << 18
MANY_LINKS = 30

_COMMENTS = re.compile(r"<!--.*?(?:-->|\Z)|^\[(?://|comment)\]: *[^\n]*$", re.DOTALL | re.MULTILINE)
_FENCES = re.compile(r"^ {0,3}(```|~~~).*?(?:^ {0,3}\1[^\n]*$|\Z)", re.DOTALL | re.MULTILINE)
_PICTURES = re.compile(r"!\[[^\]]*\]\([^)]*\)|<[^>]{0,400}>|\|")
_MARKUP = re.compile(r"\]\([^)]*\)|[\[\]*`#>]+")
_LINK = re.compile(
    r"\]\(https?://|<a [^>]{0,200}href=[\"']https?://|^[ \t]*\[[^\]\n]{1,200}\]:[ \t]*https?://",
    re.MULTILINE | re.IGNORECASE,
)
_LIST = re.compile(
    r"^#+ .*\bawesome\b|awesome\.re/badge|\b(paper|reading|resource)s? (list|collection)\b"
    r"|\ba (curated|comprehensive) (list|collection)\b|\bsurvey\b",
    re.IGNORECASE | re.MULTILINE,
)
_ADDRESS = re.compile(r"https?://[^\s)>\]]+")
_SENTENCE_END = re.compile(r"(?<=[a-z)\]][.!?])\s+|(?<=[。！？])")

_TITLE = re.compile(r"\b(project|home|web|paper)[ -]?(page|site)\b|\.github\.io\b", re.IGNORECASE)
_HEADING = re.compile(r"\s*(#+\s|<h1\b)", re.IGNORECASE)
_BEGINNING = 8
"""Lines in which a README says what the repository is."""

_SELF = re.compile(
    r"\b(repo(sitory)?|project|site)\b[^.:;()]{0,30}\b(contains?|hosts?|holds?|serves?|is)\b"
    r"(?![^.]*\b(codes?|implementation)\b)[^.:;()]{0,40}\b(project|github|landing|home|web) ?(pages?|sites?)\b",
    re.IGNORECASE,
)
_SERVED = re.compile(r"\.(github|gitlab)\.io$|\.codeberg\.page$", re.IGNORECASE)
"""How repositories are named that their host serves as a page:
https://docs.github.com/pages/getting-started-with-github-pages/about-github-pages and
https://docs.gitlab.com/user/project/pages/getting_started_part_one/.
"""
_NAME = re.compile(r"(project|home|web|paper)[-_.]?(pages?|sites?)$|[-_]page$", re.IGNORECASE)
"""How people name repositories that a page is built from."""
_LINKED = re.compile(r"\[[^\]]*\]\([^)]*\)|<a [^>]*>.*?</a>", re.IGNORECASE)
_TOOL = re.compile(
    r"(^|/)(scripts?|tools?|templates?|utils?|bin|builds?|leaderboards?|metrics)/|"
    r"(^|/)(build|deploy|serve|generate|create|make|optimi[sz]e|compress|convert|encode|fetch|update|rename)[\w-]*"
    r"\.(py|sh|rb|bat)$",
    re.IGNORECASE,
)


_ABOUT = {
    asset: re.compile(pattern, re.IGNORECASE)
    for asset, pattern in {
        Asset.CODE: r"\b(codes?|code ?base|source|implementation|scripts?|repo(sitory)?|train(ing)?|"
        r"inference|evaluation|software)\b|代码|源码|コード|코드|소스",
        Asset.MODEL: r"\b(models?|weights?|checkpoints?|ckpts?|pre-?trained)\b|模型|权重|モデル|모델|가중치",
        Asset.DATA: r"\b(data|data ?sets?|benchmarks?|corpus|annotations?)\b|数据|データ|데이터",
        Asset.DEMO: r"\b(demos?|playground|gradio|colab|hugging ?face space)\b|演示|デモ|데모",
    }.items()
}

_OFFERS = {
    Asset.MODEL: re.compile(
        r"\b(weights?|checkpoints?|ckpts?|pre-?trained|trained models?|model zoo|our models?)\b|"
        r"\[[^\]]*models?[^\]]*\]|模型|权重|モデル|모델|가중치",
        re.IGNORECASE,
    ),
    Asset.DATA: re.compile(
        r"^(?!.*\b(weights?|checkpoints?|ckpts?|pre-?trained|models?)\b).*(\b(data|data ?sets?|benchmarks?|corpus|"
        r"annotations?)\b|数据|データ|데이터)",
        re.IGNORECASE,
    ),
    Asset.DEMO: re.compile(""),  # such a store holds nothing else
}
"""The words beside an address that offer an asset; a mere mention of a model is no offer."""


@dataclass(frozen=True, slots=True)
class _Store:
    """Where an asset may lie: the names of such places, in lower case, and the pattern of a line that names one."""

    names: tuple[str, ...]
    pattern: re.Pattern[str]

    def may_be_in(self, text: str) -> bool:
        """Tell whether any line of a text may name it: to look for plain words first is twenty times as fast."""
        lower = text.casefold()
        return any(name in lower for name in self.names)


def _store(names: str, *, model: str = "") -> _Store:
    """Make a store of names; `model` must follow the address of the hub, which has more than models."""
    given = tuple(names.split())
    wanted = (re.escape(name) + (model if name == _HUB else "") for name in given)
    return _Store(given, re.compile("|".join(wanted), re.IGNORECASE))


_HUB = "huggingface.co/"
_DRIVES = """
    drive.google.com dropbox.com pan.baidu.com onedrive sharepoint.com 1drv.ms zenodo.org figshare.com s3.amazonaws
    storage.googleapis openxlab
"""
_STORES = {
    Asset.DATA: _store(
        f"{_DRIVES} huggingface.co/datasets/ kaggle.com/ modelscope.cn/datasets opendatalab osf.io dataverse "
        "ieee-dataport physionet.org data.mendeley"
    ),
    Asset.MODEL: _store(
        f"{_DRIVES} {_HUB} modelscope.cn/models /releases/download/",
        model=r"(?!datasets/|spaces/|papers/|docs/)[\w.-]+/[\w.-]+",
    ),
    Asset.DEMO: _store(
        "huggingface.co/spaces/ colab.research.google.com replicate.com .hf.space gradio.live streamlit.app "
        "mybinder.org"
    ),
}


def promise(readme: str, asset: Asset) -> str | None:
    """Quote the first sentence that says an asset is not there yet.

    One that names no asset at all ("Coming soon!") speaks of the code; one that names others does not.
    """
    return next((quote(line) for line in _promises(readme) if _concerns(line, asset)), None)


@lru_cache(maxsize=64)
def _promises(readme: str) -> tuple[str, ...]:
    return tuple(filter(is_promise, read_lines(readme)))


def elsewhere(readme: str, asset: Asset) -> str | None:
    """Quote the first sentence that names a store for an asset: weights on a hub, data on a drive."""
    store, offer = _STORES.get(asset), _OFFERS.get(asset)
    if store is None or offer is None or not store.may_be_in(readme) or is_list(readme):
        return None
    found = (line for line in read_lines(readme) if store.pattern.search(line) and offer.search(_ADDRESS.sub("", line)))
    return next((quote(line) for line in found if not is_promise(line)), None)


@lru_cache(maxsize=64)
def is_list(readme: str) -> bool:
    """Tell a list of other people's work: many links, and a title or a badge that says so."""
    return len(_LINK.findall(readme[:LONGEST_TEXT])) >= MANY_LINKS and _LIST.search(readme[:4000]) is not None


def is_page(readme: str, name: str) -> bool:
    """Tell a repository that is a project page by its `name`, or by its README, from one that links to its page."""
    if is_served(name) or _NAME.search(name):
        return True
    lines = [_LINKED.sub("", line) for line in read_lines(readme)[:_BEGINNING]]
    title = next(filter(_HEADING.match, lines), next(iter(lines), ""))
    return _TITLE.search(title) is not None or any(map(_SELF.search, lines))


def is_served(name: str) -> bool:
    """Tell a repository that its host serves as a page because of its name."""
    return _SERVED.search(name) is not None


def is_tool(path: str) -> bool:
    """Tell what builds or feeds a page from what a page offers."""
    return _TOOL.search(path) is not None


def quote(line: str) -> str:
    """Shorten a line to what a reader needs, without its markup."""
    boxed = line[:LONGEST_LINE].replace("[ ]", "☐")
    plain = " ".join(_MARKUP.sub("", _PICTURES.sub(" ", boxed)).split()) or " ".join(line[:LONGEST_LINE].split())
    return plain if len(plain) <= LONGEST_QUOTE else plain[: LONGEST_QUOTE - 1].rstrip() + "…"


@lru_cache(maxsize=64)
def read_lines(readme: str) -> tuple[str, ...]:
    """Give the sentences and lines that a reader sees, without comments and code."""
    text = _FENCES.sub("", _COMMENTS.sub("", readme[:LONGEST_TEXT]))
    lines = (line[:LONGEST_LINE] for line in text.splitlines())
    return tuple(part for line in lines for part in _SENTENCE_END.split(line) if part.strip())


def _concerns(line: str, asset: Asset) -> bool:
    if _ABOUT.get(asset, _ABOUT[Asset.CODE]).search(line):
        return True
    return asset is Asset.CODE and not any(other.search(line) for other in _ABOUT.values())
