"""Judge what a place contains: by its file tree first, and by its README only where the tree is inconclusive."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from linkscan.code_hosts import HostKind, find_host
from linkscan.content.file_kinds import SKELETON, FileKind, is_readme, kind_of, split_path
from linkscan.content.file_roles import LITTLE, Role, Survey, is_runner, names, survey
from linkscan.content.known_works import OTHERS_DATA
from linkscan.content.language import is_programming_language
from linkscan.content.offers import offer, unsorted
from linkscan.content.promises import is_promise
from linkscan.content.readme import assets_in, is_list, is_page, is_served, is_tool, promise, quote, read_lines
from linkscan.models import Asset, Content, File, Judgement
from linkscan.patterns import lazy_pattern

SCRAP = 40
"""Bytes in total below which data files are disregarded, even if there is nothing else."""

LARGE = 1_000_000
"""Bytes from which a file on a project page is data to download rather than content of the page."""

NOTHING_TOLD = Judgement(Content.UNKNOWN, "the file list is unknown")

FEW = 3
"""The number of helper scripts that a list of links or a project page may include."""

_RELEASES = (Asset.CODE, Asset.MODEL, Asset.DATA)

_LITTLE = (Role.CODE, Role.APP, Role.STUB, Role.SHELL, Role.MANUAL)
_CONTAINER = lazy_pattern(r"\b(docker|container|podman|singularity|apptainer|virtual machine)\w*", re.IGNORECASE)
_VIEWER = lazy_pattern(
    r"(^|/)[^/]*(demo|samples?|visuali[sz]\w*|view\w*|explor\w*|examples?|show\w*|browse\w*|tutorial|quick_?start|"
    r"load\w*|read\w*|preview|usage|plot\w*|stat(s|istics))[^/]*\.(ipynb|py|r|rmd|m)$",
    re.IGNORECASE,
)
"""Names of programs that only display a data set."""
_INCONCLUSIVE = (
    Role.CODE, Role.APP, Role.SHELL, Role.MANUAL, Role.STYLE, Role.CLOSED, Role.PACKED, Role.UNKNOWN, Role.BACKBONE,
    Role.DATA,
)  # fmt: skip
_ON_SERVICE = lazy_pattern(
    r"\b(on|at|in|from|via|through) (our |the )?(zenodo|figshare|osf|docker ?hub|ghcr|bitbucket|gitlab|codeberg|"
    r"code ocean|kaggle|google drive|onedrive|dropbox|pypi|cran|bioconductor|sourceforge|matlab file exchange|"
    r"hugging ?face)\b(?![^\n]*://)",
    re.IGNORECASE,
)
_DOCUMENT = lazy_pattern(
    r"\]\(\s*<?((?:https?://[^\s)>]{1,300}/(?:blob|tree|raw)/[^\s)>]{1,300}|https?://raw\.githubusercontent\.com/[^\s)>]{1,300}|"
    r"(?!https?:|#|mailto:)[^\s)>]{1,200}?(?:\.(?:md|rst|txt|json|csv|ya?ml|html?)|/))(?:#[^\s)>]*)?)[\s)>]",
    re.IGNORECASE,
)
"""A link to a document or a folder, by relative path or full URL."""
_LINKS = lazy_pattern(r"\b(links?|downloads?) (are|is|can be|may be)\b", re.IGNORECASE)
_ASSET_FOLDERS = {
    Asset.DATA: lazy_pattern(r"(^|[/_-])(data|data_?sets?|corpus|corpora|benchmarks?)([_-][^/]*)?/$", re.IGNORECASE),
    Asset.MODEL: lazy_pattern(
        r"(^|[/_-])(model_?zoo|(trained_|pretrained_)?models|weights|checkpoints?)([_-][^/]*)?/$", re.IGNORECASE
    ),
}
_AGREEMENT = lazy_pattern(
    r"agreement|\beula\b|(^|[/_-])(data|dataset|access|request)[_-]?(request|access|use)?[_-]?form", re.IGNORECASE
)
_AGREEMENT_LINE = lazy_pattern(
    r"\b(sign|fill|complete|proceed|submit|agree|accept)\w*\b[^.\n]{0,60}\b(agreement|eula|"
    r"(request|application|access|google) form|terms of use)\b|\b(password|access)\b[^.\n]{0,60}\b(agreement|eula)\b",
    re.IGNORECASE,
)
_ARTIFACT = lazy_pattern(r"\bartifacts?\b", re.IGNORECASE)
_DATA_NAME = lazy_pattern(
    r"(^|[-_.])(data|datasets?|corpus|corpora)([-_.](v?\d+|and|code|public|release|archive))*[-_.]?$"
)
"""Names of data repositories: `paper-data`, `lexicon-dataset-2025`, `data-and-code`."""
_SERVER_SIDE = (".php", ".rb")
_WEB_LANGUAGE = "JavaScript"
_DEMO = lazy_pattern(
    r"(^|/)[^/]*(demo|gradio|streamlit|playground|colab|webui)[^/]*$|(^|/)app\.(py|R|ipynb)$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Place:
    """What is known about a place besides its files."""

    readme: str
    notice: str | None
    is_page: bool
    is_served: bool
    name: str
    languages: Sequence[str]


def judge(
    files: tuple[File, ...] | None,
    readme: str | None,
    notice: str | None = None,
    name: str = "",
    languages: Sequence[str] | None = None,
) -> dict[Asset, Judgement]:
    """Return a judgement for each asset.

    `files` is None if the listing is unknown. A path that ends in `/` is an unopened folder; one that starts with
    `(release v1)/` or `(branch dev)/` is outside the default tree. `notice` is text that the place shows instead of
    code, `name` its URL. `languages`, reported by the host, are used if files are unopened or of unknown types.
    """
    if files is None:
        return dict.fromkeys(Asset, NOTHING_TOLD) | _placeholder_from_notice(notice)
    if not files:
        return dict.fromkeys(Asset, Judgement(Content.EMPTY, "no files"))
    seen, text = survey(files, readme or "", is_deposit=_is_deposit(name)), readme or ""
    place = _Place(text, notice, is_page(text, name), is_served(name), name, languages or ())
    code = _code(seen, place)
    fallback = _without_code(seen, place)
    data = _data(seen, place, has_code=code is not None)
    return {
        Asset.CODE: code or _offered(Asset.CODE, place) or fallback,
        Asset.MODEL: _present("weights", seen[Role.WEIGHTS]) or _by_readme(Asset.MODEL, seen, place, fallback),
        Asset.DATA: _present("data", data) or _by_readme(Asset.DATA, seen, place, fallback),
        Asset.DEMO: _demo(seen) or _by_readme(Asset.DEMO, seen, place, fallback),
        Asset.OTHER: code or _other(seen, text) or fallback,
    }


def _is_deposit(name: str) -> bool:
    """Return whether a URL is that of a deposit, in which images and recordings count as data."""
    site = name.partition("://")[2].partition("/")[0]
    host = find_host(site) if site else None
    return host is not None and host.kind is HostKind.DEPOSIT


def _data(seen: Survey, place: _Place, *, has_code: bool) -> tuple[File, ...]:
    """Return data files: only large ones on a page, no well-known ones beside code, also small ones without code."""
    if place.is_page:
        return tuple(file for file in seen[Role.DATA] if (file.size or 0) >= LARGE)
    if has_code:
        own = place.name.rstrip("/").lower().rpartition("/")[2]
        held = (*seen[Role.DATA], *(_tables(seen) if _DATA_NAME.search(own) else ()))
        return tuple(file for file in held if not _is_well_known(file.path, own.replace("-", "")))
    small = seen[Role.SMALL]
    is_some = any(file.size is None for file in small) or sum(file.size or 0 for file in small) >= SCRAP
    return seen[Role.DATA] or (small if is_some else ()) or tuple(_long_texts(seen, place.name))


def _tables(seen: Survey) -> Iterator[File]:
    """Yield the small data files of at least 2,000 bytes; they count in a repository named after data."""
    large = (file for file in seen[Role.SMALL] if file.size is None or file.size >= LITTLE)
    yield from (file for file in large if kind_of(file.path) is FileKind.DATA)


def _long_texts(seen: Survey, name: str) -> Iterator[File]:
    """Yield the plain texts of at least 2,000 bytes, if the repository is named after data."""
    if _DATA_NAME.search(name.rstrip("/").lower().rpartition("/")[2]):
        large = (file for file in seen[Role.DOCUMENT] if file.size is None or file.size >= LITTLE)
        yield from (file for file in large if file.path.endswith(".txt"))


def _is_well_known(path: str, own: str) -> bool:
    """Return whether a path names a well-known data set other than the one that the repository is named after."""
    named = (found[0].lower().replace("-", "") for found in OTHERS_DATA.finditer(path.replace("_", "-")))
    return any(name not in own for name in named)


def overall(holdings: Mapping[Asset, Judgement]) -> Judgement:
    """Return the overall judgement of a place: present if it has code, models or data, else that of its code.

    A document, a page or a list is not a release.
    """
    for asset in _RELEASES:
        judgement = holdings.get(asset)
        if judgement is not None and judgement.content is Content.PRESENT:
            return judgement
    return holdings.get(Asset.CODE, NOTHING_TOLD)


def _placeholder_from_notice(notice: str | None) -> dict[Asset, Judgement]:
    return {Asset.CODE: Judgement(Content.PLACEHOLDER, f'says "{quote(notice)}"')} if notice else {}


def _present(what: str, files: tuple[File, ...]) -> Judgement | None:
    return Judgement(Content.PRESENT, f"{what}: {names(files)}") if files else None


def _code(seen: Survey, place: _Place) -> Judgement | None:
    """Return that code is present, unless it is a skeleton or supports a list, page or data set; else an archive."""
    code = (*seen[Role.CODE], *seen[Role.APP])
    if code:
        code = (*code, *seen[Role.SHELL])
    elif not seen.pages:
        code = _unusual_code(seen, place)
    if not code or _is_skeleton(seen, place) or _is_support_code(seen, place) or _shows_samples(seen, place):
        return _present("an archive", seen[Role.PACKED])
    return _present("code", code)


def _unusual_code(seen: Survey, place: _Place) -> tuple[File, ...]:
    """Return what counts as code if there is none: shell programs, programs in manuals, LaTeX styles, containers."""
    if not all(is_runner(file.path) for file in seen[Role.SHELL]):
        return seen[Role.SHELL]
    if seen[Role.MANUAL] or seen[Role.STYLE]:
        return seen[Role.MANUAL] or seen[Role.STYLE]
    is_the_work = _CONTAINER.search(place.readme) is not None and promise(place.readme, Asset.CODE) is None
    return seen[Role.CONTAINER] if is_the_work else ()


def _is_support_code(seen: Survey, place: _Place) -> bool:
    """Return whether the code only supports a list of links or a project page."""
    served = tuple(file for file in seen[Role.APP] if file.path.endswith(_SERVER_SIDE))
    code, app = (*seen[Role.CODE], *served), len(seen[Role.APP]) - len(served)
    own = [file for file in code if not is_tool(file.path)]
    has_page = place.is_served or bool(seen.pages) or app > 0 or len(own) < len(code)
    is_page = place.is_page and has_page  # a name like a page's is not enough
    return (is_page and len(own) <= max(FEW, app)) or (is_list(place.readme) and len(code) + app <= FEW)


def _shows_samples(seen: Survey, place: _Place) -> bool:
    """Return whether the only code is a notebook or script that displays a data set."""
    code = seen[Role.CODE]
    if not code or len(code) > 1 or seen[Role.APP] or not _VIEWER.search(code[0].path):
        return False
    if seen[Role.WEIGHTS] or offer(place.readme, Asset.MODEL, place.name) is not None:
        return False
    is_offered = offer(place.readme, Asset.DATA, place.name) is not None
    return bool(seen[Role.DATA]) or is_offered or unsorted(place.readme, place.name) is not None


def _is_skeleton(seen: Survey, place: _Place) -> bool:
    """Return whether the code is only a stand-in: at most 600 bytes, with a promise in it or in the README."""
    sizes = [file.size for role in _LITTLE for file in seen[role]]
    if any(size is None for size in sizes) or sum(size or 0 for size in sizes) > SKELETON:
        return False
    says_so = place.notice is not None and is_promise(place.notice)
    return says_so or promise(place.readme, Asset.CODE) is not None


def _without_code(seen: Survey, place: _Place) -> Judgement:
    """Return the judgement of a tree without code: by the first rule that applies, quoting a promise of code."""
    ruled = (rule(seen, place) for rule in _RULES)
    judgement = next((found for found in ruled if found), Judgement(Content.PLACEHOLDER, _leftovers(seen)))
    line = promise(place.readme, Asset.CODE) or (quote(place.notice) if place.notice else None)
    if line is None or judgement.content is not Content.PLACEHOLDER:
        return judgement
    return replace(judgement, reason=f'{judgement.reason}; it says "{line}"')


def _leftovers(seen: Survey) -> str:
    """Return a description of what there is instead of code."""
    for what, role in (
        ("weights only", Role.WEIGHTS),
        ("data only", Role.DATA),
        ("data only", Role.SMALL),
        ("documents only", Role.DOCUMENT),
    ):
        if seen[role]:
            return f"{what}: {names(seen[role])}"
    return "files of a project page only" if seen.pages else f"no code, only {names(seen[Role.REST])}"


def _list(_: Survey, place: _Place) -> Judgement | None:
    return Judgement(Content.PLACEHOLDER, "a list of links, no code") if is_list(place.readme) else None


def _page(_: Survey, place: _Place) -> Judgement | None:
    return Judgement(Content.PLACEHOLDER, "the project page, no code") if place.is_page else None


def _other_repositories(seen: Survey, _: _Place) -> Judgement | None:
    named = seen[Role.ELSEWHERE]
    return Judgement(Content.UNKNOWN, f"code may be in other repositories: {names(named)}") if named else None


def _named_service(_: Survey, place: _Place) -> Judgement | None:
    """Return `unknown` if the README names a service that hosts the code without giving a URL."""
    if promise(place.readme, Asset.CODE) is not None:
        return None
    lines = (line.text for line in read_lines(place.readme) if _ON_SERVICE.search(line.text))
    line = next((text for text in lines if Asset.CODE in assets_in(text) or _ARTIFACT.search(text)), None)
    return Judgement(Content.UNKNOWN, f'its README says "{quote(line)}", without an address') if line else None


def _unspecified(_: Survey, place: _Place) -> Judgement | None:
    """Return `unknown` if the README links to a store without saying what is there."""
    line = None if promise(place.readme, Asset.CODE) else unsorted(place.readme, place.name)
    return (
        Judgement(Content.UNKNOWN, f'its README names a place without saying what is there: "{line}"') if line else None
    )


def _samples(seen: Survey, place: _Place) -> Judgement | None:
    shows = _shows_samples(seen, place)
    return Judgement(Content.PLACEHOLDER, f"only shows the data: {names(seen[Role.CODE])}") if shows else None


def _launchers(seen: Survey, place: _Place) -> Judgement | None:
    shells = seen[Role.SHELL]
    missing = shells and not (seen[Role.CODE] or seen[Role.APP] or seen[Role.CLOSED])
    if missing and _CONTAINER.search(place.readme) and promise(place.readme, Asset.CODE) is None:
        return Judgement(Content.UNKNOWN, f"launches a program that may be in a container: {names(shells)}")
    return Judgement(Content.PLACEHOLDER, f"launches a program that is missing: {names(shells)}") if missing else None


def _skeleton(seen: Survey, _: _Place) -> Judgement | None:
    little = tuple(file for role in _LITTLE for file in seen[role])
    return Judgement(Content.PLACEHOLDER, f"a skeleton: almost no code in {names(little)}") if little else None


def _host_language(seen: Survey, place: _Place) -> Judgement | None:
    """Trust the languages that the host reports, if some files are unopened or of unknown types."""
    language = next((name for name in place.languages if name != _WEB_LANGUAGE and is_programming_language(name)), None)
    if language is None or not (seen[Role.CLOSED] or seen[Role.UNKNOWN]):
        return None
    return Judgement(Content.PRESENT, f"code in {language}, according to its host")


def _unknown_types(seen: Survey, _: _Place) -> Judgement | None:
    files = seen[Role.UNKNOWN]
    return Judgement(Content.UNKNOWN, f"files of an unknown type: {names(files)}") if files else None


def _binaries(seen: Survey, _: _Place) -> Judgement | None:
    built = seen[Role.PROGRAM]
    return Judgement(Content.PLACEHOLDER, f"programs without source: {names(built)}") if built else None


def _unopened(seen: Survey, _: _Place) -> Judgement | None:
    folders = seen[Role.CLOSED]
    return Judgement(Content.UNKNOWN, f"no code found; not opened: {names(folders)}") if folders else None


def _vendored(seen: Survey, _: _Place) -> Judgement | None:
    others = () if seen.pages else seen[Role.VENDORED]
    return Judgement(Content.PLACEHOLDER, f"only third-party code: {names(others)}") if others else None


_RULES: tuple[Callable[[Survey, _Place], Judgement | None], ...] = (
    _host_language,
    _list,
    _page,
    _other_repositories,
    _named_service,
    _unspecified,
    _samples,
    _launchers,
    _skeleton,
    _unopened,
    _unknown_types,
    _binaries,
    _vendored,
)


def _by_readme(asset: Asset, seen: Survey, place: _Place, fallback: Judgement) -> Judgement:
    """Judge an asset that the tree does not contain by what the README says about it."""
    offered = _offered(asset, place)
    if offered:
        return offered
    line = promise(place.readme, asset)
    if line and not (asset is Asset.DATA and _agreement(seen)):
        return Judgement(Content.PLACEHOLDER, f'its README says "{line}"')
    if doubt := _in_own_document(asset, place) or _in_folder_readmes(asset, seen) or _by_agreement(asset, seen, place):
        return Judgement(Content.UNKNOWN, doubt)
    if any(seen[role] for role in _INCONCLUSIVE):
        return Judgement(Content.UNKNOWN, f"no {asset} among the files, and the README links to none")
    return fallback


def _in_own_document(asset: Asset, place: _Place) -> str | None:
    """Return a reason if the README refers to another document for an asset: "models: see MODEL_ZOO.md"."""
    lines = (line for line in read_lines(place.readme) if _DOCUMENT.search(line.text))
    for line in lines:
        named = assets_in(line.text) or assets_in(line.heading)
        if (asset in named or (not named and _LINKS.search(line.text))) and _names_own_document(line.text, place.name):
            return f'its README refers to another document: "{quote(line.text)}"'
    return None


def _names_own_document(text: str, name: str) -> bool:
    """Return whether a line links to a document or folder of the same repository."""
    place = name.rstrip("/").lower().partition("://")[2].partition("/")[2]
    return any("://" not in url or (place and f"/{place}/" in url.lower()) for url in _DOCUMENT.findall(text))


def _in_folder_readmes(asset: Asset, seen: Survey) -> str | None:
    """Return a reason if folders named after an asset have READMEs, which were not read and may say where it is."""
    named = _ASSET_FOLDERS.get(asset)
    if named is None:
        return None
    found = tuple(file for file in seen[Role.REST] if is_readme(file.path) and named.search(split_path(file.path)[0]))
    return f"described in documents that were not read: {names(found)}" if found else None


def _agreement(seen: Survey) -> File | None:
    return next((file for file in seen[Role.DOCUMENT] if _AGREEMENT.search(file.path)), None)


def _by_agreement(asset: Asset, seen: Survey, place: _Place) -> str | None:
    """Return a reason if data are available on signing an agreement."""
    if asset is not Asset.DATA:
        return None
    file = _agreement(seen)
    line = next((line.text for line in read_lines(place.readme) if _AGREEMENT_LINE.search(line.text)), None)
    told = file.path if file else quote(line or "")
    return f"access requires an agreement: {told}" if file or line else None


def _offered(asset: Asset, place: _Place) -> Judgement | None:
    """Return that an asset is present if the README links to a place that offers it."""
    found = offer(place.readme, asset, place.name)
    return Judgement(Content.PRESENT, f'its README names a place: "{found.quote}"', found.url) if found else None


def _demo(seen: Survey) -> Judgement | None:
    demos = tuple(file for file in seen[Role.CODE] if _DEMO.search(file.path))
    return _present("a demo", demos) or _present("a page", seen.pages)


def _other(seen: Survey, readme: str) -> Judgement | None:
    if is_list(readme):
        return Judgement(Content.PRESENT, "a list of links")
    return _present("files", seen[Role.WEIGHTS] or seen[Role.DATA] or seen[Role.SMALL] or seen[Role.DOCUMENT])
