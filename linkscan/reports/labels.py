"""The wording of reports: labels of verdicts and changes. Pure.

A report never says that somebody broke a promise, only what was found, when, and by which means.
"""

import re
from collections.abc import Mapping
from pathlib import PurePath

from linkscan.models import Asset, Change, ChangeKind, ClaimResult, ClaimVerdict, Promise
from linkscan.plurals import counted

MISSING = frozenset({ClaimVerdict.PLACEHOLDER, ClaimVerdict.DEAD, ClaimVerdict.UNLINKED})

CHANGED: Mapping[ChangeKind, str] = {
    ChangeKind.KEPT: "promise kept",
    ChangeKind.APPEARED: "appeared",
    ChangeKind.BACK: "came back",
    ChangeKind.GONE: "gone",
    ChangeKind.EMPTIED: "nothing in it any more",
    ChangeKind.RENAMED: "renamed",
    ChangeKind.ARCHIVED: "archived by its owner",
    ChangeKind.REWORDED: "text changed",
    ChangeKind.BY_HAND: "corrected by hand",
    ChangeKind.ADDED: "new",
    ChangeKind.DROPPED: "no longer in the input",
    ChangeKind.SETTLED: "now known",
    ChangeKind.OTHER: "changed",
}


def input_name(name: str) -> str:
    """Return the file name of an input, without its folders; a source such as `hf:week` is returned unchanged."""
    return PurePath(name).name if "/" in name or "\\" in name else name


def share(part: int, whole: int) -> str:
    """Return a share as a rounded percentage, or a dash if `whole` is 0."""
    return f"{100 * part / whole:.0f} %" if whole else "–"


_TEX_LINK = re.compile(r"\\href\s*\{([^{}]+)\}\s*\{([^{}]*)\}")
_TEX_MARK = re.compile(r"\\(?:url|nolinkurl|path|emph|underline|text(?:bf|it|tt|sc|sf|rm|up|sl))\s*\{([^{}]*)\}")
_TEX_SIGN = re.compile(r"\\([%&_#$])")


def quoted(sentence: str) -> str:
    r"""Return a sentence without TeX markup, for people; data formats keep the original text.

    >>> quoted(r"Code is at \url{https://a.org/x\_y} and \href{https://b.org}{\emph{here}}.")
    'Code is at https://a.org/x_y and here (https://b.org).'
    """
    if "\\" not in sentence:
        return sentence
    plain = _TEX_MARK.sub(r"\1", sentence)
    return _TEX_SIGN.sub(r"\1", _TEX_LINK.sub(r"\2 (\1)", plain))


def result(claim: ClaimResult) -> str:
    """Return the result of a claim, and the reason: `no code found (placeholder): the file tree holds ...`."""
    asset = "other material" if claim.asset is Asset.OTHER else claim.asset
    found = {
        ClaimVerdict.AVAILABLE: f"{asset} found",
        ClaimVerdict.UNVERIFIED: f"{asset}: unknown",
    }.get(claim.verdict, f"no {asset} found ({claim.verdict})")
    return f"{found}: {claim.reason}" if claim.reason else found


def steps(change: Change) -> str:
    """Return the old and new state of a change, and the reason: `unlinked, now available: the tree holds train.py`."""
    seen = ", now ".join(step for step in (change.before, change.after) if step)
    return ": ".join(part for part in (seen, change.reason) if part)


def change_line(change: Change) -> str:
    """Return a change in one line: `promise kept (code): unlinked, now available: the tree holds train.py`."""
    what = f"{CHANGED[change.kind]} ({change.asset})" if change.asset else CHANGED[change.kind]
    return ": ".join(part for part in (what, steps(change)) if part)


def age(promise: Promise) -> str:
    """Return how long an overdue promise has been open, and the deadline that the text gives."""
    dated = f", dated “{promise.deadline}”" if promise.deadline else ""
    return f"overdue: open for {counted(promise.age_days, 'day')}{dated}"


def known(claim: ClaimResult) -> str:
    """Return since when a claim has been known; empty without a ledger."""
    return f"known since {claim.first_seen[:10]}" if claim.first_seen else ""


def in_figure(count: int, by_hand: int) -> str:
    """Return a count, and how many of it were entered manually.

    >>> in_figure(3, 1), in_figure(3, 0)
    ('3 (1 by hand)', '3')
    """
    return f"{count} ({by_hand} by hand)" if by_hand else str(count)
