"""Detect the language of a file, by name or interpreter; languages have the names that GitHub Linguist uses."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from linkscan.content import languages
from linkscan.content.file_kinds import FileKind, extension_of, kind_of, split_path
from linkscan.models import File, Metadata


class _Language(NamedTuple):
    name: str
    extensions: tuple[str, ...]
    file_names: tuple[str, ...]
    interpreters: tuple[str, ...]


def _read(text: str) -> Iterator[_Language]:
    for line in filter(None, text.split("\n")):
        name, extensions, names, interpreters = line.split("|")
        yield _Language(name, tuple(extensions.split()), tuple(names.split()), tuple(interpreters.split()))


@lru_cache(maxsize=1)
def _interpreters() -> frozenset[str]:
    return frozenset(name for language in _read(languages.PROGRAMMING) for name in language.interpreters)


_SHEBANG = re.compile(r"#!\s*(?:\S*/)?([\w.+-]+)(?:[ \t]+(?:-\S+[ \t]+)*([\w.+-]+))?")


def interpreter_of(text: str) -> str | None:
    """Return the interpreter in the first line (`#!/usr/bin/env python3`) of a text, if Linguist lists it."""
    found = _SHEBANG.match(text)
    if found is None:
        return None
    name = found[2] if found[1] == "env" and found[2] else found[1]
    return name if not _interpreters().isdisjoint((name, re.sub(r"[\d.]+$", "", name))) else None


_BUILD_LANGUAGES = frozenset(
    ("Shell", "Makefile", "Dockerfile", "CMake", "Batchfile", "PowerShell", "Meson", "Nix", "Procfile", "Starlark")
)
"""Languages of files that build, launch and package programs."""


@lru_cache(maxsize=1)
def _by_extension() -> dict[str, str]:
    found: dict[str, str] = {}
    for text in (languages.PROGRAMMING, languages.MARKUP):
        for language in _read(text):
            found.update((extension, language.name) for extension in language.extensions if extension not in found)
    return found | _AMBIGUOUS


@lru_cache(maxsize=1)
def _by_file_name() -> dict[str, str]:
    return {name.lower(): language.name for language in _read(languages.PROGRAMMING) for name in language.file_names}


@lru_cache(maxsize=1)
def _programming() -> frozenset[str]:
    return frozenset(language.name for language in _read(languages.PROGRAMMING))


_AMBIGUOUS = {
    "bas": "VBA", "cl": "OpenCL", "cls": "TeX", "f": "Fortran", "f90": "Fortran", "for": "Fortran", "gd": "GDScript",
    "html": "HTML", "m": "MATLAB", "php": "PHP", "q": "q", "rs": "Rust", "sql": "SQL", "tsx": "TypeScript",
    "v": "Verilog",
}  # fmt: skip
"""The most common language for an extension of several, if it is not the first in alphabetical order."""


_SOURCE_KINDS = (
    FileKind.CODE,
    FileKind.SCRIPT,
    FileKind.SHELL,
    FileKind.TEX,
    FileKind.WEB,
    FileKind.BUILD,
    FileKind.CONTAINER,
)


def language_of(path: str) -> str | None:
    """Return the language of a file, judging by its name; None for data, prose and vendored files."""
    if kind_of(path) not in _SOURCE_KINDS:
        return None
    name = split_path(path)[1].lower()
    return _by_file_name().get(name) or _by_extension().get(extension_of(name))


def is_programming_language(name: str) -> bool:
    """Return whether a language is for writing programs, not for pages, builds or data."""
    return name in _programming() and name not in _BUILD_LANGUAGES


UNTOLD = 8000
"""Bytes that a file of unknown size counts as; of small files, the size is usually known."""

MOST_LANGUAGES = 20


def languages_by_size(files: Iterable[File]) -> tuple[str, ...]:
    """Return the languages of the authors' files, programming languages first, then by size in bytes."""
    sizes: Counter[str] = Counter()
    for file in files:
        language = None if file.path.startswith("(") else language_of(file.path)
        if language:
            sizes[language] += UNTOLD if file.size is None else file.size
    ranked = sorted(sizes, key=lambda name: (not is_programming_language(name), -sizes[name], name))
    return tuple(name for name in ranked if sizes[name])[:MOST_LANGUAGES]


def with_languages(known: Metadata, files: Iterable[File] | None) -> Metadata:
    """Return the metadata of a deposit with the languages of its files, which the host does not report."""
    languages = languages_by_size(files or ()) if known.languages is None else ()
    if not languages:
        return known
    source = "files by size"
    derived = (*(known.derived or ()), f"language: {source}", f"languages: {source}")
    return replace(known, language=known.language or languages[0], languages=languages, derived=derived)
