"""Links in BibTeX: addresses in any field, and DOIs. Pure."""

import re
from collections.abc import Iterator

from linkscan.documents.reference import Reference, Scope, blank_matches, distinct
from linkscan.documents.tex import addresses, unescaped

_COMMENT = re.compile(r"@comment\s*\{[^{}]*(?:\{[^{}]*\}[^{}]*){0,999}\}|^\s*%[^\n]*", re.IGNORECASE | re.MULTILINE)
_DOI = re.compile(r"""\bdoi\s*=\s*[{"]\s*(?:doi:\s*)?(?P<target>10\.\d{4,9}/[^\s{}"]+)\s*[}"]""", re.IGNORECASE)


def find(text: str, scope: Scope) -> Iterator[Reference]:
    """Yield the addresses in all fields; a DOI becomes its address at doi.org."""
    entries = text if scope is Scope.VERBATIM else blank_matches(text, _COMMENT)
    dois = [
        Reference(
            match.start("target"),
            match.end("target"),
            f"https://doi.org/{unescaped(match['target'])}",
            is_fixable=False,
        )
        for match in _DOI.finditer(entries)
    ]
    yield from distinct([*dois, *addresses(entries)])
