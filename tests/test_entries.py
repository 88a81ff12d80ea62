"""Files of entries: a mistake is reported with its line, entry and value, and a suggestion."""

from datetime import date

import pytest
from pydantic import BaseModel, ConfigDict

from linkscan.documents import ignore
from linkscan.entries import parse_entries
from linkscan.errors import SettingsError


class Entry(BaseModel):
    model_config = ConfigDict(extra="forbid")

    url: str
    until: date | None = None


class File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    rule: tuple[Entry, ...] = ()
    other: tuple[Entry, ...] = ()


GOOD = '[[rule]]\nurl = "a"\n\n'


def test_tables_are_read_as_entries() -> None:
    file = parse_entries(GOOD + '[[other]]\nurl = "b"\nuntil = 2027-01-01\n', "x.toml", File)
    assert [entry.url for entry in (*file.rule, *file.other)] == ["a", "b"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[[rule", "x.toml: not valid TOML: "),
        ("[[rule]]\n", "x.toml:1: [[rule]] 1: url: missing"),
        (GOOD + '[[rule]]\nurll = "b"\n', "x.toml:4: [[rule]] 2: url: missing; urll: unknown key; did"),
        (
            GOOD + '[[rule]]\nurl = "b"\nzzz = 1\n',
            "x.toml:6: [[rule]] 2: zzz: unknown key; allowed: url, until",
        ),
        (GOOD + '[[rule]]\nurl = "b"\nuntil = "soon"\n', "x.toml:6: [[rule]] 2: until: input should be a valid date"),
        (GOOD + '[[rule]]\nurl = "b"\nuntil = "soon"\n', ", got 'soon'"),
        (GOOD + '[[rules]]\nurl = "b"\n', "x.toml:4: unknown table [[rules]]; did you mean [[rule]]?"),
        (GOOD + '[[zzz]]\nurl = "b"\n', "x.toml:4: unknown table [[zzz]]; allowed: [[rule]], [[other]]"),
    ],
)
def test_mistake_is_reported_with_its_line(text: str, says: str) -> None:
    with pytest.raises(SettingsError) as told:
        parse_entries(text, "x.toml", File)
    assert says in str(told.value)


def test_list_of_ignored_links_has_the_same_messages() -> None:
    with pytest.raises(SettingsError, match=r"^i\.toml:3: \[\[ignore\]\] 1: until: .*got 'soon'$"):
        ignore.parse('[[ignore]]\nurl = "x"\nuntil = "soon"\nreason = "r"\n', "i.toml")
