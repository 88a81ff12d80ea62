"""The words that a setting may be given, where they are made of other things; loaded when one is given."""

from linkscan.models import ClaimVerdict, Health, PaperVerdict

FAILURES = tuple(
    dict.fromkeys(
        word.value
        for word in (
            PaperVerdict.MISSING,
            PaperVerdict.UNLINKED,
            ClaimVerdict.DEAD,
            ClaimVerdict.PLACEHOLDER,
            ClaimVerdict.UNVERIFIED,
            Health.GONE,
            Health.RESTRICTED,
            Health.UNREACHABLE,
            Health.INVALID,
        )
    )
)
"""The words of `--fail-on`: of papers, of claims, of links. A word means every noun that knows it."""
