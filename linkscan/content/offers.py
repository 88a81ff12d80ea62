"""Where a README offers an asset that is not among the files: weights on a hub, data in an archive, code on a drive."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from linkscan.content.backbones import is_backbone
from linkscan.content.file_kinds import FileKind, kind_of
from linkscan.content.known_works import OTHERS_DATA, OTHERS_ON_HUBS
from linkscan.content.promises import is_promise
from linkscan.content.readme import Line, is_list, quote, read_commands, read_lines, title_of
from linkscan.content.stores import ADDRESS, asset_of, holds_no_assets, is_kept, is_store, needs_words
from linkscan.models import Asset
from linkscan.patterns import lazy_pattern

LONGEST_ADDRESS = 500

ALIKE = 6
"""Letters from which on the beginning of a name tells whose it is."""

MOST_COMMON = 4
"""Letters up to which the name of a repository may be a common word, or a part of one."""


@dataclass(frozen=True, slots=True)
class Offer:
    """An asset that a README offers: at which address, and the words that say so."""

    asset: Asset
    url: str
    quote: str


_BARE_DOI = lazy_pattern(
    r"(?<![/\w.])(10\.(?:5281/zenodo\.\d+|6084/m9\.figshare\.\d+|17605/osf\.io/\w{5}|5061/dryad\.\w+))", re.IGNORECASE
)
"""DOIs of deposits, written without an address."""
_FETCHED_FROM_HUB = lazy_pattern(
    r"(?P<how>from_pretrained|load_dataset|snapshot_download|hf_hub_download|huggingface-cli download|hf download)\(?"
    r"(?P<before>[^\n]{0,40}?repo[-_]type[= ]\W?dataset)?[^\n/]{0,20}?[\s\"'=](?P<owner>[\w.-]{2,60})/"
    r"(?P<place>[\w.-]{2,90})(?P<after>[^\n]{0,40}?repo[-_]type[= ]\W?dataset)?"
)
_IMAGE = lazy_pattern(
    r"\b(?:docker|podman) (?:pull|run)\b[^\n]{0,300}?\s(?P<site>(?:ghcr\.io|quay\.io|docker\.io)/)?"
    r"(?P<owner>[a-z0-9][\w-]{1,60})/(?P<image>[a-z0-9][\w.-]{0,80})(?::[\w.-]+)?(?=[\s`]|$)"
)
"""An image of a container that a command fetches: https://docs.docker.com/reference/cli/docker/image/pull/."""
_BASES = re.compile(
    r"nvidia|pytorch|tensorflow|continuumio|jupyter|rocker|bitnami|library|condaforge|mambaorg|opensourcerf"
)
"""Who makes the images that others build on."""
_GDOWN = re.compile(r"\bgdown (?:--id )?[\"']?([\w-]{25,60})\b")
"""A file on Google Drive by its id: https://github.com/wkentaro/gdown."""
_ANCHOR = lazy_pattern(r"\[([^\[\]]{0,200})\]\(\s*<?(https?://[^\s)>]{1,500})")
_HTML_ANCHOR = lazy_pattern(r"href=[\"'](https?://[^\"']{1,500})[\"'][^>]{0,200}>(.{0,300}?)</a>", re.IGNORECASE)
_BADGE = lazy_pattern(r"\[!\[([^\]]{0,100})\]\(([^)\s]{0,500})[^)]{0,100}\)\]\(\s*<?(https?://[^\s)>]{1,500})")
_NOT_WORDS = lazy_pattern(r"[\W_]+")
_LABEL = lazy_pattern(r"/badge/([^?)\s\"'.]{1,100})", re.IGNORECASE)
"""The words on a badge, in its address: https://shields.io/badges."""

