"""The reading of a paper is one line of JSON, with the keys of the contract."""

import json

from linkscan.models import Paper
from linkscan.reports.reading_lines import reading_line
from linkscan.text import read


def test_a_reading_is_one_line_with_the_keys_of_the_contract() -> None:
    paper = Paper(id="1", title="Ein\nWerkzeug für Müller", abstract="Code: github.com/lab/tool.", source=("a.txt:3",))
    line = reading_line(paper, read(paper))
    assert line.endswith("}\n")
    assert line.count("\n") == 1
    assert "Müller" in line
    assert json.loads(line) == {
        "id": "1",
        "title": "Ein\nWerkzeug für Müller",
        "source": ["a.txt:3"],
        "links": [
            {
                "url": "https://github.com/lab/tool",
                "raw": "github.com/lab/tool",
                "repairs": ["scheme added"],
                "origin": "abstract",
            }
        ],
        "claims": [
            {
                "asset": "code",
                "stance": "released",
                "url": "https://github.com/lab/tool",
                "origin": "abstract",
                "sentence": "Code: github.com/lab/tool.",
            }
        ],
    }
