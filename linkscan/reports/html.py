"""Render one self-contained HTML file that sends no requests and runs only linkscan's own scripts. Pure."""

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
from linkscan.reports.times import moment

SHOWN, MOST = 8, 200  # entries of a list that are expanded, and that are included at all; the table has all
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
    scripts = [_inline(name) for name in SCRIPTS]
    style = _inline("report.css")
    return (
        _environment()
        .get_template("report.html.jinja")
        .render(
            report=report,
            charts=charts(report),
            overdue=_by_sentence(report.overdue),
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
class _OpenPromise:
    """The assets that one sentence promised and that have not been found."""

    paper: str
    title: str
    sentence: str
    age_days: int
    assets: list[str]


def _by_sentence(promises: Iterable[Promise]) -> list[_OpenPromise]:
    """Return the open promises grouped by sentence: "code and models will be released" is one entry."""
    found: dict[tuple[str, str], _OpenPromise] = {}
    for promise in promises:
        waiting = _OpenPromise(promise.paper, promise.title, labels.quoted(promise.sentence), promise.age_days, [])
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
        "moment": moment,
        "short": short,
        "steps": labels.steps,
        "name": labels.input_name,
        "deep": _fragment,
    }
    environment.globals |= {
        "share": labels.share,
        "interval": share_with_interval,
        "CHANGED": labels.CHANGED,
        "is_web": is_web,
    }
    return environment


def _shown(value: Any) -> Any:
    """Return untrusted text without control characters, and integers with thousands separators, as in the tables."""
    if type(value) is int:
        return f"{value:,}"
    return plain(value) if type(value) is str else value


@cache
def _asset(name: str) -> str:
    return files("linkscan.reports").joinpath("assets", name).read_text("utf-8")


def _inline(name: str) -> Markup:
    return Markup(_asset(name))  # noqa: S704 - a file of this package, not untrusted text


def _fragment(paper: str) -> str:
    """Return the URL fragment by which table.js opens the row of a paper."""
    return f"#paper={quote(plain(paper), safe='')}"


def _policy(scripts: list[Markup], style: Markup) -> str:
    """Return a Content Security Policy that allows only the inline scripts and style, by hash.

    https://www.w3.org/TR/CSP3/
    """
    allowed = " ".join(_hash(script) for script in scripts)
    return (
        f"default-src 'none'; script-src {allowed}; style-src {_hash(style)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _data(report: Report) -> Markup:
    """Return the data of the tables as JSON that cannot end its script element: `<`, `>` and `&` are escaped."""
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
    compact = {name: _compact(values) for name, values in data.items()}
    text = json.dumps(compact, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))  # noqa: S704 - see above


def _compact(value: Any) -> Any:
    """Return a JSON value with every string made plain, and without empty values."""
    if isinstance(value, str):  # most are; `match` takes twice as long
        return plain(value)
    if isinstance(value, dict):
        return {key: _compact(item) for key, item in value.items() if item not in (None, "", [], {})}
    if isinstance(value, (list, tuple)):
        return [_compact(item) for item in value]
    return value