_OWNER_PAGE = lazy_pattern(r"https?://huggingface\.co/([\w.-]+)/?", re.IGNORECASE)
_WORDS = {
    Asset.MODEL: lazy_pattern(
        r"\b(weights?|(?<!with )embeddings|word vectors|check-?points?|"
        r"ckpts?|pre-?trained|trained models?|fine-?tuned models?|model zoo|our models?|"
        r"released? models?|models? [^.\n]{0,60}\b(can be|is|are) (downloaded|available|found|obtained)|"
        r"models? (files?|links?|downloads?|zoo|weights|cards?))\b|"
        r"\b(download|get|release[ds]?)\b[^.\n]{0,20}\bmodels?\b|(^|[\[|#*:>-])\W*models?\W*($|[\]|:(])|"
        r"模型|权重|モデル|重み|모델|가중치|\b(modelos?|modèles?|modelle) (pre)?(entren|entra|trein|vortrain)",
        re.IGNORECASE,
    ),
    Asset.DATA: lazy_pattern(
        r"\b(data|data[- ]?sets?|data ?base|benchmarks?|corpus|corpora|annotations?|ground[- ]truth|recordings?|"
        r"images?\d*|triples|knowledge graphs?|lexic(on|a)|treebanks?|"
        r"((pre-?)?(extracted|computed)|visual|audio|image|video|text) features|"
        r"test set|training set|supplementary files|datos|dados|données|daten\w*|datensatz)\b|数据|データ|데이터|данны",
        re.IGNORECASE,
    ),
    Asset.CODE: lazy_pattern(
        r"^\W*source\W*$|"
        r"\b((source[- ])?codes?|source files|sources|implementations?|matlab files|"
        r"(the|our|this|paper|research|evaluation) artifacts?|"
        r"artifacts? (archive|package|for \")|"
        r"artifact evaluation(?! (at|in|process|committee|chairs?|guidelines|track))|"
        r"(docker|container|virtual ?machine|virtualbox|vm|vmware) images?|virtual machine|"
        r"(replication|reproducibility|reproduction) (package|kit|capsule)|"
        r"toolbox|plug-?in|(our|r|all|matlab|analysis) scripts?|código|codice|quellcode|quelltext)\b|"
        r"代码|源码|ソースコード|コード|소스|코드|\bкод\b",
        re.IGNORECASE,
    ),
    Asset.DEMO: lazy_pattern(r"\b(demos?|playground|web ?app|web interface)\b|演示|デモ|데모", re.IGNORECASE),
}
"""The words beside an address of anything that say what is behind it."""

