"""Reading a list of files: which are the authors' code, which a page, data, weights, nothing at all."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum, auto

from linkscan.filekinds import FileKind, is_decoration, kind_of
from linkscan.models import File

MOST_FILES = 20_000
"""The files nearest to the top decide; nobody hides the code below twenty thousand pictures."""

STUB = 120
"""Bytes below which a code file says nothing: a licence line, an import, "coming soon"."""


class Role(Enum):
    """What a file means for the question whether something was released. Each file has one."""

    CODE = auto()
    APP = auto()  # code in the languages of the web: an application, or a page that was programmed
    STUB = auto()  # code too short to do anything
    PACKED = auto()  # an archive that is not data
    DATA = auto()
    WEIGHTS = auto()
    PROGRAM = auto()  # built, without source
    DOCUMENT = auto()
    VENDORED = auto()
    ELSEWHERE = auto()  # submodules, and manifests that name other repositories
    CLOSED = auto()  # folders that nobody opened
    REST = auto()  # README, licence, pictures, settings, web pages


@dataclass(frozen=True, slots=True)
class Survey:
    """The files of a place by role."""

    roles: Mapping[Role, tuple[File, ...]]
    is_page: bool

    def __getitem__(self, role: Role) -> tuple[File, ...]:
        """Give the files of one role, the nearest to the top first."""
        return self.roles.get(role, ())


_PAGE = re.compile(r"(^|/)(index|default)\.html?$|(^|/)_(layouts|includes)/", re.IGNORECASE)
_SITE_BUILDER = re.compile(
    r"(^|/)(astro|next|nuxt|gatsby|docusaurus|vuepress|eleventy|hugo|svelte)[.-]?config\.\w+$|^hugo\.toml$|^_config\.yml$"
)
_PAGE_FOLDER = re.compile(
    r"(^|/)(docs?|website|web_?page|web_?site|site|page|project[_-]?page|static|assets|public|_site|_includes|"
    r"_layouts|_sass|css|js|bootstrap\w*|fonts?|themes?)/",
    re.IGNORECASE,
)
_WEB_LANGUAGE = re.compile(r"\.(ts|tsx|jsx|vue|svelte|mts|cts|php|rb)$", re.IGNORECASE)
_MANUAL = re.compile(r"(^|/)docs?/(source/|_ext/|_templates/)?[^/]*$", re.IGNORECASE)
_DATA_ARCHIVE = re.compile(
    r"data|corpus|image|sample|annot|benchmark|label|split|video|audio|result|output|figure|weight|checkpoint|ckpt|"
    r"pretrain|slides?|poster|appendix",
    re.IGNORECASE,
)
_DATA_FOLDER = re.compile(
    r"(^|/|[_-])(data|datasets?|corpus|corpora|benchmarks?|annotations?|splits?|prompts?)(/|[_-][^/]*/)",
    re.IGNORECASE,
)
_NOT_DATA = re.compile(
    r"(^|/)(results?|logs?|outputs?|configs?|docs?|static|assets|\.[^/]+)/|(^|/)([^/]*(config|settings|vocab|tokenizer)"
    r"[^/]*|special_tokens_map|added_tokens|modules|index|manifest)\.(json|xml)$",
    re.IGNORECASE,
)
_MANIFEST = re.compile(r"\.(repos|rosinstall)$")

_PLAIN_ROLES = {
    FileKind.WEIGHTS: Role.WEIGHTS,
    FileKind.BINARY: Role.PROGRAM,
    FileKind.DOCUMENT: Role.DOCUMENT,
    FileKind.VENDORED: Role.VENDORED,
    FileKind.FOLDER: Role.CLOSED,
}


@dataclass(frozen=True, slots=True)
class _Site:
    """What web files mean here: a page beside the code, a site that is built, or a program."""

    is_page: bool
    is_built: bool
    is_package: bool


def survey(files: Iterable[File]) -> Survey:
    """Give each file its role."""
    nearest = sorted(files, key=lambda file: file.path.count("/"))[:MOST_FILES]
    is_built = any(_SITE_BUILDER.search(file.path) for file in nearest)
    is_page = is_built or any(_PAGE.search(file.path) for file in nearest)
    site = _Site(is_page, is_built, any(file.path == "package.json" for file in nearest))
    roles = defaultdict[Role, list[File]](list)
    for file in nearest:
        roles[_role(file, site)].append(file)
    return Survey({role: tuple(held) for role, held in roles.items()}, is_page)


def names(files: Iterable[File], most: int = 3) -> str:
    """List some of the files for a reason."""
    paths = [file.path for file in files]
    more = f" and {len(paths) - most} more" if len(paths) > most else ""
    return ", ".join(paths[:most]) + more


def _role(file: File, site: _Site) -> Role:
    """Tell the role of one file by its kind and its surroundings."""
    kind, path = kind_of(file.path), file.path
    if file.is_submodule or _MANIFEST.search(path):
        return Role.ELSEWHERE
    if kind in (FileKind.CODE, FileKind.SCRIPT):
        return _code_role(file, kind, site)
    if _is_data(path, kind):
        return Role.DATA
    if kind is FileKind.ARCHIVE:
        return Role.REST if is_decoration(path) else Role.PACKED
    role = _PLAIN_ROLES.get(kind, Role.REST)
    return Role.REST if role in (Role.DOCUMENT, Role.CLOSED) and is_decoration(path) else role


def _code_role(file: File, kind: FileKind, site: _Site) -> Role:
    """Tell the authors' code from that of a page or a manual, and from files with nothing in them."""
    is_web = kind is FileKind.SCRIPT or _WEB_LANGUAGE.search(file.path) is not None
    in_page = (is_web or site.is_page) and _PAGE_FOLDER.search(file.path) is not None
    is_effect = kind is FileKind.SCRIPT and site.is_page and not site.is_package
    if in_page or is_effect or (is_web and site.is_built) or _MANUAL.search(file.path):
        return Role.REST
    if file.path.endswith("__init__.py") or (file.size is not None and file.size < STUB):
        return Role.STUB
    return Role.APP if is_web else Role.CODE


def _is_data(path: str, kind: FileKind) -> bool:
    if kind is FileKind.ARCHIVE:
        return _DATA_ARCHIVE.search(path.rpartition("/")[2]) is not None
    if _NOT_DATA.search(path):
        return False
    if kind is FileKind.DATA:
        return True
    is_plain = kind in (FileKind.MEDIA, FileKind.OTHER) or path.endswith((".txt", ".yaml", ".yml"))
    return is_plain and kind is not FileKind.RECIPE and _DATA_FOLDER.search(path) is not None
