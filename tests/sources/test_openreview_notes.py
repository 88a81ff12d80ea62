"""OpenReview's notes: only public ones are read."""

import json

import pytest

from linkscan.models import Request, Response
from linkscan.sources.openreview_notes import has_private_notes, with_public_notes

URL = "https://api2.openreview.net/notes"


@pytest.mark.parametrize(
    "readers",
    [
        *(["TMLR"], ["~Ada_Lovelace1"], ["eccv.org/2026/Conference"], ["ICLR.cc/2026/Conference"]),
        *(["evostar.org/2026/Conference"], ["everyone-else"], ["everyone2"], []),
    ],
)
@pytest.mark.parametrize("indent", [None, 1])
def test_only_public_notes_are_kept(readers: list[str], indent: int | None) -> None:
    """OpenReview shows chairs and authors more, which is private and not stored."""
    plain, shown, hidden = ({"id": name, "readers": ["everyone"]} for name in "abc")
    del plain["readers"]
    hidden["readers"] = [*readers, "everyone-else"] if readers else []
    separators = (",", ":") if indent is None else None

    def answer(*notes: object) -> Response:
        body = json.dumps({"notes": notes, "count": 3}, separators=separators).encode()
        return Response(URL, 200, body=body)

    request = Request(URL, is_private=has_private_notes)
    assert not request.allows_storing(answer(plain, shown, hidden))
    assert json.loads(with_public_notes(answer(plain, shown, hidden)).body) == {"notes": [plain, shown], "count": 3}
    assert request.allows_storing(answer(plain, shown))
    assert with_public_notes(answer(plain, shown)) == answer(plain, shown)


@pytest.mark.parametrize("notes", ["x", [1], [{"readers": 5}], None])
def test_other_responses_are_unchanged(notes: object) -> None:
    """The parser will report them."""
    response = Response(URL, 200, body=json.dumps({"notes": notes, "more": {"readers": ["a"]}}).encode())
    assert with_public_notes(response) is response
    assert with_public_notes(broken := Response(URL, 200, body=b'{"readers": ["a')) is broken