_THE_MODEL = lazy_pattern(r"\bthe models?\b", re.IGNORECASE)
"""Words that offer a model where nothing else is named: data "for the model" are data."""
_PAPERS_OWN = lazy_pattern(
    r"\b(papers?|pdf|preprint|manuscript|supplement\w*|slides?|poster|presentations?|talks?|ppt|videos?|youtube|"
    r"figures?|visuali[sz]ations?|visual results|qualitative|appendix|thesis|report|teaser|logs?|results?)\b|!\[|<img",
    re.IGNORECASE,
)
"""What belongs to a paper and is none of its code, data or models."""
_DOWNLOAD = lazy_pattern(r"\bdownload|下载|ダウンロード", re.IGNORECASE)
_AVAILABLE = lazy_pattern(
    r"\b(?:available|found|accessible|hosted) (?:\w+ )?\W{0,3}(?:at|on|from|here|via|through|in)\b", re.IGNORECASE
)
_DATA_TITLE = lazy_pattern(
    r"^\W*(?:(?!(?:on|for|from|with|of|in|to|by|using)\b)[\w-]+[: ]+){0,6}"
    r"(?:data ?sets?|data ?base|benchmarks?|corpus|corpora|lexicon|treebanks?|knowledge graph)"
    r"(?=\W*$|\W*[:(\[,\u2013\d-]|\s+(?:v\d|for|of|and|from|with|in)\b)",
    re.IGNORECASE,
)
"""How the README of a data set is called: "Small Traffic Lights Dataset", "CLOTH4D: A Dataset for ..."."""
_THE_DATA = lazy_pattern(
    r"\bthe (?:full |complete |raw |whole |entire )?(?:data(?: ?sets?)?|corpus|benchmark|images|annotations)\b",
    re.IGNORECASE,
)
_PAPER = lazy_pattern(r"\W*(?:the |our )?(?:papers?|publications?|articles?|论文)\W*", re.IGNORECASE)
"""A heading below which the paper is handed out."""
_HANDS_OUT = lazy_pattern(
    r"\b(download\w*|available|here|links?|obtain\w*|get|access\w*|find|found|drive|dropbox|onedrive|netdisk)\b|"
    r"下载|网盘|ダウンロード",
    re.IGNORECASE,
)
_PASSWORD = lazy_pattern(
    r"\b(?:(?:extract(?:ion)?|access|verification|pass|pin|pick ?up|share|sharing|download|fetch)[ _-]?(?:pass)?"
    r"codes?|提取码|密码)\b\W{0,4}\w{0,12}|\(\W{0,3}codes?\W{1,4}\w{3,8}\W{0,3}\)|\bcode\W{0,3}[:：]\W{0,3}\w{4}\b",
    re.IGNORECASE,
)
"""The password of a shared folder, which is called its code: "extraction code: 1a2b"."""
_ANY_MODEL = lazy_pattern(r"(?<!3d )(?<!cad )(?<!mesh )(?<!data )\bmodels\b", re.IGNORECASE)
"""What names trained models in the text of a link, where nothing else need be said."""
_NO_DATA = lazy_pattern(
    r"\bdata(?:[- ]?sets?)?[- ](?:augment\w*|load\w*|driven|parallel\w*|types?|structures?|efficient|manipulation)\b|"
    r"\b(?:trained|tuned|learned|initialized) (?:on|from|with|using|over)\b[^.;]{0,80}?\bdata(?:[- ]?sets?)?\b",
    re.IGNORECASE,
)
"""Words with "data" in them that name none."""
_SPLITS = lazy_pattern(
    r"\b(?:data(?:[- ]?sets?)?|train(?:ing)?(?:[ /-]+(?:and )?(?:val\w*|test))*) splits? (?:\w+ ){0,3}(?:is|are|can)\b",
    re.IGNORECASE,
)
"""Lists of what others' data were divided into, which are none."""
_WITH_DATA = lazy_pattern(
    r"\bdata(?:[- ]?sets?)?\W{0,3}(?:and|&|/|\+)|"
    r"\bdata(?:[- ]?sets?)? (?:\w+ ){1,6}and (?:\w+ ){0,4}(?:weights?|models?|checkpoints?)\b|"
    r"\bdata(?:[- ]?sets?)?, ?(?:(?:the|our|all|source|pre|trained)[ -]){0,3}(?:models?|weights|checkpoints?|code)\b|"
    r"(?:and|&|/|\+|,)\W{0,3}(?:the |our )?data(?:[- ]?sets?)?\b",
    re.IGNORECASE,
)
_CODE_OF = lazy_pattern(
    r"\b(code|scripts?|software|program|tools?) (for|to|that|used|which|in this)\b[^.]{0,60}\b(data|weights|models?|"
    r"checkpoints?)\b",
    re.IGNORECASE,
)
_CREDIT = lazy_pattern(
    r"\b(based on|built (up)?on|borrow|thank|acknowledg|inspired|template|adapted from|credits?|courtesy|"
    r"modified from|heavily|originally|official(ly)? (released|provided) by|provided by the (original )?authors|from "
    r"the original|"
    r"licen[cs]ed? under|cit(e|ed|ing|ation)\b)",
    re.IGNORECASE,
)
_RELATED = lazy_pattern(r"\b(our|the) (related|other|previous|earlier|follow-up|companion) ", re.IGNORECASE)
"""Works of the authors that are others than this one."""
_OTHERS_HEADING = lazy_pattern(
    r"\b(acknowledg|credits?|thanks|citation|cite|citing|bibtex|references?|related|licen[cs]e|similar|contact|致谢|引用)",
    re.IGNORECASE,
)
_PREREQUISITE = lazy_pattern(
    r"\b(download|prepare|obtain|get|need|requires?|use[sd]?|using|load|initiali[sz]ed?)\b[^.\n]{0,60}?\b(backbones?|"
    r"base models?|"
    r"vicuna|llama|qwen|mistral|stable[- ]diffusion|sdxl|sd ?v?[12]|clip|bert|roberta|gpt-?2|t5|dino|vae|text "
    r"encoders?|imagenet"
    r"[- ](pre-?trained|weights)|whisper|wav2vec)",
    re.IGNORECASE,
)
_BASELINE = lazy_pattern(r"\bbaselines? (models?|ckpts?|checkpoints?|weights|networks?)\b", re.IGNORECASE)
"""What a work is compared with or starts from: others trained it, even where the work is named beside."""
_OWN = lazy_pattern(
    r"\b(ours|our(?! (paper|method|approach|results|experiments?|code|model)\b)|we (also )?(provide|release|share|"
    r"publish|host|upload|offer|make|made|prepared?|collected|built|"
    r"created?)|"
    r"trained|fine-?tuned|pre-?processed|processed|proposed|this (paper|work|repo\w*))\b",
    re.IGNORECASE,
)
_OFFERS_CODE = lazy_pattern(
    r"\b(install|download|available|found|hosted|published|released?|get|code|package|software|toolbox|plug-?in)\b",
    re.IGNORECASE,
)
_OTHERS_WORDS = lazy_pattern(
    r"\b(the following|public(ly available)?|benchmark|standard|existing|original|third[- ]party)( \w+){0,2} (data|"
    r"data[- ]?sets?)\b|"
    r"\bfrom (the|their) [\w-]+ \[?(data[- ]?set|data|paper|authors?|project)( release)?\b|\bwe (downloaded?|used?|"
    r"obtain\w*)\b",
    re.IGNORECASE,
)
_OWN_ASSET = lazy_pattern(
    r"\b(our|ours|we (release|provide|share|publish))\b[^.]{0,40}\b(models?|weights|checkpoints?|data([- ]?sets?)?)\b",
    re.IGNORECASE,
)
_TREE = lazy_pattern(r"[├└│]──|^\s*\|--")


