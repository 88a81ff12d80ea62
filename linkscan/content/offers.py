"""Find assets that a README offers elsewhere: weights on a hub, data in an archive, code on a drive."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from linkscan.content import offer_patterns as patterns
from linkscan.content.backbones import is_backbone
from linkscan.content.file_kinds import FileKind, kind_of
from linkscan.content.known_works import OTHERS_DATA, OTHERS_ON_HUBS
from linkscan.content.promises import is_promise
from linkscan.content.readme import ReadmeLine, is_list, quote, read_commands, read_lines, title_of
from linkscan.content.stores import ADDRESS, asset_of, holds_no_assets, is_kept, is_store, needs_words
from linkscan.models import Asset

LONGEST_ADDRESS = 500

ALIKE = 6
"""The number of letters from which the beginning of a name identifies its owner."""

MOST_COMMON = 4
"""The number of letters up to which a repository's name may be a common word or part of one."""


@dataclass(frozen=True, slots=True)
class Offer:
    """An asset that a README offers, its URL, and the quotation that offers it."""

    asset: Asset
    url: str
    quote: str


def offer(readme: str, asset: Asset, name: str = "") -> Offer | None:
    """Return the first offer of an asset; `name` is the URL of the repository, whose owner's places are its own."""
    return next((found for found in offers(readme, name) if found.asset is asset), None)


@lru_cache(maxsize=64)
def offers(readme: str, name: str = "") -> tuple[Offer, ...]:
    """Return everything that a README offers elsewhere; nothing if it is a list of other people's work."""
    if is_list(readme):
        return ()
    title = title_of(readme)
    lines = (
        replace(line, text=patterns.BARE_DOI.sub(r"https://doi.org/\1", line.text), title=title)
        for line in read_lines(readme)
    )
    prose = (found for line in lines if "://" in line.text for found in _in_line(line, name.lower()))
    fetched = (found for line in read_commands(readme) for found in _in_command(line, name.lower()))
    return (*prose, *fetched)


def unsorted(readme: str, name: str = "") -> str | None:
    """Return a quotation of the first line that links to the authors' store without saying what is there, or None."""
    if is_list(readme):
        return None
    offered = {found.url for found in offers(readme, name)}
    for line in read_lines(readme):
        if (
            "://" not in line.text
            or is_promise(line.text)
            or patterns.CREDIT.search(line.text)
            or patterns.PAPERS_OWN.search(line.text)
            or (patterns.PREREQUISITE.search(line.text) and not patterns.OWN.search(line.text))
        ):
            continue
        if any(patterns.OTHERS_HEADING.search(each) or patterns.PAPERS_OWN.search(each) for each in line.headings):
            continue
        if not any(map(patterns.HANDS_OUT.search, (ADDRESS.sub("", line.text), *line.headings))):
            continue
        urls = (found[0].rstrip(".,;:*_`\\") for found in ADDRESS.finditer(line.text))
        if any(is_store(url) and url not in offered and not needs_words(url) for url in urls):
            return quote(line.text)
    return None


def _in_command(line: ReadmeLine, name: str) -> Iterator[Offer]:
    """Yield the offers in a line of code: the authors' own places on a hub, and their own downloads from elsewhere."""
    for found in patterns.FETCHED_FROM_HUB.finditer(line.text):
        is_data = found["how"] == "load_dataset" or found["before"] or found["after"]
        kind = "datasets/" if is_data else ""
        if _belongs_to(name, found["owner"].lower(), found["place"].lower()):
            url = f"https://huggingface.co/{kind}{found['owner']}/{found['place']}"
            yield Offer(Asset.DATA if kind else Asset.MODEL, url, quote(line.text))
    for found in patterns.IMAGE.finditer(line.text):
        if not found["site"] and not patterns.BASES.fullmatch(found["owner"]):
            yield Offer(Asset.CODE, f"https://hub.docker.com/r/{found['owner']}/{found['image']}", quote(line.text))
    text = patterns.GDOWN.sub(r"https://drive.google.com/uc?id=\1", line.text)
    if "://" not in text or any(map(patterns.OTHERS_HEADING.search, line.headings)):
        return
    for offered in _in_line(replace(line, text=text), name):
        stem = offered.url.rpartition("/")[2].partition(".")[0]
        is_plain_file = kind_of(offered.url) in (FileKind.ARCHIVE, FileKind.WEIGHTS) and not is_kept(offered.url)
        is_others = is_backbone(stem) if offered.asset is Asset.MODEL else is_plain_file
        if not is_others:
            yield offered


