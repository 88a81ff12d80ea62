"""Lists of papers in YAML: items at the top or under a name, each by itself."""

import pytest

from linkscan.errors import InputError
from linkscan.models import Asset
from tests.papers.conftest import Load, beside

LIST = """# papers.yaml: edit this file
- id: lantern
  title: 'Lantern: a Reader
    of Charts'
  authors:
  - Ada Example
  year: '2024'
  paper: https://arxiv.org/pdf/2401.00001.pdf
  code: https://github.com/example/lantern
  abstract: >
    We read charts,
    and release our code.
  bibtex: |
    @article{lantern,
      title = {Lantern}
    }
- title: Counting
  date: 2024-03-01
  venue: Charts
"""


def test_an_item_is_a_paper_with_its_fields(load: Load) -> None:
    """Whatever else is in it, such as BibTeX."""
    loaded = load(LIST, keep=["authors"])
    lantern, counting = loaded.papers
    assert (loaded.lines, loaded.skipped) == ([2, 17], [])
    assert (lantern.id, lantern.title, lantern.arxiv_id) == ("lantern", "Lantern: a Reader of Charts", "2401.00001")
    assert (lantern.abstract, lantern.published) == ("We read charts, and release our code.", "2024-01")
    assert beside(lantern) == [("code", Asset.CODE, "https://github.com/example/lantern")]
    assert lantern.kept == {"authors": "Ada Example"}
    assert (counting.title, counting.published, counting.venue) == ("Counting", "2024-03-01", "Charts")


def test_a_list_under_a_name_and_settings_beside_it(load: Load) -> None:
    """As in CSL YAML, and in data of websites."""
    content = "---\nreferences:\n- id: a\n  title: A\n  DOI: 10.1000/a\n  issued:\n  - year: 2024\n...\n"
    assert [(paper.id, paper.doi) for paper in load(content).papers] == [("a", "10.1000/a")]
    beside_it = "papers:\n  - title: A\n    year: 2024\n  - title: B\n    year: 2024\nlicense: CC0\n"
    assert load(beside_it).titles == ["A", "B"]


def test_a_broken_item_is_told_with_its_line_and_costs_no_other(load: Load) -> None:
    """Aliases can expand exponentially; texts that look like something else are texts."""
    content = LIST + "- title: [A\n- title: &a B\n  abstract: *a\n- title: no\n  year: 2024\n- topic: charts\n"
    loaded = load(content)
    assert loaded.titles == ["Lantern: a Reader of Charts", "Counting", "no"]
    assert [said.partition(";")[0].partition(" (")[0] for said in loaded.skipped] == [
        "input:20: not YAML",
        "input:21: YAML with aliases, which are not read",
        "input:25: not the record of a paper",
    ]


@pytest.mark.parametrize(
    "content",
    [
        "- title: Home\n  url: /\n- title: About\n  url: /about\n",
        "nav:\n  - title: Home\n    children:\n      - title: More\n",
        "steps:\n- name: Run\n  run: make\n",
    ],
)
def test_lists_of_other_things_are_refused(load: Load, content: str) -> None:
    with pytest.raises(InputError):
        load(content)
