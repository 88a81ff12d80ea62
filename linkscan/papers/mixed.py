"""Detect records of another format in a file. Data and pure functions."""

from linkscan.patterns import lazy_pattern

_OPENINGS = "@TP%{[<"
_BEGINNINGS = {
    "BibTeX": lazy_pattern(r"@[a-zA-Z]+\s?\{[^\s,{}\"']*,\s*$"),
    "RIS": lazy_pattern(r"TY {0,2}- [A-Z]{3,7}\s*$"),
    "MEDLINE": lazy_pattern(r"PMID ?- \d+\s*$"),
    "EndNote's tagged format": lazy_pattern(r"%0 [A-Z]"),
    "Web of Science's format": lazy_pattern(r"PT [JBSPC]\s*$"),
    "JSON": lazy_pattern(r"[{\[]\s*(?:\{\s*)?\"[\w .-]{1,60}\"\s*:"),
    "XML": lazy_pattern(r"<\?xml\s"),
}
"""How the first line of a record looks, by the name of the format; formats of one document are told by sniffing."""


def other_format(line: str, own: str) -> str:
    """Return the format of the record that begins with `line`, or "" if it is none or the format `own`.

    >>> other_format("TY  - JOUR", "MEDLINE"), other_format("TY  - JOUR", "RIS"), other_format("We do.", "RIS")
    ('RIS', '', '')
    """
    if line[:1] not in _OPENINGS or not line:
        return ""
    return next((name for name, start in _BEGINNINGS.items() if name != own and start.match(line)), "")


def advice(format_name: str, own: str) -> str:
    """Return the advice for a file in which another format begins."""
    return f"{format_name} begins here, below {own}, and is not read; give it as a file of its own"
