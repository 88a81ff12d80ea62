"""Judge what a place holds: the file tree first, the README's words only where the tree leaves a question open."""

from collections.abc import Callable, Mapping

from linkscan.content.readme import elsewhere, is_list, promise, quote
from linkscan.content.trees import Survey, names, survey
from linkscan.models import Asset, Content, File, Judgement

__all__ = ["judge", "overall"]

_NOTHING_TOLD = Judgement(Content.UNKNOWN, "the file list was not told")
_ORDER = (Asset.CODE, Asset.MODEL, Asset.DATA, Asset.DEMO, Asset.OTHER)


def judge(
    files: tuple[File, ...] | None, readme: str | None, notice: str | None = None
) -> dict[Asset, Judgement]:
    """Judge each asset by the files of a place, its README, and a line it shows instead of code.

    `files` None means that the listing was not told. A path that ends in `/` is a folder nobody opened; one that
    begins with `(release ...)/` or `(branch ...)/` lies beside the default tree.
    """
    if files is None:
        return dict.fromkeys(Asset, _NOTHING_TOLD) | _noticed(notice)
    if not files:
        return dict.fromkeys(Asset, Judgement(Content.EMPTY, "no files"))
    seen, text = survey(files), readme or ""
    bare = _bare(seen, text, notice)
    return {
        Asset.CODE: _code(seen) or bare,
        Asset.MODEL: _held("weights", seen.weights) or _by_words(Asset.MODEL, seen, text, bare),
        Asset.DATA: _held("data", seen.data) or _by_words(Asset.DATA, seen, text, bare),
        Asset.DEMO: _demo(seen) or _by_words(Asset.DEMO, seen, text, bare),
        Asset.OTHER: _other(seen, text) or bare,
    }


def overall(holdings: Mapping[Asset, Judgement]) -> Judgement:
    """Sum up a place: present if it holds any artefact, else what is to be said of its code."""
    present = (
        holdings[asset]
        for asset in _ORDER
        if asset in holdings and holdings[asset].content is Content.PRESENT
    )
    return next(present, holdings.get(Asset.CODE, _NOTHING_TOLD))


def _noticed(notice: str | None) -> dict[Asset, Judgement]:
    return {Asset.CODE: Judgement(Content.PLACEHOLDER, f'says "{quote(notice)}"')} if notice else {}


def _code(seen: Survey) -> Judgement | None:
    """Find code: files, else an archive that is called code."""
    return _held("code", seen.code) or _held("an archive of code", seen.code_archives)


def _held(what: str, files: tuple[File, ...]) -> Judgement | None:
    return Judgement(Content.PRESENT, f"{what}: {names(files)}") if files else None


def _bare(seen: Survey, readme: str, notice: str | None) -> Judgement:
    """Say why there is no code in a tree without any: the first rule that applies."""
    for rule in _RULES:
        judgement = rule(seen, readme)
        if judgement is not None:
            return judgement
    line = promise(readme, Asset.CODE) or (quote(notice) if notice else None)
    what = _remains(seen)
    return Judgement(Content.PLACEHOLDER, f'{what}; it says "{line}"' if line else what)


def _remains(seen: Survey) -> str:
    """Name what there is instead of code."""
    if seen.is_page:
        return "files of a project page only"
    for what, files in (
        ("weights only", seen.weights),
        ("data only", seen.data),
        ("documents only", seen.documents),
    ):
        if files and not _only_readme(seen):
            return f"{what}: {names(files)}"
    return (
        f"README, licence, pictures only: {names(seen.files)}"
        if len(seen.files) > 1
        else f"only {names(seen.files)}"
    )


def _only_readme(seen: Survey) -> bool:
    return not (seen.weights or seen.data) and len(seen.documents) == 0


def _skeleton(seen: Survey, _: str) -> Judgement | None:
    if not seen.stubs:
        return None
    return Judgement(Content.PLACEHOLDER, f"a skeleton: next to nothing in {names(seen.stubs)}")


def _submodules(seen: Survey, _: str) -> Judgement | None:
    if not seen.submodules:
        return None
    return Judgement(Content.UNKNOWN, f"code may be in submodules: {names(seen.submodules)}")


def _archives(seen: Survey, _: str) -> Judgement | None:
    unnamed = tuple(file for file in seen.archives if file not in seen.data)
    return Judgement(Content.UNKNOWN, f"an archive may hold code: {names(unnamed)}") if unnamed else None


def _programs(seen: Survey, _: str) -> Judgement | None:
    return (
        Judgement(Content.UNKNOWN, f"programs without source: {names(seen.programs)}")
        if seen.programs
        else None
    )


def _closed(seen: Survey, _: str) -> Judgement | None:
    return (
        Judgement(Content.UNKNOWN, f"no code seen; not opened: {names(seen.closed)}") if seen.closed else None
    )


def _list(_: Survey, readme: str) -> Judgement | None:
    return Judgement(Content.PLACEHOLDER, "a list of links, no code") if is_list(readme) else None


def _vendored(seen: Survey, _: str) -> Judgement | None:
    if not seen.vendored or seen.is_page:
        return None
    return Judgement(Content.PLACEHOLDER, f"only code of others: {names(seen.vendored)}")


_RULES: tuple[Callable[[Survey, str], Judgement | None], ...] = (
    _submodules,
    _skeleton,
    _archives,
    _programs,
    _closed,
    _list,
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
    if seen.code or seen.closed or seen.archives:
        return Judgement(Content.UNKNOWN, f"no {asset} among the files, and the README names no place for it")
    return bare


def _demo(seen: Survey) -> Judgement | None:
    if seen.demos:
        return _held("a demo", seen.demos)
    return Judgement(Content.PRESENT, "a page: index.html") if seen.is_page else None


def _other(seen: Survey, readme: str) -> Judgement | None:
    held = _held("files", seen.code or seen.code_archives or seen.weights or seen.data or seen.archives)
    if held is None and is_list(readme):
        return Judgement(Content.PRESENT, "a list of links")
    return held
