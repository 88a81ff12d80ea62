"""Lines about addresses: aligned columns."""

from linkscan.models import Content, Health, LinkResult
from linkscan.reports.link_line import evidence_line


def test_columns_are_aligned() -> None:
    ok = LinkResult("https://a.org/", "", health=Health.OK, content=Content.PRESENT, content_reason="code: a.py")
    gone = LinkResult("https://b.org/", "", health=Health.GONE, reason="answered 404 Not Found")
    assert evidence_line(ok) == "ok           https://a.org/  present: code: a.py"
    assert evidence_line(gone) == "gone         https://b.org/  answered 404 Not Found"
