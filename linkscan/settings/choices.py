"""The allowed values of settings that depend on other modules; loaded only when such a setting is given."""

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
"""The values of `--fail-on`; each stands for all papers, claims and links with that verdict or health."""
