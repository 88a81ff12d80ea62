"""The context of a file: its folder, the other files of the place, the README."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from linkscan.content.file_kinds import FileKind, extension_of, kind_of, split_path
from linkscan.models import File
from linkscan.patterns import lazy_pattern

MANY = 50
"""The number of data files in one folder that make a data set, however small each is."""

SEVERAL = 10
"""The number of images or recordings in a data folder that make a data set rather than illustrations."""

LONGEST_README = 20_000
"""Characters of a README that are searched for what the place is about."""

PAGE = lazy_pattern(r"([^/]+/)?(index|default)\.html?$|_(layouts|includes)/", re.IGNORECASE)
"""Entry pages and layouts of a website."""
_SITE_BUILDER = lazy_pattern(
    r"(?s:.*/)?(astro|next|nuxt|gatsby|docusaurus|vuepress|eleventy|hugo|svelte)[.-]?config\.\w+$|hugo\.toml$|"
    r"_config\.yml$"
)
_BOOK_BUILDER = lazy_pattern(r"(?s:.*/)?(_quarto\.yml|_bookdown\.yml|_site\.yml)$")
"""Settings of tools that build sites and books from R Markdown:
https://quarto.org/docs/projects/quarto-projects.html."""
_PAGE_FOLDER = lazy_pattern(
    r"(^|/)(docs?|website|web_?page|web_?site|site|page|project[_-]?page|static|assets|public|_site|_book|_includes|"
    r"_layouts|_sass|css|js|bootstrap\w*|fonts?|themes?)/",
    re.IGNORECASE,
)
_MANUAL_FOLDER = lazy_pattern(r"(^|/)(docs?|documentation|manual)/", re.IGNORECASE)
_MANUAL_BUILDER = lazy_pattern(
    r"(?s:.*/)?docs?/(?:.*/)?(conf\.py|index\.(rst|md|qmd|rmd)|make\.(bat|jl)|_quarto\.yml)$|mkdocs\.yml$",
    re.IGNORECASE,
)
_PROCESSES_DATA = lazy_pattern(
    r"(^|/|[_-])data(sets?)?[_-]?(tools?|util\w*|load\w*|process\w*|pre-?proc\w*|prep\w*|provider\w*|modules?|pipelines?|"
    r"gen\w*|read\w*|layers?|struct\w*|types?|base|access|handl\w*|manag\w*|analy\w*|science)/",
    re.IGNORECASE,
)
"""Folders of programs that process data, which contain no data."""
_DATA_FOLDER = lazy_pattern(
    r"(^|/|[_-])(data|datasets?|corpus|corpora|benchmarks?|annotations?|prompts?|queries|questions)(/|[_-][^/]*/)",
    re.IGNORECASE,
)
_INCIDENTAL = lazy_pattern(
    r"(^|/)(tests?|fixtures|test[_-]\w+|samples?|sample_data|examples?|results?|logs?|outputs?|work_?dirs?|runs|wandb|configs?|docs?|static|"
    r"assets|lpips)/|vocab|tokeniz|(^|[/_])bpe|sentencepiece|spiece|special_tokens|added_tokens|"
    r"(^|/)[^/]*(config|settings|manifest|modules|index)[^/]*\.(json|xml)$|place[^/]*here|"
    r"(^|[/_-])(examples?|samples?|demo|toy|dummy|mock)[_./-]|"
    r"(^|[/_-])(stop_?words?|word_?lists?|splits?|file_?lists?|image_?sets?|class_?names?|categories|"
    r"label_?(maps?|names?)|synsets?|(train|test|val(id)?|img|image|file|video)[_-]?lists?)([/_.-]|$)|"
    r"(^|/)labels\.txt$|(^|/)(CMakeFiles|build|dist|__pycache__|_book|_site|_freeze|_bookdown_files|[^/]+_cache)/",
    re.IGNORECASE,
)


class Folder(NamedTuple):
    """What the path of a folder indicates about the files in it."""

    is_page: bool
    is_manual: bool
    holds_data: bool
    is_incidental: bool


@lru_cache(maxsize=4096)
def read_folder(folder: str) -> Folder:
    """Return what the path of a folder indicates, cached for all files in it."""
    return Folder(
        is_page=_PAGE_FOLDER.search(folder) is not None,
        is_manual=_MANUAL_FOLDER.search(folder) is not None,
        holds_data=_DATA_FOLDER.search(_PROCESSES_DATA.sub("/", folder)) is not None,
        is_incidental=_INCIDENTAL.search(folder) is not None,
    )


def is_incidental(path: str) -> bool:
    """Return whether a file is an accessory of a program (settings, sample, vocabulary), by its folder or name."""
    folder, name = split_path(path)
    return read_folder(folder).is_incidental or _INCIDENTAL.search(name) is not None


class Surroundings(NamedTuple):
    """What the other files and the README indicate, such as whether web files are a page, a site or an application."""

    is_page: bool
    is_site: bool
    is_book: bool
    is_package: bool
    has_manual: bool
    extensions: frozenset[str]
    readme: str
    full_folders: frozenset[str]
    text_folders: frozenset[str]
    media_folders: frozenset[str]
    is_deposit: bool

    def has(self, *extensions: str) -> bool:
        """Return whether any file has one of these extensions."""
        return not self.extensions.isdisjoint(extensions)


def read_surroundings(files: Sequence[File], readme: str, *, has_page: bool, is_deposit: bool) -> Surroundings:
    """Return the context that all files of a place share."""
    is_site = any(_SITE_BUILDER.match(file.path) for file in files)
    data = Counter(split_path(file.path)[0] for file in files if kind_of(file.path) is FileKind.DATA)
    media = Counter(split_path(file.path)[0] for file in files if kind_of(file.path) is FileKind.MEDIA)
    texts = Counter(split_path(file.path)[0] for file in files if extension_of(file.path) == "txt")
    return Surroundings(
        is_page=is_site or has_page,
        is_site=is_site,
        is_book=any(_BOOK_BUILDER.match(file.path) for file in files),
        is_package=any(file.path == "package.json" for file in files),
        has_manual=any(_MANUAL_BUILDER.match(file.path) for file in files),
        extensions=frozenset(extension_of(file.path) for file in files),
        readme=readme[:LONGEST_README],
        is_deposit=is_deposit,
        text_folders=frozenset(folder for folder, count in texts.items() if count >= MANY),
        full_folders=frozenset(folder for folder, count in data.items() if count >= MANY),
        media_folders=frozenset(folder for folder, count in media.items() if count >= SEVERAL),
    )
