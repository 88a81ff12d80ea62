"""Render papers for a reviewer: their claims, their other dead addresses, what their repositories lack. Pure."""

from collections.abc import Iterator
from dataclasses import fields

from linkscan.models import Check, Checklist, Content, Health, LinkResult, PaperResult
from linkscan.reports.escaping import log_line
from linkscan.reports.labels import quoted, result
from linkscan.reports.report import Report
from linkscan.reports.tables import paper_url


def render(report: Report) -> str:
    """Return the lines about every paper of a report."""
    links = {link.url: link for link in report.links}
    return "".join(f"{line}\n" for paper in report.papers for line in _paper_lines(paper, links))


def _paper_lines(paper: PaperResult, links: dict[str, LinkResult]) -> Iterator[str]:
    url = paper_url(paper)
    page = f" ({url})" if url else ""
    yield log_line(f"{paper.title or paper.id}{page}: {paper.verdict}")
    if not paper.claims:
        yield f"  {log_line(paper.reason)}"
    for claim in paper.claims:
        url = f" {claim.found_url or claim.url}" if claim.found_url or claim.url else ""
        yield "  " + log_line(f"{claim.asset}, {claim.stance}: {claim.verdict}{url}")
        yield "      " + log_line(result(claim))
        yield "      " + log_line(f"“{quoted(claim.sentence)}”")
    claimed = {url for claim in paper.claims for url in (claim.url, claim.found_url)}
    for link in (links[url] for url in paper.links if url in links):
        if link.url not in claimed and (trouble := _problem(link)):
            yield "  " + log_line(f"{link.url}: {trouble}")
        yield from _checklist_lines(link)


def _problem(link: LinkResult) -> str | None:
    """Return what is wrong with an address that no claim gives, or None."""
    if link.health not in (Health.OK, Health.SKIPPED):
        return f"{link.health}: {link.reason}"
    if link.content in (Content.EMPTY, Content.PLACEHOLDER):
        return f"{link.content}: {link.content_reason}"
    return None


def _checklist_lines(link: LinkResult) -> Iterator[str]:
    """Yield how many points of the checklist a repository meets, and which it lacks."""
    if link.checklist is None:
        return
    answers: dict[str, Check] = {each.name: getattr(link.checklist, each.name) for each in fields(Checklist)}
    lacking = [name.replace("_", " ") for name, answer in answers.items() if answer.is_met is False]
    there = sum(answer.is_met is True for answer in answers.values())
    words = f"{there} of {len(answers)} points of the checklist"
    words += f"; not found: {', '.join(lacking)}" if lacking else ""
    yield "  " + log_line(f"{link.url}: {words}")
