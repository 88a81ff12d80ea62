"""Reading a README line by line: what is still promised, what lies elsewhere, and whether it is a list of links."""

import re
from collections.abc import Iterator
from functools import lru_cache

from linkscan.content.phrases import FULFILLED, PROMISES
from linkscan.models import Asset

LONGEST_QUOTE = 140
_MANY_LINKS = 30

_COMMENTS = re.compile(r"<!--.*?(?:-->|\Z)|^\[//\]: *#.*?$|^\[comment\]: *.*?$", re.DOTALL | re.MULTILINE)
_FENCES = re.compile(r"^ {0,3}(```|~~~).*?(?:^ {0,3}\1|\Z)", re.DOTALL | re.MULTILINE)
_MARKUP = re.compile(r"!\[[^\]]*\]\([^)]*\)|<[^>]{0,400}>|[*_`#>|]+")
_LINK = re.compile(
    r"\]\((https?://[^)\s]+)|<a [^>]{0,200}href=\"(https?://[^\"]+)|^\s*(?:\[[^\]]+\]:\s*)(https?://\S+)",
    re.MULTILINE,
)
_AWESOME = re.compile(
    r"^#+ .*\bawesome\b|awesome\.re/badge|\b(paper|reading|resource)s? (list|collection)\b|\ba (curated|comprehensive) (list|collection)\b|\bsurvey\b",
    re.IGNORECASE | re.MULTILINE,
)

_WORDS = {
    Asset.CODE: r"\b(codes?|code ?base|source|implementation|scripts?|repo(sitory)?|train(ing)?|inference|evaluation|software)\b|代码|源码|コード|코드|소스",
    Asset.MODEL: r"\b(models?|weights?|checkpoints?|ckpts?|pre-?trained)\b|模型|权重|モデル|모델|가중치",
    Asset.DATA: r"\b(data|data ?sets?|benchmarks?|corpus|annotations?)\b|数据|データ|데이터",
    Asset.DEMO: r"\b(demos?|playground|gradio|colab|hugging ?face space)\b|演示|デモ|데모",
}
_ABOUT = {asset: re.compile(pattern, re.IGNORECASE) for asset, pattern in _WORDS.items()}

_STORES = {
    Asset.DATA: r"huggingface\.co/datasets/|zenodo\.org|kaggle\.com/|figshare\.com|drive\.google\.com|dropbox\.com|"
    r"pan\.baidu\.com|onedrive|sharepoint\.com|1drv\.ms|modelscope\.cn/datasets|opendatalab|osf\.io|dataverse|"
    r"openi\.pcl|s3\.amazonaws|storage\.googleapis|ieee-dataport|physionet\.org|data\.mendeley",
    Asset.MODEL: r"huggingface\.co/(?!datasets/|spaces/|papers/|docs/)[\w.-]+/[\w.-]+|drive\.google\.com|dropbox\.com|"
    r"pan\.baidu\.com|onedrive|sharepoint\.com|1drv\.ms|modelscope\.cn/models|zenodo\.org|/releases/download/|"
    r"s3\.amazonaws|storage\.googleapis|openxlab|figshare\.com",
    Asset.DEMO: r"huggingface\.co/spaces/|colab\.research\.google\.com|replicate\.com|\.hf\.space|gradio\.live|streamlit\.app|mybinder\.org",
}
_STORE = {asset: re.compile(pattern, re.IGNORECASE) for asset, pattern in _STORES.items()}


def promise(readme: str, asset: Asset) -> str | None:
    """Quote the first line that says an asset is not there yet.

    A line that names no asset at all ("Coming soon!") speaks of every one; a line that names another does not.
    """
    return next((quote(line) for line in _open_lines(readme) if _concerns(line, asset)), None)


def elsewhere(readme: str, asset: Asset) -> str | None:
    """Quote the first line that names a store for an asset: weights on a hub, data on a drive."""
    store = _STORE.get(asset)
    if store is None:
        return None
    about = _ABOUT[asset]
    for line in _lines(readme):
        if store.search(line) and (about.search(line) or asset is Asset.DEMO) and not _promises(line):
            return quote(line)
    return None


def is_list(readme: str) -> bool:
    """Tell a list of other people's work: many links, and a title or a badge that says so."""
    return len(_LINK.findall(readme)) >= _MANY_LINKS and _AWESOME.search(readme[:4000]) is not None


def quote(line: str) -> str:
    """Shorten a line to what a reader needs, without its markup."""
    plain = " ".join(_MARKUP.sub(" ", line).split()) or " ".join(line.split())
    return plain if len(plain) <= LONGEST_QUOTE else plain[: LONGEST_QUOTE - 1].rstrip() + "…"


@lru_cache(maxsize=256)
def _lines(readme: str) -> tuple[str, ...]:
    text = _FENCES.sub("", _COMMENTS.sub("", readme[: 1 << 18]))
    return tuple(line[:2000] for line in text.splitlines() if line.strip())


def _open_lines(readme: str) -> Iterator[str]:
    """Give the lines that promise."""
    return (line for line in _lines(readme) if _promises(line))


@lru_cache(maxsize=4096)
def _promises(line: str) -> bool:
    if any(done.pattern.search(line) for done in FULFILLED):
        return False
    return any(row.pattern.search(line) for row in PROMISES)


def _concerns(line: str, asset: Asset) -> bool:
    about = _ABOUT.get(asset, _ABOUT[Asset.CODE])
    return about.search(line) is not None or not any(other.search(line) for other in _ABOUT.values())
