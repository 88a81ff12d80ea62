"""Languages with Linguist's names, by file name and shebang."""

import pytest

from linkscan.content.language import (
    interpreter_of,
    is_programming_language,
    language_of,
    languages_by_size,
    with_languages,
)
from linkscan.models import File, Metadata


@pytest.mark.parametrize(
    ("path", "language"),
    [
        ("a/main.py", "Python"),
        ("Lib/Line.mo", "Modelica"),
        ("solve.m", "MATLAB"),
        ("Main.bas", "VBA"),
        ("run.ipynb", "Jupyter Notebook"),
        ("Makefile", "Makefile"),
        ("index.html", "HTML"),
        ("notes.md", None),
        ("data.csv", None),
        ("node_modules/x.js", None),
        ("run", None),
    ],
)
def test_file_name_shows_the_language(path: str, language: str | None) -> None:
    assert language_of(path) == language


def test_an_extension_of_several_languages_means_the_commonest() -> None:
    """The most common in research: .cls is TeX rather than Apex, .mo Modelica rather than Motoko."""
    told = """
        bas:VBA cl:OpenCL cls:TeX f:Fortran f90:Fortran for:Fortran gd:GDScript html:HTML m:MATLAB php:PHP q:q rs:Rust
        sql:SQL tsx:TypeScript v:Verilog h:C pl:Perl r:R mod:AMPL mo:Modelica pro:IDL do:Stata ml:OCaml d:D s:Assembly
    """
    expected = dict(each.split(":") for each in told.split())
    assert {extension: language_of(f"a.{extension}") for extension in expected} == expected


@pytest.mark.parametrize(
    "name", ["Batchfile", "CMake", "Dockerfile", "Meson", "Nix", "PowerShell", "Procfile", "Starlark"]
)
def test_build_and_start_files_have_no_programming_language(name: str) -> None:
    assert not is_programming_language(name)


@pytest.mark.parametrize(
    ("text", "interpreter"),
    [
        ("#!/usr/bin/env python3\nprint(1)", "python3"),
        ("#!/bin/bash -e\n", "bash"),
        ("#!/usr/bin/env -S Rscript --vanilla\n", "Rscript"),
        ("#! /usr/bin/perl5.8\n", "perl5.8"),
        ("# a heading\n", None),
        ("#!unknown\n", None),
        ("", None),
    ],
)
def test_shebang_shows_the_language(text: str, interpreter: str | None) -> None:
    assert interpreter_of(text) == interpreter


@pytest.mark.parametrize(
    ("name", "verdict"),
    [("Python", True), ("Modelica", True), ("Shell", False), ("Makefile", False), ("HTML", False), ("JSON", False)],
)
def test_programs_are_written_in_some_languages(name: str, *, verdict: bool) -> None:
    assert is_programming_language(name) is verdict


def test_vendored_files_and_other_branches_do_not_count() -> None:
    files = (File("a.py", 10), File("third_party/b.cpp", 9000), File("(branch x)/c.rs", 9000), File("d.csv", 9000))
    assert languages_by_size(files) == ("Python",)


def test_programs_come_before_pages_and_most_bytes_first() -> None:
    files = (File("a.py", 10), File("b.jl", 90), File("c.html", 9000), File("d.R"), File("e.c", 0))
    assert languages_by_size(files) == ("R", "Julia", "Python", "HTML")


def test_a_deposit_has_the_languages_of_its_files() -> None:
    known = with_languages(Metadata(), (File("a.py", 10),))
    assert (known.language, known.languages) == ("Python", ("Python",))
    assert known.derived == ("language: files by size", "languages: files by size")
    assert with_languages(Metadata(), (File("a.csv", 10),)) == Metadata()
    assert with_languages(Metadata(languages=("R",)), (File("a.py", 10),)) == Metadata(languages=("R",))


@pytest.mark.parametrize(("size", "first"), [(7999, "R"), (8001, "Julia")])
def test_a_file_of_unknown_size_counts_as_eight_thousand_bytes(size: int, first: str) -> None:
    assert languages_by_size([File("a.R"), File("b.jl", size)])[0] == first


def test_twenty_languages_are_named() -> None:
    extensions = [
        "py",
        "jl",
        "r",
        "c",
        "cpp",
        "cs",
        "rb",
        "rs",
        "php",
        "lua",
        "hs",
        "ml",
        "d",
        "scm",
        "vb",
        "sol",
        "css",
        "gd",
        "mo",
        "do",
        "go",
        "f90",
    ]
    assert len(languages_by_size([File(f"a.{extension}", 9) for extension in extensions])) == 20