def offer(readme: str, asset: Asset, name: str = "") -> Offer | None:
    """Return the first offer of an asset; `name` is the address of the repository, whose owner's places are its own."""
    return next((found for found in offers(readme, name) if found.asset is asset), None)


@lru_cache(maxsize=64)
def offers(readme: str, name: str = "") -> tuple[Offer, ...]:
    """Return all that a README offers at other places; nothing for a list of other people's work."""
    if is_list(readme):
        return ()
    title = title_of(readme)
    lines = (
        replace(line, text=_BARE_DOI.sub(r"https://doi.org/\1", line.text), title=title) for line in read_lines(readme)
    )
    prose = (found for line in lines if "://" in line.text for found in _in_line(line, name.lower()))
    fetched = (found for line in read_commands(readme) for found in _in_command(line, name.lower()))
    return (*prose, *fetched)


def unsorted(readme: str, name: str = "") -> str | None:
    """Return the first line that leads to a store of the authors' own and does not tell of what; None without one."""
    if is_list(readme):
        return None
    told = {found.url for found in offers(readme, name)}
    for line in read_lines(readme):
        if (
            "://" not in line.text
            or is_promise(line.text)
            or _CREDIT.search(line.text)
            or _PAPERS_OWN.search(line.text)
            or (_PREREQUISITE.search(line.text) and not _OWN.search(line.text))
        ):
            continue
        if any(map(_OTHERS_HEADING.search, line.headings)) or any(map(_PAPERS_OWN.search, line.headings)):
            continue
        if not any(map(_HANDS_OUT.search, (ADDRESS.sub("", line.text), *line.headings))):
            continue
        urls = (found[0].rstrip(".,;:*_`\\") for found in ADDRESS.finditer(line.text))
        if any(is_store(url) and url not in told and not needs_words(url) for url in urls):
            return quote(line.text)
    return None


def _in_command(line: Line, name: str) -> Iterator[Offer]:
    """Read what a line of code fetches: from a hub what is the authors', from elsewhere what is announced as theirs."""
    for found in _FETCHED_FROM_HUB.finditer(line.text):
        is_data = found["how"] == "load_dataset" or found["before"] or found["after"]
        kind = "datasets/" if is_data else ""
        if _is_of(name, found["owner"].lower(), found["place"].lower()):
            url = f"https://huggingface.co/{kind}{found['owner']}/{found['place']}"
            yield Offer(Asset.DATA if kind else Asset.MODEL, url, quote(line.text))
    for found in _IMAGE.finditer(line.text):
        if not found["site"] and not _BASES.fullmatch(found["owner"]):
            yield Offer(Asset.CODE, f"https://hub.docker.com/r/{found['owner']}/{found['image']}", quote(line.text))
    text = _GDOWN.sub(r"https://drive.google.com/uc?id=\1", line.text)
    if "://" not in text or any(map(_OTHERS_HEADING.search, line.headings)):
        return
    for offered in _in_line(replace(line, text=text), name):
        stem = offered.url.rpartition("/")[2].partition(".")[0]
        is_plain_file = kind_of(offered.url) in (FileKind.ARCHIVE, FileKind.WEIGHTS) and not is_kept(offered.url)
        is_others = is_backbone(stem) if offered.asset is Asset.MODEL else is_plain_file
        if not is_others:
            yield offered


