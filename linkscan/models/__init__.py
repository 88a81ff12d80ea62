"""The nouns, in the order in which a paper meets them. Frozen; functions take and give these, never dicts.

Plain dataclasses keep `import linkscan` cheap and reading fast; pydantic validates them at the edges
(`reports/`, `settings.py`, the answers of APIs), from these same definitions.

Read `paper` (what it says), `exchange` (what the web is asked), `place` (what is behind an address), `verdict`
(what is decided), `run` (what is reported).
"""

from linkscan.models.exchange import Answer, Batch, Failure, Hop, Part, Question
from linkscan.models.paper import Asset, Citation, Claim, Link, Paper, Reading, Stance
from linkscan.models.place import Clue, Content, Evidence, Facts, File, Health, Judgement, Kind, Metadata, Place
from linkscan.models.run import SCHEMA_VERSION, Change, ChangeKind, Promise, Snapshot, Summary
from linkscan.models.verdict import ClaimVerdict, Finding, PaperVerdict, Record

__all__ = [
    "SCHEMA_VERSION",
    "Answer",
    "Asset",
    "Batch",
    "Change",
    "ChangeKind",
    "Citation",
    "Claim",
    "ClaimVerdict",
    "Clue",
    "Content",
    "Evidence",
    "Facts",
    "Failure",
    "File",
    "Finding",
    "Health",
    "Hop",
    "Judgement",
    "Kind",
    "Link",
    "Metadata",
    "Paper",
    "PaperVerdict",
    "Part",
    "Place",
    "Promise",
    "Question",
    "Reading",
    "Record",
    "Snapshot",
    "Stance",
    "Summary",
]
