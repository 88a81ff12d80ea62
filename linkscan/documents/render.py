"""Render the links in files: as text, JSON, Markdown, GitHub annotations, SARIF or JUnit. Pure."""

import json
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import PurePath
from urllib.parse import quote

from linkscan import __version__
from linkscan.documents.occurrence import FINDINGS, Occurrence, State
from linkscan.plurals import counted
from linkscan.reports.ci import command
from linkscan.reports.escaping import json_text, log_line, markdown, markdown_link, valid

_HOME = "https://github.com/linkscan/linkscan"
_ABOUT: Mapping[State, str] = {
    State.GONE: "The host says that there is nothing at this address.",
    State.MISSING: "The file or the anchor that is linked does not exist.",
    State.INVALID: "The address is not valid.",
    State.EMPTY: "The repository is empty.",
    State.PLACEHOLDER: "The place exists, but does not hold what it is for.",
    State.MOVED: "The address has moved permanently.",
    State.RESTRICTED: "Something may be there, but access is restricted.",
    State.UNREACHABLE: "The host did not answer, or its answer does not show what is there.",
}
_ERRORS = (State.GONE, State.MISSING, State.INVALID)


def line(each: Occurrence) -> str:
    """Return an occurrence in the style of compilers: `README.md:12:5: moved https://a.org/ -> https://b.org/`."""
    new = f" -> {each.new}" if each.new else ""
    reason = f" ({each.reason})" if each.reason else ""
    return log_line(f"{each.file}:{each.line}:{each.column}: {each.state} {each.reference.target}{new}{reason}")


def as_text(shown: Sequence[Occurrence]) -> str:
    """Return a line for each occurrence."""
    return "".join(f"{line(each)}\n" for each in shown)


def as_json(shown: Sequence[Occurrence]) -> str:
    """Return the occurrences as a JSON array of objects."""
    rows = [
        {
            "file": each.file,
            "line": each.line,
            "column": each.column,
            "url": each.reference.target,
            "state": each.state,
            "reason": each.reason,
            "new": each.new,
        }
        for each in shown
    ]
    return json_text(valid(json.dumps(rows, ensure_ascii=False, indent=2))) + "\n"


def as_markdown(shown: Sequence[Occurrence]) -> str:
    """Return a Markdown list by file, for a job summary or an issue."""
    lines = [f"# Links: {summary(shown)}", ""]
    for file in dict.fromkeys(each.file for each in shown):
        lines += [f"## {markdown(file)}", ""]
        for each in (each for each in shown if each.file == file):
            new = f" → {markdown_link(each.new)}" if each.new else ""
            reason = f": {markdown(each.reason)}" if each.reason else ""
            target = markdown_link(each.reference.target)
            lines.append(f"- line {each.line}: **{each.state}** {target}{new}{reason}")
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def as_github(shown: Sequence[Occurrence]) -> str:
    """Return annotations for GitHub Actions, which shows them at the lines of the files."""
    return "".join(
        command(
            "error" if each.state in _ERRORS else "warning",
            f"{each.reference.target}{f' -> {each.new}' if each.new else ''}: {each.reason}",
            file=each.file,
            line=str(each.line),
            col=str(each.column),
            title=f"link {each.state}",
        )
        for each in shown
    )


def as_sarif(shown: Sequence[Occurrence]) -> str:
    """Return SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/), which GitHub's code scanning reads."""
    rules = [
        {
            "id": f"link-{state}",
            "shortDescription": {"text": _ABOUT[state]},
            "helpUri": _HOME,
            "defaultConfiguration": {"level": "error" if state in _ERRORS else "warning"},
        }
        for state in FINDINGS
    ]
    results = [_sarif_result(each) for each in shown if each.state in FINDINGS]
    driver = {"name": "linkscan", "version": __version__, "informationUri": _HOME, "rules": rules}
    document = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}],
    }
    return json_text(valid(json.dumps(document, ensure_ascii=False, indent=2))) + "\n"


def _sarif_result(each: Occurrence) -> dict[str, object]:
    reference = each.reference
    text = f"{reference.target} is {each.state}" + (f", now {each.new}" if each.new else "") + f": {each.reason}"
    region = {
        "startLine": each.line,
        "startColumn": each.column,
        "endColumn": each.column + reference.end - reference.start,
    }
    result: dict[str, object] = {
        "ruleId": f"link-{each.state}",
        "ruleIndex": FINDINGS.index(each.state),
        "level": "error" if each.state in _ERRORS else "warning",
        "message": {"text": text},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": _uri(each.file)}, "region": region}}],
    }
    return result


def _uri(file: str) -> str:
    return quote(PurePath(file).as_posix().encode("utf-8", "surrogateescape"), safe="/")


def as_junit(shown: Sequence[Occurrence]) -> str:
    """Return JUnit XML, which CI servers read, with a suite for each file and a case for each link."""
    suites = ET.Element("testsuites", name="linkscan")
    for file in dict.fromkeys(each.file for each in shown):
        cases = [each for each in shown if each.file == file]
        failed = [each for each in cases if each.state in FINDINGS]
        skipped = [each for each in cases if each.state in (State.SKIPPED, State.IGNORED)]
        suite = ET.SubElement(suites, "testsuite", name=log_line(file), tests=str(len(cases)), errors="0")
        suite.attrib |= {"failures": str(len(failed)), "skipped": str(len(skipped))}
        for each in cases:
            name = f"{each.line}:{each.column} {each.reference.target}"
            case = ET.SubElement(suite, "testcase", name=log_line(name), classname=log_line(file), time="0")
            if each in failed:
                message = log_line(f"{each.state}{f' -> {each.new}' if each.new else ''}")
                ET.SubElement(case, "failure", type=each.state, message=message).text = log_line(line(each))
            elif each in skipped:
                ET.SubElement(case, "skipped", message=log_line(each.reason))
    ET.indent(suites)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(suites, encoding="unicode") + "\n"


FORMATS: Mapping[str, Callable[[Sequence[Occurrence]], str]] = {
    "text": as_text,
    "json": as_json,
    "markdown": as_markdown,
    "github": as_github,
    "sarif": as_sarif,
    "junit": as_junit,
}
"""The formats by name."""


def summary(occurrences: Sequence[Occurrence]) -> str:
    """Return the number of links in each state: `34 links: 30 ok, 2 gone, 2 moved`."""
    counts = Counter(each.state for each in occurrences)
    links = counted(len(occurrences), "link")
    words = ", ".join(f"{counts[state]} {state}" for state in dict.fromkeys((State.OK, *State)) if counts[state])
    return f"{links}: {words}" if words else links