def _in_line(line: Line, name: str) -> Iterator[Offer]:
    if (
        is_promise(line.text)
        or _RELATED.search(line.text)
        or _TREE.search(line.text)
        or any(map(_OTHERS_HEADING.search, line.headings))
        or any(map(_PAPER.fullmatch, line.headings))
    ):
        return
    plain = ADDRESS.sub("", line.text)
    anchors = _anchors(line.text)
    for found in ADDRESS.finditer(line.text):
        url = found[0].rstrip(".,;:*_`\\")
        if len(url) > LONGEST_ADDRESS or (_CREDIT.search(plain) and not _OWN_ASSET.search(plain)):
            continue
        known = asset_of(url)
        if known is not None:
            if known is Asset.DEMO or _is_own(known, url, plain, name):
                yield Offer(known, url, _shown(line.text, anchors.get(url, ""), url))
        elif is_store(url) or _is_page_of_owner(url, name):
            yield from _by_words(line, url, plain, anchors.get(url, ""), name)
        elif _is_handed_out(line, url, f"{anchors.get(url, '')} {plain}", name):
            found_there = _by_words(line, url, plain, anchors.get(url, ""), name)
            yield from (offered for offered in found_there if offered.asset is not Asset.CODE)


def _is_handed_out(line: Line, url: str, text: str, name: str) -> bool:
    """Return whether a page on any host is where the authors' own data or models are downloaded from."""
    is_named = _names_itself(text, name) or (_is_of_data(line) and _THE_DATA.search(text) is not None)
    is_fetched = _DOWNLOAD.search(text) is not None or any(map(_DOWNLOAD.search, line.headings[-1:]))
    if holds_no_assets(url) or not (is_fetched or (is_named and _AVAILABLE.search(text))):
        return False
    is_document = kind_of(url.partition("?")[0]) in (FileKind.DOCUMENT, FileKind.MEDIA, FileKind.CODE)
    return not is_document and (is_named or _OWN.search(text) is not None)


def _is_of_data(line: Line) -> bool:
    """Return whether the README is that of a data set, by its title."""
    return _DATA_TITLE.search(line.title) is not None


def _names_itself(text: str, name: str) -> bool:
    """Return whether a text bears the name of the repository: what it speaks of is its own."""
    own = _NOT_WORDS.sub("", name.rstrip("/").rpartition("/")[2]).lower()
    return len(own) > MOST_COMMON and own in _NOT_WORDS.sub("", text).lower()


def _bears_name(text: str, name: str) -> bool:
    """Return whether a text has the name of the repository among its words, however short."""
    own = name.rstrip("/").rpartition("/")[2]
    return _names_itself(text, name) or own.casefold() in _NOT_WORDS.sub(" ", text).casefold().split()


def _is_page_of_owner(url: str, name: str) -> bool:
    """Return whether it is the page on a hub of whoever owns the repository: all that is theirs stands there."""
    found = _OWNER_PAGE.fullmatch(url)
    return found is not None and found[1].lower() in name.rstrip("/").split("/")[-2:]


def _anchors(text: str) -> dict[str, str]:
    """Return the words that are shown for each address: the text of its link, or what its badge says."""
    found = {url: words for words, url in _ANCHOR.findall(text)}
    found |= {url: " ".join((words, *map(_label, _LABEL.findall(words)))) for url, words in _HTML_ANCHOR.findall(text)}
    for alternative, picture, url in _BADGE.findall(text):
        found[url] = " ".join((alternative, *map(_label, _LABEL.findall(picture))))
    return found


def _label(escaped: str) -> str:
    return re.sub(r"%20|[-_]+", " ", escaped)


def _shown(line: str, anchor: str, url: str) -> str:
    """Quote a line; of one that is nothing but pictures, what the badge says and where it leads."""
    plain = quote(line)
    return quote(f"{anchor}: {url}") if plain.startswith(("[", "<")) else plain


