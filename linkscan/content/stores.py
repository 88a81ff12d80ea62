"""Classify a URL on its own: a place on a hub, a drive, an archive, a file of a release, or any other page."""

import re

from linkscan.code_hosts import HostKind, find_host
from linkscan.content.file_kinds import FileKind, kind_of
from linkscan.models import Asset
from linkscan.patterns import lazy_pattern

ADDRESS = lazy_pattern(r"https?://(?P<site>[^\s/)>\]\"'|<]{3,200})(?P<path>/[^\s)>\]\"'|<]{0,400})?", re.IGNORECASE)
_SHARE = re.compile(r"/(?:index\.php/)?s/[A-Za-z0-9]{15}(?:/download)?/?")
"""The path of a shared file in ownCloud and Nextcloud, on any host."""
_NO_OWNERS = (
    r"(?:datasets|spaces|papers|docs|blog|learn|tasks|collections|models|join|settings|organizations|chat|api|posts)\b"
)

# The asset at a URL of a hub; the first pattern that matches decides.
_BY_ADDRESS = tuple(
    (asset, lazy_pattern(pattern, re.IGNORECASE))
    for asset, pattern in (
        (Asset.DATA, r"(huggingface\.co|hf\.co)/datasets/[\w.-]+/?[\w.-]*"),
        (Asset.DEMO, r"(huggingface\.co|hf\.co)/spaces/[\w.-]+/[\w.-]+|\.hf\.space\b"),
        (
            Asset.MODEL,
            rf"(huggingface\.co|hf\.co)/(?!{_NO_OWNERS})[\w.-]+/[\w.-]+",
        ),
        (Asset.CODE, r"pypi\.org/project/|cran\.r-project\.org/|bioconductor\.org/packages/|npmjs\.com/package/"),
        (Asset.CODE, r"crates\.io/crates/|mathworks\.com/matlabcentral/fileexchange/|sourceforge\.net/p(rojects)?/"),
        (Asset.DATA, r"modelscope\.cn/datasets/[\w.-]+"),
        (Asset.DEMO, r"modelscope\.cn/studios/[\w.-]+"),
        (Asset.MODEL, r"modelscope\.cn/(models|collections)/[\w.-]+"),
        (Asset.MODEL, r"kaggle\.com/models/[\w.-]+"),
        (Asset.CODE, r"kaggle\.com/(code|kernels)/[\w.-]+|codeocean\.com/capsule/"),
        (Asset.DATA, r"kaggle\.com/(datasets|competitions|c)/[\w.-]+|kaggle\.com/[\w.-]+/[\w.-]+"),
        (
            Asset.DATA,
            r"ncbi\.nlm\.nih\.gov/(geo|sra|bioproject|gap)\b|ebi\.ac\.uk/(ena|arrayexpress|biostudies|pride)\b",
        ),
        (Asset.MODEL, r"civitai\.com/models/|tfhub\.dev/|openxlab\.org\.cn/models/|wisemodel\.cn/models/"),
        (Asset.DATA, r"openxlab\.org\.cn/datasets/|tianchi\.aliyun\.com/dataset|wisemodel\.cn/datasets/"),
        (Asset.DEMO, r"colab\.research\.google\.com/|replicate\.com/|gradio\.live\b|streamlit\.app\b|mybinder\.org/"),
        (Asset.DEMO, r"shinyapps\.io\b"),
    )
)
_DATA_DOI = lazy_pattern(
    r"^/10\.(5281/zenodo|6084/m9|17605/|5061/dryad|7910/dvn|17632/|24433/|4121/|21227/|1594/pangaea|6073/|5255/|15129/)",
    re.IGNORECASE,
)
"""DOI prefixes that only data archives use, never publishers of papers: https://www.re3data.org."""
_COLLECTION = lazy_pattern(r"huggingface\.co/collections/|figshare\.com/collections/", re.IGNORECASE)
_RELEASE_FILE = lazy_pattern(r"/(releases/download|-/releases|files/latest/download|attachments)/", re.IGNORECASE)

_NO_DRIVE = lazy_pattern(r"//(?:dx\.)?doi\.org/|\.(?:png|jpe?g|gif|mp4|mov|webm|pdf)$", re.IGNORECASE)
"""URLs that are offers only with words to that effect: DOIs may be citations, images are displayed."""
_NO_STORE = lazy_pattern(
    r"//(?:[\w-]+\.)*(?:arxiv\.org|youtu(?:be\.com|\.be)|doi\.org|shields\.io|python\.org|anaconda\.com|conda\.io|"
    r"pytorch\.org|nvidia\.com|mathworks\.com|docker\.com|bilibili\.com|twitter\.com|x\.com|openreview\.net|"
    r"readthedocs\.\w+)\b",
    re.IGNORECASE,
)
"""Sites of papers, videos and tools. Like those of code hosts, their pages are not downloads of data or models."""
_CODE = (HostKind.REPOSITORY, HostKind.PACKAGE)


def asset_of(url: str) -> Asset | None:
    """Return the asset that a URL alone shows; None if the URL may lead to anything."""
    return next((asset for asset, pattern in _BY_ADDRESS if pattern.search(url)), None)


def needs_words(url: str) -> bool:
    """Return whether a URL is an offer only with words to that effect: DOIs may be citations, images are displayed."""
    return _NO_DRIVE.search(url) is not None


def holds_no_assets(url: str) -> bool:
    """Return whether a URL is on a site of papers, videos, tools or code."""
    found = ADDRESS.match(url)
    host = find_host(found["site"].lower().removeprefix("www.")) if found else None
    return _NO_STORE.search(url) is not None or (host is not None and host.kind in _CODE)


def is_kept(url: str) -> bool:
    """Return whether a URL is on a drive, in a data archive or a file of a release."""
    found = ADDRESS.match(url)
    host = find_host(found["site"].lower().removeprefix("www.")) if found else None
    is_deposit_or_drive = host is not None and host.kind in (HostKind.DEPOSIT, HostKind.DRIVE)
    return is_deposit_or_drive or _RELEASE_FILE.search(url) is not None


def is_store(url: str) -> bool:
    """Return whether a URL leads to a drive, a data archive, a shared folder or a file for download, not to a page."""
    found = ADDRESS.match(url)
    host = find_host(found["site"].lower().removeprefix("www.")) if found else None
    path = ((found["path"] if found else None) or "").partition("?")[0]
    if _COLLECTION.search(url):
        return True
    if host is not None and host.kind is HostKind.DEPOSIT:
        return host.path.fullmatch(path) is not None or _DATA_DOI.search(path) is not None
    is_drive = host is not None and host.kind is HostKind.DRIVE
    is_handle = found is not None and found["site"].lower() == "hdl.handle.net"
    if is_drive or is_handle or _RELEASE_FILE.search(path) or _SHARE.fullmatch(path):
        return True
    return kind_of(path) in (FileKind.ARCHIVE, FileKind.WEIGHTS) and not path.endswith("/")
