"""Judge what a place holds: the file tree first, the README only where the tree leaves a question open."""

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
"""Bytes below which files of data hold nothing, even where there is nothing else."""

LARGE = 1_000_000
"""Bytes from which a file beside a page is data to take away, and not what the page draws."""

NOTHING_TOLD = Judgement(Content.UNKNOWN, "the file list was not told")

FEW = 3
"""Helper scripts that a list of links may have and still be a list."""

_RELEASES = (Asset.CODE, Asset.MODEL, Asset.DATA)

_LITTLE = (Role.CODE, Role.APP, Role.STUB, Role.SHELL, Role.MANUAL)
_CONTAINER = lazy_pattern(r"\b(docker|container|podman|singularity|apptainer|virtual machine)\w*", re.IGNORECASE)
_SHOWS = lazy_pattern(
    r"(^|/)[^/]*(demo|samples?|visuali[sz]\w*|view\w*|explor\w*|examples?|show\w*|browse\w*|tutorial|quick_?start|"
    r"load\w*|"
    r"read\w*|preview|usage|plot\w*|stat(s|istics))[^/]*\.(ipynb|py|r|rmd|m)$",
    re.IGNORECASE,
)
"""Files that show what a data set holds."""
_LEAVES_OPEN = (
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
"""A link to a document or a folder, relative or by its whole address."""
_LINKS = lazy_pattern(r"\b(links?|downloads?) (are|is|can be|may be)\b", re.IGNORECASE)
_FOLDERS_OF = {
    Asset.DATA: lazy_pattern(r"(^|[/_-])(data|data_?sets?|corpus|corpora|benchmarks?)([_-][^/]*)?/$", re.IGNORECASE),
    Asset.MODEL: lazy_pattern(
        r"(^|[/_-])(model_?zoo|(trained_|pretrained_)?models|weights|checkpoints?)([_-][^/]*)?/$", re.IGNORECASE
    ),
}
_AGREEMENT = lazy_pattern(
    r"agreement|\beula\b|(^|[/_-])(data|dataset|access|request)[_-]?(request|access|use)?[_-]?form", re.IGNORECASE
)
_AGREED = lazy_pattern(
    r"\b(sign|fill|complete|proceed|submit|agree|accept)\w*\b[^.\n]{0,60}\b(agreement|eula|"
    r"(request|application|access|google) form|terms of use)\b|\b(password|access)\b[^.\n]{0,60}\b(agreement|eula)\b",
    re.IGNORECASE,
)
_ARTIFACT = lazy_pattern(r"\bartifacts?\b", re.IGNORECASE)
_DATA_NAME = lazy_pattern(
    r"(^|[-_.])(data|datasets?|corpus|corpora)([-_.](v?\d+|and|code|public|release|archive))*[-_.]?$"
)
"""How repositories of data are called: `paper-data`, `lexicon-dataset-2025`, `data-and-code`."""
_SERVER_SIDE = (".php", ".rb")
_OF_PAGES = "JavaScript"
_DEMO = lazy_pattern(
    r"(^|/)[^/]*(demo|gradio|streamlit|playground|colab|webui)[^/]*$|(^|/)app\.(py|R|ipynb)$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Words:
    """What a place says of itself."""

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
    """Return what a place holds of each asset: by its files, its README, a line it shows instead of code, its address.

    `languages` are those that the host counts in it, and speak where files were not seen or not understood.
    `files` None means that the listing was not told. A path that ends in `/` is a folder nobody opened; one
    that begins with `(release v1)/` or `(branch dev)/` lies beside the default tree.
    """
    if files is None:
        return dict.fromkeys(Asset, NOTHING_TOLD) | _noticed(notice)
    if not files:
        return dict.fromkeys(Asset, Judgement(Content.EMPTY, "no files"))
    seen, text = survey(files, readme or "", is_deposit=_is_deposit(name)), readme or ""
    words = _Words(text, notice, is_page(text, name), is_served(name), name, languages or ())
    code = _code(seen, words)
    bare = _bare(seen, words)
    data = _data(seen, words, has_code=code is not None)
    return {
        Asset.CODE: code or _offered(Asset.CODE, words) or bare,
        Asset.MODEL: _held("weights", seen[Role.WEIGHTS]) or _by_words(Asset.MODEL, seen, words, bare),
        Asset.DATA: _held("data", data) or _by_words(Asset.DATA, seen, words, bare),
        Asset.DEMO: _demo(seen) or _by_words(Asset.DEMO, seen, words, bare),
        Asset.OTHER: code or _other(seen, text) or bare,
    }


def _is_deposit(name: str) -> bool:
    """Return whether its address makes it a deposit: pictures and recordings in it are what was deposited."""
    site = name.partition("://")[2].partition("/")[0]
    host = find_host(site) if site else None
    return host is not None and host.kind is HostKind.DEPOSIT


def _data(seen: Survey, words: _Words, *, has_code: bool) -> tuple[File, ...]:
    """Find data: what a page shows is none, nor copies of what others published; where there is no code, small data."""
    if words.is_page:
        return tuple(file for file in seen[Role.DATA] if (file.size or 0) >= LARGE)
    if has_code:
        own = words.name.rstrip("/").lower().rpartition("/")[2]
        held = (*seen[Role.DATA], *(_tables(seen) if _DATA_NAME.search(own) else ()))
        return tuple(file for file in held if not _is_of_others(file.path, own.replace("-", "")))
    small = seen[Role.SMALL]
    is_some = any(file.size is None for file in small) or sum(file.size or 0 for file in small) >= SCRAP
    return seen[Role.DATA] or (small if is_some else ()) or tuple(_texts(seen, words.name))


def _tables(seen: Survey) -> Iterator[File]:
    """Yield the files of data, large enough, that a repository holds which is called after data."""
    large = (file for file in seen[Role.SMALL] if file.size is None or file.size >= LITTLE)
    yield from (file for file in large if kind_of(file.path) is FileKind.DATA)


def _texts(seen: Survey, name: str) -> Iterator[File]:
    """Yield the plain texts, long enough, of a repository that is called after data and has nothing else."""
    if _DATA_NAME.search(name.rstrip("/").lower().rpartition("/")[2]):
        large = (file for file in seen[Role.DOCUMENT] if file.size is None or file.size >= LITTLE)
        yield from (file for file in large if file.path.endswith(".txt"))


def _is_of_others(path: str, own: str) -> bool:
    """Return whether a path names a data set that others published; what a repository is called after is its own."""
    named = (found[0].lower().replace("-", "") for found in OTHERS_DATA.finditer(path.replace("_", "-")))
    return any(name not in own for name in named)


def overall(holdings: Mapping[Asset, Judgement]) -> Judgement:
    """Return the sum of a place: present if it holds code, models or data, else what is to be said of its code.

    A document, a page or a list is no release.
    """
    held = (holdings[asset] for asset in _RELEASES if asset in holdings)
    present = (judgement for judgement in held if judgement.content is Content.PRESENT)
    return next(present, holdings.get(Asset.CODE, NOTHING_TOLD))


def _noticed(notice: str | None) -> dict[Asset, Judgement]:
    return {Asset.CODE: Judgement(Content.PLACEHOLDER, f'says "{quote(notice)}"')} if notice else {}


def _held(what: str, files: tuple[File, ...]) -> Judgement | None:
    return Judgement(Content.PRESENT, f"{what}: {names(files)}") if files else None


def _code(seen: Survey, words: _Words) -> Judgement | None:
    """Find code: files that are no skeleton, nor helpers of a list, a page or a data set; else an archive."""
    code = (*seen[Role.CODE], *seen[Role.APP])
    if code:
        code = (*code, *seen[Role.SHELL])
    elif not seen.pages:
        code = _unusual_code(seen, words)
    if not code or _is_skeleton(seen, words) or _is_machinery(seen, words) or _shows_samples(seen, words):
        return _held("an archive", seen[Role.PACKED])
    return _held("code", code)


def _unusual_code(seen: Survey, words: _Words) -> tuple[File, ...]:
    """Find what is code only where there is no other: shell programs, programs among documents, styles, containers."""
    if not all(is_runner(file.path) for file in seen[Role.SHELL]):
        return seen[Role.SHELL]
    if seen[Role.MANUAL] or seen[Role.STYLE]:
        return seen[Role.MANUAL] or seen[Role.STYLE]
    is_the_work = _CONTAINER.search(words.readme) is not None and promise(words.readme, Asset.CODE) is None
    return seen[Role.CONTAINER] if is_the_work else ()


def _is_machinery(seen: Survey, words: _Words) -> bool:
    """Return whether files are helpers of a list of links or a programmed page, unlike the code of a paper."""
    served = tuple(file for file in seen[Role.APP] if file.path.endswith(_SERVER_SIDE))
    code, app = (*seen[Role.CODE], *served), len(seen[Role.APP]) - len(served)
    own = [file for file in code if not is_tool(file.path)]
    shows_page = words.is_served or bool(seen.pages) or app > 0 or len(own) < len(code)  # a name alone shows none
    is_page = words.is_page and shows_page
    return (is_page and len(own) <= max(FEW, app)) or (is_list(words.readme) and len(code) + app <= FEW)


def _shows_samples(seen: Survey, words: _Words) -> bool:
    """Return whether it is a notebook or script that shows a data set, unlike the code of a paper."""
    code = seen[Role.CODE]
    if not code or len(code) > 1 or seen[Role.APP] or not _SHOWS.search(code[0].path):
        return False
    if seen[Role.WEIGHTS] or offer(words.readme, Asset.MODEL, words.name) is not None:
        return False
    is_offered = offer(words.readme, Asset.DATA, words.name) is not None
    return bool(seen[Role.DATA]) or is_offered or unsorted(words.readme, words.name) is not None


def _is_skeleton(seen: Survey, words: _Words) -> bool:
    """Return whether it is code that only keeps a place: next to nothing of it, and a promise in it or beside it."""
    sizes = [file.size for role in _LITTLE for file in seen[role]]
    if any(size is None for size in sizes) or sum(size or 0 for size in sizes) > SKELETON:
        return False
    says_so = words.notice is not None and is_promise(words.notice)
    return says_so or promise(words.readme, Asset.CODE) is not None


def _bare(seen: Survey, words: _Words) -> Judgement:
    """Return what a tree without code is: the first rule that applies, and the line that promises."""
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


def _named_only(_: Survey, words: _Words) -> Judgement | None:
    """Believe a README that names the archive or service its code is on, and gives no address."""
    if promise(words.readme, Asset.CODE) is not None:
        return None
    lines = (line.text for line in read_lines(words.readme) if _ON_SERVICE.search(line.text))
    line = next((text for text in lines if Asset.CODE in assets_in(text) or _ARTIFACT.search(text)), None)
    return Judgement(Content.UNKNOWN, f'its README says "{quote(line)}", without an address') if line else None


def _unsorted(_: Survey, words: _Words) -> Judgement | None:
    """Leave open what a README hands out without a word on what it is."""
    line = None if promise(words.readme, Asset.CODE) else unsorted(words.readme, words.name)
    return Judgement(Content.UNKNOWN, f'its README names a place without saying of what: "{line}"') if line else None


def _samples(seen: Survey, words: _Words) -> Judgement | None:
    shows = _shows_samples(seen, words)
    return Judgement(Content.PLACEHOLDER, f"only shows the data: {names(seen[Role.CODE])}") if shows else None


def _starters(seen: Survey, words: _Words) -> Judgement | None:
    shells = seen[Role.SHELL]
    missing = shells and not (seen[Role.CODE] or seen[Role.APP] or seen[Role.CLOSED])
    if missing and _CONTAINER.search(words.readme) and promise(words.readme, Asset.CODE) is None:
        return Judgement(Content.UNKNOWN, f"starts a program that may be in a container: {names(shells)}")
    return Judgement(Content.PLACEHOLDER, f"starts a program that is not there: {names(shells)}") if missing else None


def _skeleton(seen: Survey, _: _Words) -> Judgement | None:
    little = tuple(file for role in _LITTLE for file in seen[role])
    return Judgement(Content.PLACEHOLDER, f"a skeleton, next to nothing in {names(little)}") if little else None


def _counted(seen: Survey, words: _Words) -> Judgement | None:
    """Believe the host that counts a language, where files were not seen or not understood."""
    language = next((name for name in words.languages if name != _OF_PAGES and is_programming_language(name)), None)
    if language is None or not (seen[Role.CLOSED] or seen[Role.UNKNOWN]):
        return None
    return Judgement(Content.PRESENT, f"code in {language}, as its host counts")


def _not_known(seen: Survey, _: _Words) -> Judgement | None:
    files = seen[Role.UNKNOWN]
    return Judgement(Content.UNKNOWN, f"files of a type that is not known: {names(files)}") if files else None


def _programs(seen: Survey, _: _Words) -> Judgement | None:
    built = seen[Role.PROGRAM]
    return Judgement(Content.PLACEHOLDER, f"programs without source: {names(built)}") if built else None


def _closed(seen: Survey, _: _Words) -> Judgement | None:
    folders = seen[Role.CLOSED]
    return Judgement(Content.UNKNOWN, f"no code seen; not opened: {names(folders)}") if folders else None


def _vendored(seen: Survey, _: _Words) -> Judgement | None:
    others = () if seen.pages else seen[Role.VENDORED]
    return Judgement(Content.PLACEHOLDER, f"only code of others: {names(others)}") if others else None


_RULES: tuple[Callable[[Survey, _Words], Judgement | None], ...] = (
    _counted,
    _list,
    _page,
    _elsewhere,
    _named_only,
    _unsorted,
    _samples,
    _starters,
    _skeleton,
    _closed,
    _not_known,
    _programs,
    _vendored,
)


def _by_words(asset: Asset, seen: Survey, words: _Words, bare: Judgement) -> Judgement:
    """Judge what the tree does not hold by what the README says of it."""
    offered = _offered(asset, words)
    if offered:
        return offered
    line = promise(words.readme, asset)
    if line and not (asset is Asset.DATA and _agreement(seen)):
        return Judgement(Content.PLACEHOLDER, f'its README says "{line}"')
    if led := _led_to(asset, words) or _described_in(asset, seen) or _asked_for(asset, seen, words):
        return Judgement(Content.UNKNOWN, led)
    if any(seen[role] for role in _LEAVES_OPEN):
        return Judgement(Content.UNKNOWN, f"no {asset} among the files, and the README names no place for it")
    return bare


def _led_to(asset: Asset, words: _Words) -> str | None:
    """Return the words by which a README leaves an asset to another document of its own: "models: see MODEL_ZOO.md"."""
    lines = (line for line in read_lines(words.readme) if _DOCUMENT.search(line.text))
    for line in lines:
        told = assets_in(line.text) or assets_in(line.heading)
        if (asset in told or (not told and _LINKS.search(line.text))) and _names_own_document(line.text, words.name):
            return f'its README leaves it to another document: "{quote(line.text)}"'
    return None


def _names_own_document(text: str, name: str) -> bool:
    """Return whether a line links a document or folder of the same repository."""
    place = name.rstrip("/").lower().partition("://")[2].partition("/")[2]
    return any("://" not in url or (place and f"/{place}/" in url.lower()) for url in _DOCUMENT.findall(text))


def _described_in(asset: Asset, seen: Survey) -> str | None:
    """Return the READMEs of folders that are called after an asset: each may say where it is; nobody read them."""
    named = _FOLDERS_OF.get(asset)
    if named is None:
        return None
    found = tuple(file for file in seen[Role.REST] if is_readme(file.path) and named.search(split_path(file.path)[0]))
    return f"described in documents that were not read: {names(found)}" if found else None


def _agreement(seen: Survey) -> File | None:
    return next((file for file in seen[Role.DOCUMENT] if _AGREEMENT.search(file.path)), None)


def _asked_for(asset: Asset, seen: Survey, words: _Words) -> str | None:
    """Return how data can be had by signing an agreement; None where nothing says so."""
    if asset is not Asset.DATA:
        return None
    file = _agreement(seen)
    line = next((line.text for line in read_lines(words.readme) if _AGREED.search(line.text)), None)
    if file or line:
        return f"handed out by agreement: {file.path if file else quote(line or '')}"
    return None


def _offered(asset: Asset, words: _Words) -> Judgement | None:
    """Judge an asset by the place that the README names for it."""
    found = offer(words.readme, asset, words.name)
    return Judgement(Content.PRESENT, f'its README names a place: "{found.quote}"', found.url) if found else None


def _demo(seen: Survey) -> Judgement | None:
    demos = tuple(file for file in seen[Role.CODE] if _DEMO.search(file.path))
    return _held("a demo", demos) or _held("a page", seen.pages)


def _other(seen: Survey, readme: str) -> Judgement | None:
    if is_list(readme):
        return Judgement(Content.PRESENT, "a list of links")
    return _held("files", seen[Role.WEIGHTS] or seen[Role.DATA] or seen[Role.SMALL] or seen[Role.DOCUMENT])