def _is_own(asset: Asset, url: str, plain: str, name: str) -> bool:
    """Return whether the authors put it on a hub, unlike what they use of others there."""
    parts = [
        part
        for part in url.partition("://")[2].lower().split("/")[1:]
        if part not in ("datasets", "models", "c", "code")
    ]
    owner, place = (parts[0], parts[1] if len(parts) > 1 else "") if parts else ("", "")
    own = name.rstrip("/").split("/")[-2:]
    if _is_of(name, owner, place):
        return True
    if asset is Asset.CODE and "codeocean.com/" in url:  # capsules have numbers, and no names
        return (_WORDS[Asset.CODE].search(plain) or _OFFERS_CODE.search(plain)) is not None
    if asset is Asset.CODE:
        return _OFFERS_CODE.search(plain) is not None and own[-1].strip() in url.lower()
    if asset is Asset.DATA:
        is_others = owner in OTHERS_ON_HUBS or OTHERS_DATA.search(place.replace("_", "-")) is not None
        return not _is_others(asset, plain, name) and (not is_others or _OWN.search(plain) is not None)
    if owner in OTHERS_ON_HUBS:
        return False
    return _PREREQUISITE.search(plain) is None or _OWN.search(plain) is not None


def _is_of(name: str, owner: str, place: str) -> bool:
    """Return whether a place on a hub belongs to the owner of a repository, or bears the name of the repository.

    Owners are called alike on both: `stabilityai` is Stability-AI, `bigscience` bigscience-workshop.
    """
    own = name.rstrip("/").lower().split("/")[-2:]
    if owner in own or (len(own[-1]) > 3 and own[-1] in place):
        return True
    here, there = _NOT_WORDS.sub("", own[0]), _NOT_WORDS.sub("", owner)
    return len(there) >= ALIKE and (here.startswith(there) or there == here)


def _by_words(line: Line, url: str, plain: str, anchor: str, name: str) -> Iterator[Offer]:
    """Read what an address of anything holds from its own words, those of its line, and those that govern it."""
    if _SPLITS.search(plain):
        return
    file = _NOT_WORDS.sub(" ", url.rpartition("/")[2].partition("?")[0])
    for depth, text in enumerate((anchor, plain, file, line.lead_in, *reversed(line.headings))):
        assets = _named(text) or ([Asset.MODEL] if depth == 0 and _ANY_MODEL.search(text) else [])
        if not assets or (depth > 2 and _OTHERS_HEADING.search(text)):
            continue
        is_above = depth > 2
        if is_above and _PREREQUISITE.search(plain) and not _OWN.search(plain):
            return
        for asset in assets:
            if not _is_others(asset, f"{line.heading if is_above else text} {plain}", name):
                words = quote(f"{text}: {line.text}") if is_above else _shown(line.text, anchor, url)
                yield Offer(asset, url, words)
        return
    text = f"{anchor} {plain}"
    is_handed_out = _HANDS_OUT.search(text) is not None and _PAPERS_OWN.search(text) is None
    if _is_of_data(line) and is_handed_out and _bears_name(text, name) and is_store(url):
        yield Offer(Asset.DATA, url, _shown(line.text, anchor, url))


def _named(text: str) -> list[Asset]:
    """Return the assets that a text offers; weights for data sets are weights, code that reads data is code."""
    text = _NO_DATA.sub("", _PASSWORD.sub("", ADDRESS.sub("", text))).replace("_", " ")
    found = [asset for asset, words in _WORDS.items() if words.search(text)]
    if not found and _THE_MODEL.search(text):
        return [Asset.MODEL]
    if Asset.MODEL in found and Asset.DATA in found and not _WITH_DATA.search(text):
        found.remove(Asset.DATA)
    if Asset.CODE in found and len(found) > 1 and _CODE_OF.search(text):
        return [Asset.CODE]
    return found


def _is_others(asset: Asset, text: str, name: str) -> bool:
    text = text.replace("_", "-")
    if _OWN.search(text) or (_names_itself(text, name) and not _BASELINE.search(text)):
        return False
    if asset is Asset.MODEL:
        return (_PREREQUISITE.search(text) or _BASELINE.search(text)) is not None
    return asset is Asset.DATA and (OTHERS_DATA.search(text) or _OTHERS_WORDS.search(text)) is not None
