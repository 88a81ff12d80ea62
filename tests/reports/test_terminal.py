"""Lines for a terminal: columns that stand, and nothing that a terminal would obey."""

from linkscan.models import Asset, Change, ChangeKind, Content, Health, LinkResult
from linkscan.reports.terminal import change_line, entry_line, evidence_line


def test_columns_stand_below_one_another() -> None:
    ok = LinkResult("https://a.org/", "", health=Health.OK, content=Content.PRESENT, content_reason="code: a.py")
    gone = LinkResult("https://b.org/", "", health=Health.GONE, reason="answered 404 Not Found")
    assert evidence_line(ok) == "ok           https://a.org/  present: code: a.py"
    assert evidence_line(gone) == "gone         https://b.org/  answered 404 Not Found"


def test_what_strangers_wrote_is_not_obeyed() -> None:
    hostile = "\x1b]0;owned\x07\u202egnp.exe\nsecond line"
    change = Change(ChangeKind.KEPT, "1", hostile, Asset.CODE, hostile, "unlinked", "available", hostile, "2026-01-01")
    for line in (
        evidence_line(LinkResult(hostile, hostile, reason=hostile)),
        change_line(change),
        entry_line("2026-01-01T00:00:00+00:00", None, None, "gone", hostile, hostile),
    ):
        assert line.isprintable()
