"""Render one HTML file: no request leaves it, and nothing in it runs but our own code. Pure."""

import base64
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import chain
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup
from pydantic import TypeAdapter

from linkscan.models import LinkResult, PaperResult, PaperVerdict, Promise
from linkscan.reports import labels
from linkscan.reports.charts import charts
from linkscan.reports.completeness import NAMES
from linkscan.reports.escaping import is_web, plain, short
from linkscan.reports.intervals import share_with_interval
from linkscan.reports.report import Report
from linkscan.reports.tables import PAPERS, columns_of, flat, kept_names

SHOWN, MOST = 8, 200  # entries of a list that are open, and that are in the page at all; the table has all
SCRIPTS = (
    "vendor/dataTables.min.js",
    "details.js",
    "columns.js",
    "csv.js",
    "theme.js",
    "charts.js",
    "links.js",
    "table.js",
)

STABLE = {column.name for column in PAPERS}

_PAPERS = TypeAdapter(tuple[PaperResult, ...])
_LINKS = TypeAdapter(tuple[LinkResult, ...])


def render(report: Report) -> str:
    """Return `report.html`."""
    scripts = [_own(name) for name in SCRIPTS]
    style = _own("report.css")
    return (
        _environment()
        .get_template("report.html.jinja")
        .render(
            report=report,
            charts=charts(report),
            overdue=_sentences(report.overdue),
            shown=SHOWN,
            most=MOST,
            data=_data(report),
            policy=_policy(scripts, style),
            scripts=scripts,
            style=style,
            licence=_asset("vendor/dataTables.LICENSE.txt"),
            verdicts=list(PaperVerdict),
            questions=list(NAMES.values()),
        )
    )


@dataclass(frozen=True, slots=True)
class _Waiting:
    """What one sentence announced and nobody found: its kinds together."""

    paper: str
    title: str
    sentence: str
    age_days: int
    assets: list[str]


def _sentences(promises: Iterable[Promise]) -> list[_Waiting]:
    """Return the open promises by sentence: "code and models will be released" is one to read."""
    found: dict[tuple[str, str], _Waiting] = {}
    for promise in promises:
        waiting = _Waiting(promise.paper, promise.title, labels.quoted(promise.sentence), promise.age_days, [])
        found.setdefault((promise.paper, promise.sentence), waiting).assets.append(promise.asset.value)
    return list(found.values())


@cache
def _environment() -> Environment:
    environment = Environment(
        autoescape=True,
        loader=FunctionLoader(_asset),
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.finalize = _shown
    environment.filters |= {
        "moment": labels.moment,
        "short": short,
        "steps": labels.steps,
        "name": labels.input_name,
        "deep": _deep,
    }
    environment.globals |= {
        "share": labels.share,
        "interval": share_with_interval,
        "CHANGED": labels.CHANGED,
        "is_web": is_web,
    }
    return environment


def _shown(value: Any) -> Any:
    """Return strangers' text without what is no text, and numbers with commas, as the tables have them."""
    if type(value) is int:
        return f"{value:,}"
    return plain(value) if type(value) is str else value


@cache
def _asset(name: str) -> str:
    return files("linkscan.reports").joinpath("assets", name).read_text("utf-8")


def _own(name: str) -> Markup:
    return Markup(_asset(name))  # noqa: S704 - a file of ours, not a stranger's text


def _deep(paper: str) -> str:
    """Return the fragment that opens a paper's row, as table.js reads it."""
    return f"#paper={quote(plain(paper), safe='')}"


def _policy(scripts: list[Markup], style: Markup) -> str:
    """Allow what stands in this file, named by its hash, and nothing else: https://www.w3.org/TR/CSP3/."""
    allowed = " ".join(_hash(script) for script in scripts)
    return (
        f"default-src 'none'; script-src {allowed}; style-src {_hash(style)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _data(report: Report) -> Markup:
    """Write what the table needs as JSON that no HTML parser can leave: without `<`, `>` and `&`."""
    targets = {link.url: target for target, link in enumerate(report.links)}
    rows = report.to_rows("papers")
    claims = [paper["claims"] for paper in _PAPERS.dump_python(report.papers, mode="json")]
    for claim in chain.from_iterable(claims):
        claim["sentence"] = labels.quoted(claim["sentence"])
    changed: dict[str, list[str]] = {}
    for change in report.changes:
        changed.setdefault(change.paper, []).append(labels.change_line(change))
    data = {
        "columns": [column.name for column in columns_of("papers", report.papers)],
        "kept": [name if name not in STABLE else f"kept_{name}" for name in kept_names(report.papers)],
        "rows": [list(map(flat, cells.values())) for cells in rows],
        "claims": claims,
        "places": [[targets[url] for url in paper.links if url in targets] for paper in report.papers],
        "links": _LINKS.dump_python(report.links, mode="json"),
        "changes": [changed.get(paper.id, []) for paper in report.papers],
    }
    lean = {name: _lean(values) for name, values in data.items()}
    text = json.dumps(lean, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))  # noqa: S704 - see above


def _lean(value: Any) -> Any:
    """Make every text of a JSON value plain, and leave out the keys that say nothing."""
    if isinstance(value, str):  # most are; `match` takes twice as long
        return plain(value)
    if isinstance(value, dict):
        return {key: _lean(item) for key, item in value.items() if item not in (None, "", [], {})}
    if isinstance(value, (list, tuple)):
        return [_lean(item) for item in value]
    return value
