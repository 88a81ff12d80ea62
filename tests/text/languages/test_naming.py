"""Readers of descriptions that are regular expressions."""

import re

from linkscan.text.languages.naming import Description, found_by, matched_by

PATTERN = re.compile(r"(?:eine? )?(?P<noun>korpus|datenbank)")


def test_a_pattern_is_matched_at_the_start_of_a_part_of_the_text() -> None:
    read = matched_by(PATTERN)
    assert read("liedkorpus", 0, 10) is None
    assert read("liedkorpus", 4, 10) == Description("korpus", "korpus")
    assert read("liedkorpus", 4, 9) is None


def test_a_pattern_is_found_anywhere_in_a_part_of_the_text() -> None:
    read = found_by(PATTERN)
    assert read("lied: eine datenbank", 0, 20) == Description("datenbank", "eine datenbank")
    assert read("lied: eine datenbank", 0, 19) is None
