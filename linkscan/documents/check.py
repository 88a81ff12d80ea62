"""Finding the links in files, and judging them: local targets on the disk, addresses by their results."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from linkscan.documents import local
from linkscan.documents.files import Document
from linkscan.documents.formats import finder_of
from linkscan.documents.ignore import IgnoreList
from linkscan.documents.occurrence import Occurrence, State, new_address, state_of
from linkscan.documents.reference import Positions, Reference, Scope
from linkscan.models import LinkResult

_BYTE = re.compile("[\udc80-\udcff]")  # an undecodable byte: PEP 383


@dataclass(frozen=True, slots=True)
class DocumentLinks:
    """The links in one file."""

    document: Document
    references: Sequence[Reference]


def find(document: Document, scope: Scope) -> DocumentLinks:
    """Return the links in a file that point to the web, to files or to anchors."""
    references = finder_of(document.path.name)(document.text, scope)
    return DocumentLinks(document, [each for each in references if each.is_web or each.is_local])


def addresses(found: Iterable[DocumentLinks]) -> list[str]:
    """Return the distinct web addresses, in order."""
    urls = (_valid(each.target) for file in found for each in file.references if each.is_web)
    return list(dict.fromkeys(urls))


def judge(
    found: Iterable[DocumentLinks], results: Mapping[str, LinkResult], ignored: IgnoreList, today: date
) -> Iterator[Occurrence]:
    """Yield every link with its state, file by file, in the order of the text."""
    for file in found:
        positions = Positions(file.document.text)
        for reference in file.references:
            state, reason, new = _judged(
                reference, file.document, results, lambda target: ignored.reason_for(target, today)
            )
            line, column = positions.of(reference.start)
            yield Occurrence(str(file.document.path), line, column, reference, state, reason, new)


def _judged(
    reference: Reference,
    document: Document,
    results: Mapping[str, LinkResult],
    ignored: Callable[[str], str | None],
) -> tuple[State, str, str | None]:
    if why := ignored(reference.target):
        return State.IGNORED, why, None
    if not reference.is_web:
        lacking = local.missing(reference.target, document.path)
        return (State.MISSING, lacking, None) if lacking else (State.OK, "", None)
    result = results[_valid(reference.target)]
    state = state_of(result)
    reason = (result.content_reason or result.reason) if state in (State.PLACEHOLDER, State.EMPTY) else result.reason
    copy = f"; archived copy: {result.archive_url}" if result.archive_url else ""
    return state, f"{reason}{copy}", new_address(result)


def _valid(target: str) -> str:
    """Return an address with undecodable bytes read as Latin-1, as in files from old editors."""
    return _BYTE.sub(lambda byte: chr(ord(byte[0]) & 0xFF), target).encode("utf-8", "replace").decode("utf-8")
