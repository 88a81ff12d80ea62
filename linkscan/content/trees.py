"""Reading a list of files: which are the authors' code, which are a page, data, weights, nothing at all."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from linkscan.filekinds import FileKind, kind_of
from linkscan.models import File

STUB = 120
"""Bytes below which a code file says nothing: a licence line, an import, "coming soon"."""

_PAGE = re.compile(r"(^|/)(index|default)\.html?$|(^|/)_layouts/|(^|/)_includes/", re.IGNORECASE)
_SITE_BUILDER = re.compile(
    r"(^|/)(astro|next|nuxt|gatsby|docusaurus|vuepress|eleventy|hugo|svelte)[.-]?config\.\w+$|^hugo\.toml$|^_config\.yml$"
)
_PAGE_FOLDER = re.compile(
    r"(^|/)(docs?|website|web_?page|web_?site|site|page|project[_-]?page|static|assets|public|_site|_includes|_layouts|_sass|"
    r"css|js|bootstrap\w*|fonts?|themes?)/",
    re.IGNORECASE,
)
_MANUAL = re.compile(r"(^|/)docs?/(source/|_ext/|_templates/)?[^/]*$", re.IGNORECASE)
_DECORATION = re.compile(
    r"(^|/)(assets?|images?|imgs?|figs?|figures?|pics?|pictures?|media|videos?|static|docs?|papers?|screenshots?|logos?|"
    r"\.[^/]+)/",
    re.IGNORECASE,
)
_CODE_ARCHIVE = re.compile(
    r"code|src|source|software|supp|project|impl|scripts?|release|matlab|python|package", re.IGNORECASE
)
_DATA_NAME = re.compile(
    r"data|corpus|images?|sample|annotation|benchmark|label|train|test|split|video|audio", re.IGNORECASE
)
_DATA_FOLDER = re.compile(
    r"(^|/|[_-])(data|datasets?|corpus|corpora|benchmarks?|annotations?|splits?|prompts?)(/|[_-][^/]*/)",
    re.IGNORECASE,
)
_NOT_DATA = re.compile(
    r"(^|/)(results?|logs?|outputs?|configs?|docs?|static|assets|\.[^/]+)/|"
    r"(^|/)([^/]*config[^/]*|[^/]*settings[^/]*|vocab[^/]*|tokenizer[^/]*|special_tokens_map|added_tokens|modules|index|manifest)\.(json|xml)$",
    re.IGNORECASE,
)
_DEMO = re.compile(
    r"(^|/)[^/]*(demo|gradio|streamlit|playground|colab|webui)[^/]*$|(^|/)app\.(py|R|ipynb)$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Survey:
    """The files of a place, sorted by what they are for."""

    files: tuple[File, ...]
    code: tuple[File, ...]
    stubs: tuple[File, ...]
    code_archives: tuple[File, ...]
    archives: tuple[File, ...]
    data: tuple[File, ...]
    weights: tuple[File, ...]
    demos: tuple[File, ...]
    documents: tuple[File, ...]
    programs: tuple[File, ...]
    vendored: tuple[File, ...]
    submodules: tuple[File, ...]
    closed: tuple[File, ...]
    strange: tuple[File, ...]
    is_page: bool


def survey(files: tuple[File, ...]) -> Survey:
    """Sort a list of files."""
    plain = tuple(file for file in files if not file.is_submodule)
    is_page = any(_PAGE.search(file.path) or _SITE_BUILDER.search(file.path) for file in plain)
    is_built = any(_SITE_BUILDER.search(file.path) for file in plain)

    def of(*kinds: FileKind) -> tuple[File, ...]:
        return tuple(file for file in plain if kind_of(file.path) in kinds)

    written = tuple(file for file in of(FileKind.CODE) if not _is_page_code(file.path, is_built=is_built))
    if not is_page:
        written += tuple(file for file in of(FileKind.SCRIPT) if not _PAGE_FOLDER.search(file.path))
    elif not is_built and any(file.path == "package.json" for file in plain):
        written += tuple(file for file in of(FileKind.SCRIPT) if not _PAGE_FOLDER.search(file.path))
    stubs = tuple(file for file in written if is_stub(file))
    code = tuple(file for file in written if not is_stub(file))
    archives = of(FileKind.ARCHIVE)
    return Survey(
        files=files,
        code=code,
        stubs=stubs,
        code_archives=tuple(
            file for file in archives if _CODE_ARCHIVE.search(_name(file)) and not _is_decoration(file)
        ),
        archives=tuple(file for file in archives if not _is_decoration(file)),
        data=tuple(file for file in plain if _is_data(file)),
        weights=of(FileKind.WEIGHTS),
        demos=tuple(file for file in code if _DEMO.search(file.path)),
        documents=tuple(file for file in of(FileKind.DOCUMENT) if not _is_decoration(file)),
        programs=of(FileKind.BINARY),
        vendored=of(FileKind.VENDORED),
        submodules=tuple(file for file in files if file.is_submodule),
        closed=tuple(file for file in of(FileKind.FOLDER) if not _is_decoration(file)),
        strange=tuple(file for file in of(FileKind.OTHER) if not _is_decoration(file)),
        is_page=is_page,
    )


def is_stub(file: File) -> bool:
    """Tell a code file too short to do anything; unknown sizes get the benefit of the doubt."""
    return _name(file) == "__init__.py" or (file.size is not None and file.size < STUB)


def names(files: Iterable[File], most: int = 3) -> str:
    """List some of the files for a reason: the highest in the tree first."""
    ordered = sorted((file.path for file in files), key=lambda path: (path.count("/"), path.lower()))
    more = f" and {len(ordered) - most} more" if len(ordered) > most else ""
    return ", ".join(ordered[:most]) + more


def _name(file: File) -> str:
    return file.path.rpartition("/")[2]


def _is_page_code(path: str, *, is_built: bool) -> bool:
    """Tell the code of a manual or of a site from the code of the paper."""
    web_language = path.rpartition(".")[2].lower() in (
        "ts",
        "tsx",
        "jsx",
        "vue",
        "svelte",
        "mts",
        "cts",
        "php",
        "rb",
    )
    return (web_language and (is_built or _PAGE_FOLDER.search(path) is not None)) or _MANUAL.search(
        path
    ) is not None


def _is_decoration(file: File) -> bool:
    return _DECORATION.search(file.path) is not None


def _is_data(file: File) -> bool:
    kind = kind_of(file.path)
    if _NOT_DATA.search(file.path):
        return False
    if kind is FileKind.DATA:
        return True
    if kind is FileKind.ARCHIVE:
        return _DATA_NAME.search(_name(file)) is not None
    inside = _DATA_FOLDER.search(file.path) is not None
    return inside and (
        kind in (FileKind.MEDIA, FileKind.OTHER, FileKind.WEIGHTS)
        or file.path.endswith((".txt", ".yaml", ".yml"))
    )
