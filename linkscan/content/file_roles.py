"""Reading a list of files: which are the authors' code, which a page, data, weights, nothing at all."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

from linkscan.content.file_kinds import LONGEST_PATH, FileKind, is_asset_folder, kind_of, split_path
from linkscan.models import File

MOST_FILES = 20_000
"""The files nearest to the top decide; nobody hides the code below twenty thousand pictures."""

STUB = 120
"""Bytes below which a code file says nothing: a licence line, an import, "coming soon"."""


LITTLE = 2000
"""Bytes below which a file of numbers is no data set."""


LONGEST_NAME = 80
"""Characters of a path that a reason shows, from its end."""


class Role(Enum):
    """What a file means for the question whether something was released. Each file has one."""

    CODE = auto()
    APP = auto()  # code in the languages of the web: an application, or a page that was programmed
    STUB = auto()  # code too short to do anything
    PACKED = auto()  # an archive that is not data
    DATA = auto()
    SMALL = auto()  # data of a program: settings, samples, vocabularies
    WEIGHTS = auto()
    PROGRAM = auto()  # built, without source
    DOCUMENT = auto()
    VENDORED = auto()
    ELSEWHERE = auto()  # submodules, and manifests that name other repositories
    CLOSED = auto()  # folders that nobody opened
    REST = auto()  # README, licence, pictures, settings, web pages


@dataclass(frozen=True, slots=True)
class Survey:
    """The files of a place by role; `pages` are those at which a visitor enters a site."""

    roles: Mapping[Role, tuple[File, ...]]
    pages: tuple[File, ...]

    def __getitem__(self, role: Role) -> tuple[File, ...]:
        """Give the files of one role, the nearest to the top first."""
        return self.roles.get(role, ())


_PAGE = re.compile(r"([^/]+/)?(index|default)\.html?$|_(layouts|includes)/", re.IGNORECASE)
_SITE_BUILDER = re.compile(
    r"(?s:.*/)?(astro|next|nuxt|gatsby|docusaurus|vuepress|eleventy|hugo|svelte)[.-]?config\.\w+$|hugo\.toml$|_config\.yml$"
)
_PAGE_FOLDER = re.compile(
    r"(^|/)(docs?|website|web_?page|web_?site|site|page|project[_-]?page|static|assets|public|_site|_includes|"
    r"_layouts|_sass|css|js|bootstrap\w*|fonts?|themes?)/",
    re.IGNORECASE,
)
_WEB_LANGUAGE = re.compile(r"\.(ts|tsx|jsx|vue|svelte|mts|cts|php|rb)$", re.IGNORECASE)
_MANUAL_FOLDER = re.compile(r"(^|/)docs?/(source/|_ext/|_templates/)?\Z", re.IGNORECASE)
_DATA_ARCHIVE = re.compile(
    r"data|corpus|image|sample|annot|benchmark|label|split|video|audio|result|output|figure|weight|checkpoint|ckpt|"
    r"pretrain|slides?|poster|appendix",
    re.IGNORECASE,
)
_DATA_FOLDER = re.compile(
    r"(^|/|[_-])(data|datasets?|corpus|corpora|benchmarks?|annotations?|splits?|prompts?)(/|[_-][^/]*/)",
    re.IGNORECASE,
)
_DATA_NAME = re.compile(
    r"(^|[/_.-])(data|dataset|train(ing)?|test|val(id(ation)?)?|dev|annotations?|corpus|benchmark|labels?|questions?)"
    r"([_.\d-][^/]*)?$",
    re.IGNORECASE,
)
_INCIDENTAL = re.compile(
    r"(^|/)(tests?|fixtures|test[_-]\w+|samples?|sample_data|examples?|results?|logs?|outputs?|configs?|docs?|static|"
    r"assets|lpips)/|vocab|tokeniz|(^|[/_])bpe|sentencepiece|spiece|special_tokens|added_tokens|"
    r"(^|/)[^/]*(config|settings|manifest|modules|index)[^/]*\.(json|xml)$|place[^/]*here",
    re.IGNORECASE,
)
_MANIFESTS = (".repos", ".rosinstall")

_MAY_BE_DATA = (FileKind.DATA, FileKind.MEDIA, FileKind.OTHER, FileKind.DOCUMENT)
_PLAIN_ROLES = {
    FileKind.WEIGHTS: Role.WEIGHTS,
    FileKind.BINARY: Role.PROGRAM,
    FileKind.VENDORED: Role.VENDORED,
    FileKind.FOLDER: Role.CLOSED,
}


@dataclass(frozen=True, slots=True)
class _Folder:
    """What a folder says of the files in it."""

    is_page: bool
    is_manual: bool
    holds_data: bool
    is_incidental: bool


@lru_cache(maxsize=4096)
def _read_folder(folder: str) -> _Folder:
    """Read the path of a folder, once for all its files: there may be thousands."""
    return _Folder(
        is_page=_PAGE_FOLDER.search(folder) is not None,
        is_manual=_MANUAL_FOLDER.search(folder) is not None,
        holds_data=_DATA_FOLDER.search(folder) is not None,
        is_incidental=_INCIDENTAL.search(folder) is not None,
    )


@dataclass(frozen=True, slots=True)
class _Site:
    """What web files mean here: a page beside the code, a site that is built, or a program."""

    is_page: bool
    is_built: bool
    is_package: bool


def survey(files: Iterable[File]) -> Survey:
    """Give each file its role."""
    short = (file for file in files if len(file.path) <= LONGEST_PATH)
    nearest = sorted(short, key=lambda file: file.path.count("/"))[:MOST_FILES]
    is_built = any(_SITE_BUILDER.match(file.path) for file in nearest)
    pages = tuple(file for file in nearest if _PAGE.match(file.path))
    site = _Site(is_built or bool(pages), is_built, any(file.path == "package.json" for file in nearest))
    roles = defaultdict[Role, list[File]](list)
    for file in nearest:
        roles[_role(file, site)].append(file)
    return Survey({role: tuple(held) for role, held in roles.items()}, pages)


def names(files: Iterable[File], most: int = 3) -> str:
    """List some of the files for a reason."""
    paths = [file.path if len(file.path) <= LONGEST_NAME else f"…{file.path[-LONGEST_NAME:]}" for file in files]
    more = f" and {len(paths) - most} more" if len(paths) > most else ""
    return ", ".join(paths[:most]) + more


def _role(file: File, site: _Site) -> Role:
    """Tell the role of one file by its kind and its surroundings."""
    kind, path = kind_of(file.path), file.path
    if file.is_submodule or path.endswith(_MANIFESTS):
        return Role.ELSEWHERE
    if kind in (FileKind.CODE, FileKind.SCRIPT):
        return _code_role(file, kind, site)
    if kind is FileKind.ARCHIVE:
        is_data = _DATA_ARCHIVE.search(split_path(path)[1]) is not None
        return Role.DATA if is_data else (Role.REST if is_asset_folder(path) else Role.PACKED)
    if kind in _MAY_BE_DATA:
        return _data_role(file, kind)
    role = _PLAIN_ROLES.get(kind, Role.REST)
    if role is Role.WEIGHTS and _is_incidental(path):
        return Role.REST
    return Role.REST if role is Role.CLOSED and is_asset_folder(path) else role


def _code_role(file: File, kind: FileKind, site: _Site) -> Role:
    """Tell the authors' code from that of a page or a manual, and from files with nothing in them."""
    folder = _read_folder(split_path(file.path)[0])
    is_web = kind is FileKind.SCRIPT or _WEB_LANGUAGE.search(file.path) is not None
    in_page = (is_web or site.is_page) and folder.is_page
    is_effect = kind is FileKind.SCRIPT and site.is_page and not site.is_package
    if in_page or is_effect or (is_web and site.is_built) or folder.is_manual:
        return Role.REST
    if file.path.endswith("__init__.py") or (file.size is not None and file.size < STUB):
        return Role.STUB
    return Role.APP if is_web else Role.CODE


def _is_incidental(path: str) -> bool:
    """Tell what comes with a program: settings, samples, vocabularies, by the folder or by the name."""
    folder, name = split_path(path)
    return _read_folder(folder).is_incidental or _INCIDENTAL.search(name) is not None


def _data_role(file: File, kind: FileKind) -> Role:
    """Tell a data set from the small change of a program; pictures and texts count in folders of data only."""
    folder, name = split_path(file.path)
    is_text = kind is FileKind.DOCUMENT and name.endswith(".txt")
    is_large = file.size is None or file.size >= LITTLE
    in_folder = _read_folder(folder).holds_data
    if is_large and not _is_incidental(file.path):
        if in_folder and (is_text or kind in (FileKind.DATA, FileKind.MEDIA)):
            return Role.DATA
        if kind is FileKind.DATA and _DATA_NAME.search(name):
            return Role.DATA
    if is_asset_folder(file.path):
        return Role.REST
    if kind is FileKind.DATA or (kind is FileKind.OTHER and in_folder):
        return Role.SMALL
    return Role.DOCUMENT if kind is FileKind.DOCUMENT else Role.REST