def _in_line(line: ReadmeLine, name: str) -> Iterator[Offer]:
    if (
        is_promise(line.text)
        or patterns.RELATED.search(line.text)
        or patterns.TREE.search(line.text)
        or any(map(patterns.OTHERS_HEADING.search, line.headings))
        or any(map(patterns.PAPER.fullmatch, line.headings))
    ):
        return
    plain = ADDRESS.sub("", line.text)
    anchors = _anchors(line.text)
    for found in ADDRESS.finditer(line.text):
        url = found[0].rstrip(".,;:*_`\\")
        if len(url) > LONGEST_ADDRESS or (patterns.CREDIT.search(plain) and not patterns.OWN_ASSET.search(plain)):
            continue
        known = asset_of(url)
        if known is not None:
            if known is Asset.DEMO or _is_own(known, url, plain, name):
                yield Offer(known, url, _quoted(line.text, anchors.get(url, ""), url))
        elif is_store(url) or _is_page_of_owner(url, name):
            yield from _offers_at(line, url, plain, anchors.get(url, ""), name)
        elif _is_handed_out(line, url, f"{anchors.get(url, '')} {plain}", name):
            found_there = _offers_at(line, url, plain, anchors.get(url, ""), name)
            yield from (offered for offered in found_there if offered.asset is not Asset.CODE)


def _is_handed_out(line: ReadmeLine, url: str, text: str, name: str) -> bool:
    """Return whether a page on any host is offered for downloading the authors' own data or models."""
    is_named = _names_itself(text, name) or (_is_data_readme(line) and patterns.THE_DATA.search(text) is not None)
    is_fetched = patterns.DOWNLOAD.search(text) is not None or any(map(patterns.DOWNLOAD.search, line.headings[-1:]))
    if holds_no_assets(url) or not (is_fetched or (is_named and patterns.AVAILABLE.search(text))):
        return False
    is_document = kind_of(url.partition("?")[0]) in (FileKind.DOCUMENT, FileKind.MEDIA, FileKind.CODE)
    return not is_document and (is_named or patterns.OWN.search(text) is not None)


def _is_data_readme(line: ReadmeLine) -> bool:
    """Return whether the README is that of a data set, judging by its title."""
    return patterns.DATA_TITLE.search(line.title) is not None


def _names_itself(text: str, name: str) -> bool:
    """Return whether a text contains the name of the repository, so that it is about the repository's own work."""
    own = patterns.NOT_WORDS.sub("", name.rstrip("/").rpartition("/")[2]).lower()
    return len(own) > MOST_COMMON and own in patterns.NOT_WORDS.sub("", text).lower()


def _has_name(text: str, name: str) -> bool:
    """Return whether a text contains the name of the repository, even a short one as a whole word."""
    own = name.rstrip("/").rpartition("/")[2]
    return _names_itself(text, name) or own.casefold() in patterns.NOT_WORDS.sub(" ", text).casefold().split()


def _is_page_of_owner(url: str, name: str) -> bool:
    """Return whether a URL is the hub page of the repository's owner, which lists all of the owner's work."""
    found = patterns.OWNER_PAGE.fullmatch(url)
    return found is not None and found[1].lower() in name.rstrip("/").split("/")[-2:]


def _anchors(text: str) -> dict[str, str]:
    """Return the text shown for each URL: that of its link or badge."""
    found = {url: words for words, url in patterns.ANCHOR.findall(text)}
    found |= {
        url: " ".join((words, *map(_label, patterns.LABEL.findall(words))))
        for url, words in patterns.HTML_ANCHOR.findall(text)
    }
    for alt_text, image, url in patterns.BADGE.findall(text):
        found[url] = " ".join((alt_text, *map(_label, patterns.LABEL.findall(image))))
    return found


def _label(escaped: str) -> str:
    return re.sub(r"%20|[-_]+", " ", escaped)


def _quoted(line: str, anchor: str, url: str) -> str:
    """Return a quotation of a line; if it consists only of images, the text of the badge and its URL."""
    plain = quote(line)
    return quote(f"{anchor}: {url}") if plain.startswith(("[", "<")) else plain


