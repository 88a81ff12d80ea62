"""Judge what a place holds: the file tree first, the README only where the tree leaves a question open."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from linkscan.content.file_kinds import SKELETON
from linkscan.content.file_roles import Role, Survey, names, survey
from linkscan.content.phrases import is_promise
from linkscan.content.readme import elsewhere, is_list, is_page, is_served, is_tool, promise, quote
from linkscan.models import Asset, Content, File, Judgement

NOTHING_TOLD = Judgement(Content.UNKNOWN, "the file list was not told")

FEW = 3
"""Helper scripts that a list of links may have and still be a list."""

_ORDER = (Asset.CODE, Asset.MODEL, Asset.DATA, Asset.DEMO, Asset.OTHER)

_DEMO = re.compile(
    r"(^|/)[^/]*(demo|gradio|streamlit|playground|colab|webui)[^/]*$|(^|/)app\.(py|R|ipynb)$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Words:
    """What a place says of itself."""

    readme: str
    notice: str | None
    is_page: bool
    is_served: bool


def judge(
    files: tuple[File, ...] | None, readme: str | None, notice: str | None = None, name: str = ""
) -> dict[Asset, Judgement]:
    """Judge each asset by the files of a place, its README, a line it shows instead of code, and its name.

    `files` None means that the listing was not told. A path that ends in `/` is a folder nobody opened; one
    that begins with `(release v1)/` or `(branch dev)/` lies beside the default tree.
    """
    if files is None:
        return dict.fromkeys(Asset, NOTHING_TOLD) | _noticed(notice)
    if not files:
        return dict.fromkeys(Asset, Judgement(Content.EMPTY, "no files"))
    seen, text = survey(files), readme or ""
    words = _Words(text, notice, is_page(text, name), is_served(name))
    bare = _bare(seen, words)
    code = _code(seen, words)
    data = seen[Role.DATA] or (() if code else seen[Role.SMALL])
    return {
        Asset.CODE: code or bare,
        Asset.MODEL: _held("weights", seen[Role.WEIGHTS]) or _by_words(Asset.MODEL, seen, text, bare),
        Asset.DATA: _held("data", data) or _by_words(Asset.DATA, seen, text, bare),
        Asset.DEMO: _demo(seen) or _by_words(Asset.DEMO, seen, text, bare),
        Asset.OTHER: code or _other(seen, text) or bare,
    }


def overall(holdings: Mapping[Asset, Judgement]) -> Judgement:
    """Sum up a place: present if it holds any artefact, else what is to be said of its code."""
    held = (holdings[asset] for asset in _ORDER if asset in holdings)
    present = (judgement for judgement in held if judgement.content is Content.PRESENT)
    return next(present, holdings.get(Asset.CODE, NOTHING_TOLD))


def _noticed(notice: str | None) -> dict[Asset, Judgement]:
    return {Asset.CODE: Judgement(Content.PLACEHOLDER, f'says "{quote(notice)}"')} if notice else {}


def _held(what: str, files: tuple[File, ...]) -> Judgement | None:
    return Judgement(Content.PRESENT, f"{what}: {names(files)}") if files else None


def _code(seen: Survey, words: _Words) -> Judgement | None:
    """Find code: files that are no skeleton, nor the machinery of a list or a page; else an archive."""
    code = (*seen[Role.CODE], *seen[Role.APP])
    if not code or _is_skeleton(seen, words) or _is_machinery(seen, words):
        return _held("an archive", seen[Role.PACKED])
    return _held("code", code)


def _is_machinery(seen: Survey, words: _Words) -> bool:
    """Tell helpers of a list of links, and a page that was programmed, from the code of a paper."""
    code, app = seen[Role.CODE], len(seen[Role.APP])
    own = [file for file in code if not is_tool(file.path)]
    shows_page = words.is_served or bool(seen.pages) or app > 0 or len(own) < len(code)  # a name alone shows none
    is_page = words.is_page and shows_page
    return (is_page and len(own) <= max(FEW, app)) or (is_list(words.readme) and len(code) + app <= FEW)


def _is_skeleton(seen: Survey, words: _Words) -> bool:
    """Tell code that only keeps a place: next to nothing of it, and a promise in it or beside it."""
    sizes = [file.size for role in (Role.CODE, Role.APP, Role.STUB) for file in seen[role]]
    if any(size is None for size in sizes) or sum(size or 0 for size in sizes) > SKELETON:
        return False
    says_so = words.notice is not None and is_promise(words.notice)
    return says_so or promise(words.readme, Asset.CODE) is not None


def _bare(seen: Survey, words: _Words) -> Judgement:
    """Say what a tree without code is: the first rule that applies, and the line that promises."""
    ruled = (rule(seen, words) for rule in _RULES)
    judgement = next((found for found in ruled if found), Judgement(Content.PLACEHOLDER, _remains(seen)))
    line = promise(words.readme, Asset.CODE) or (quote(words.notice) if words.notice else None)
    if line is None or judgement.content is not Content.PLACEHOLDER:
        return judgement
    return replace(judgement, reason=f'{judgement.reason}; it says "{line}"')


def _remains(seen: Survey) -> str:
    """Name what there is instead of code."""
    for what, role in (
        ("weights only", Role.WEIGHTS),
        ("data only", Role.DATA),
        ("data only", Role.SMALL),
        ("documents only", Role.DOCUMENT),
    ):
        if seen[role]:
            return f"{what}: {names(seen[role])}"
    return "files of a project page only" if seen.pages else f"no code, only {names(seen[Role.REST])}"


def _list(_: Survey, words: _Words) -> Judgement | None:
    return Judgement(Content.PLACEHOLDER, "a list of links, no code") if is_list(words.readme) else None


def _page(_: Survey, words: _Words) -> Judgement | None:
    return Judgement(Content.PLACEHOLDER, "the project page, no code") if words.is_page else None


def _elsewhere(seen: Survey, _: _Words) -> Judgement | None:
    named = seen[Role.ELSEWHERE]
    return Judgement(Content.UNKNOWN, f"code may be in other repositories: {names(named)}") if named else None


def _skeleton(seen: Survey, _: _Words) -> Judgement | None:
    little = (*seen[Role.CODE], *seen[Role.APP], *seen[Role.STUB])
    return Judgement(Content.PLACEHOLDER, f"a skeleton, next to nothing in {names(little)}") if little else None


def _programs(seen: Survey, _: _Words) -> Judgement | None:
    built = seen[Role.PROGRAM]
    return Judgement(Content.UNKNOWN, f"programs without source: {names(built)}") if built else None


def _closed(seen: Survey, _: _Words) -> Judgement | None:
    folders = seen[Role.CLOSED]
    return Judgement(Content.UNKNOWN, f"no code seen; not opened: {names(folders)}") if folders else None


def _vendored(seen: Survey, _: _Words) -> Judgement | None:
    others = () if seen.pages else seen[Role.VENDORED]
    return Judgement(Content.PLACEHOLDER, f"only code of others: {names(others)}") if others else None


_RULES: tuple[Callable[[Survey, _Words], Judgement | None], ...] = (
    _list,
    _page,
    _elsewhere,
    _skeleton,
    _programs,
    _closed,
    _vendored,
)


def _by_words(asset: Asset, seen: Survey, readme: str, bare: Judgement) -> Judgement:
    """Judge what the tree does not hold by what the README says of it."""
    line = elsewhere(readme, asset)
    if line:
        return Judgement(Content.PRESENT, f'its README names a place: "{line}"')
    line = promise(readme, asset)
    if line:
        return Judgement(Content.PLACEHOLDER, f'its README says "{line}"')
    if any(seen[role] for role in (Role.CODE, Role.APP, Role.CLOSED, Role.PACKED)):
        return Judgement(Content.UNKNOWN, f"no {asset} among the files, and the README names no place for it")
    return bare


def _demo(seen: Survey) -> Judgement | None:
    demos = tuple(file for file in seen[Role.CODE] if _DEMO.search(file.path))
    return _held("a demo", demos) or _held("a page", seen.pages)


def _other(seen: Survey, readme: str) -> Judgement | None:
    if is_list(readme):
        return Judgement(Content.PRESENT, "a list of links")
    return _held("files", seen[Role.WEIGHTS] or seen[Role.DATA] or seen[Role.SMALL] or seen[Role.DOCUMENT])
