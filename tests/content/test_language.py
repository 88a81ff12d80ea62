"""Languages by Linguist's names: of a file name, of a first line, and which are those of programs."""

import pytest

from linkscan.content.language import is_program_text, is_programming_language, language_of


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
def test_a_name_tells_the_language(path: str, language: str | None) -> None:
    assert language_of(path) == language


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("#!/usr/bin/env python3\nprint(1)", True),
        ("#!/bin/bash -e\n", True),
        ("#!/usr/bin/env -S Rscript --vanilla\n", True),
        ("#! /usr/bin/perl5.8\n", True),
        ("# a heading\n", False),
        ("#!unknown\n", False),
        ("", False),
    ],
)
def test_a_first_line_tells_a_program(text: str, *, verdict: bool) -> None:
    assert is_program_text(text) is verdict


@pytest.mark.parametrize(
    ("name", "verdict"),
    [("Python", True), ("Modelica", True), ("Shell", False), ("Makefile", False), ("HTML", False), ("JSON", False)],
)
def test_programs_are_written_in_some_languages(name: str, *, verdict: bool) -> None:
    assert is_programming_language(name) is verdict