def _is_own(asset: Asset, url: str, plain: str, name: str) -> bool:
    """Return whether a place on a hub is the authors' own, rather than one that they use."""
    parts = [
        part
        for part in url.partition("://")[2].lower().split("/")[1:]
        if part not in ("datasets", "models", "c", "code")
    ]
    owner, place = (parts[0], parts[1] if len(parts) > 1 else "") if parts else ("", "")
    own = name.rstrip("/").split("/")[-2:]
    if _belongs_to(name, owner, place):
        return True
    if asset is Asset.CODE and "codeocean.com/" in url:  # capsules have numbers instead of names
        return (patterns.WORDS[Asset.CODE].search(plain) or patterns.OFFERS_CODE.search(plain)) is not None
    if asset is Asset.CODE:
        return patterns.OFFERS_CODE.search(plain) is not None and own[-1].strip() in url.lower()
    if asset is Asset.DATA:
        is_others = owner in OTHERS_ON_HUBS or OTHERS_DATA.search(place.replace("_", "-")) is not None
        return not _is_others(asset, plain, name) and (not is_others or patterns.OWN.search(plain) is not None)
    if owner in OTHERS_ON_HUBS:
        return False
    return patterns.PREREQUISITE.search(plain) is None or patterns.OWN.search(plain) is not None


def _belongs_to(name: str, owner: str, place: str) -> bool:
    """Return whether a place on a hub has the repository's owner or name.

    Owners may have similar names on both: `stabilityai` is Stability-AI, `bigscience` is bigscience-workshop.
    """
    own = name.rstrip("/").lower().split("/")[-2:]
    if owner in own or (len(own[-1]) > 3 and own[-1] in place):
        return True
    here, there = patterns.NOT_WORDS.sub("", own[0]), patterns.NOT_WORDS.sub("", owner)
    return len(there) >= ALIKE and (here.startswith(there) or there == here)


def _offers_at(line: ReadmeLine, url: str, plain: str, anchor: str, name: str) -> Iterator[Offer]:
    """Yield the offers at a URL that may lead to anything, by its anchor, its line, its file name and its context."""
    if patterns.SPLITS.search(plain):
        return
    file = patterns.NOT_WORDS.sub(" ", url.rpartition("/")[2].partition("?")[0])
    for depth, text in enumerate((anchor, plain, file, line.lead_in, *reversed(line.headings))):
        assets = _assets_named(text) or ([Asset.MODEL] if depth == 0 and patterns.ANY_MODEL.search(text) else [])
        if not assets or (depth > 2 and patterns.OTHERS_HEADING.search(text)):
            continue
        is_above = depth > 2
        if is_above and patterns.PREREQUISITE.search(plain) and not patterns.OWN.search(plain):
            return
        for asset in assets:
            if not _is_others(asset, f"{line.heading if is_above else text} {plain}", name):
                words = quote(f"{text}: {line.text}") if is_above else _quoted(line.text, anchor, url)
                yield Offer(asset, url, words)
        return
    text = f"{anchor} {plain}"
    is_handed_out = patterns.HANDS_OUT.search(text) is not None and patterns.PAPERS_OWN.search(text) is None
    if _is_data_readme(line) and is_handed_out and _has_name(text, name) and is_store(url):
        yield Offer(Asset.DATA, url, _quoted(line.text, anchor, url))


def _assets_named(text: str) -> list[Asset]:
    """Return the assets that a text names; weights for a data set are weights, code for reading data is code."""
    text = patterns.NO_DATA.sub("", patterns.PASSWORD.sub("", ADDRESS.sub("", text))).replace("_", " ")
    found = [asset for asset, words in patterns.WORDS.items() if words.search(text)]
    if not found and patterns.THE_MODEL.search(text):
        return [Asset.MODEL]
    if Asset.MODEL in found and Asset.DATA in found and not patterns.WITH_DATA.search(text):
        found.remove(Asset.DATA)
    if Asset.CODE in found and len(found) > 1 and patterns.CODE_OF.search(text):
        return [Asset.CODE]
    return found


def _is_others(asset: Asset, text: str, name: str) -> bool:
    text = text.replace("_", "-")
    if patterns.OWN.search(text) or (_names_itself(text, name) and not patterns.BASELINE.search(text)):
        return False
    if asset is Asset.MODEL:
        return (patterns.PREREQUISITE.search(text) or patterns.BASELINE.search(text)) is not None
    return asset is Asset.DATA and (OTHERS_DATA.search(text) or patterns.OTHERS_WORDS.search(text)) is not None
