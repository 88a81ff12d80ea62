"""Merge records of the same paper."""

import json
import sqlite3
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace

from linkscan.errors import LinkscanError
from linkscan.models import Asset, Paper, RecordField
from linkscan.papers.digests import short_digest
from linkscan.papers.identifiers import arxiv_id, is_preprint, same_letters
from linkscan.papers.same_paper import clusters, has_given_id, names

_CACHE = 64  # MiB of memory, before a temporary file is used
_LARGEST_GROUP = 1024  # papers with names in common that are compared with each other
_ASKED = 500  # rows per query

_TABLES = """
    PRAGMA journal_mode = OFF;
    PRAGMA synchronous = OFF;
    CREATE TABLE paper (number INTEGER PRIMARY KEY, id, title, source, arxiv_id, doi, published, abstract, more);
    CREATE TABLE name (digest INTEGER PRIMARY KEY, number INTEGER);
    CREATE TABLE shared (id PRIMARY KEY);
    BEGIN;
"""


def merge(papers: Iterable[Paper]) -> Iterator[Paper]:
    """Yield each distinct paper once, in order of first appearance, with all its places as `source`.

    Two records are the same paper if they share
    - the arXiv ID (whatever the version), or the DOI and most of the title;
    - the title (with or without the subtitle) or an ID from the input, and half of the words of the abstract;
    - if an abstract is missing, the title and the year, or the title of a preprint from up to three years before.

    Two IDs in one file are two papers. What is missing in one record (an ID, a DOI) is taken from the next. Different
    papers with the same ID `7` get the IDs `7#` plus a digest. Neither the groups nor the IDs depend on the order of
    the inputs.

    All papers are read before the first is yielded. They are kept in a temporary SQLite database: in memory while they
    are few, else in a file (in SQLITE_TMPDIR or TMPDIR).

    >>> from linkscan import Paper
    >>> text = "We present a tool."
    >>> here = Paper("a", "A Tool", ("one.txt:1",), abstract=text)
    >>> there = Paper("b", "A tool", ("two.txt:9",), abstract=text)
    >>> [paper.source for paper in merge([here, there])]
    [('one.txt:1', 'two.txt:9')]
    """
    with closing(PaperStore()) as store:
        try:
            for paper in papers:
                store.put(paper)
            yield from store.take()
        except sqlite3.OperationalError as error:
            raise LinkscanError(
                f"cannot hold the papers ({error}); make room in the temporary folder, or set SQLITE_TMPDIR"
            ) from error


class PaperStore:
    """Papers in order of first appearance, and the names by which they are found.

    Papers with a common name form a group: a ring linked by `_next`, whose leader in `_lead` knows its size.
    """

    def __init__(self) -> None:
        # A generator may be closed by another thread, but never runs in two at the same time.
        self._db = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self._db.executescript(f"PRAGMA cache_size = -{_CACHE << 10};{_TABLES}")
        self._next, self._lead, self._size = array("I"), array("I"), array("I")
        self._has_shared = False

    def put(self, paper: Paper) -> None:
        """Append a paper, and join it to the group of every name it has."""
        number = len(self._next)
        self._next.append(number)
        self._lead.append(number)
        self._size.append(1)
        known_as = [hash(name) for name in dict.fromkeys(names(paper))]
        self._db.execute("INSERT INTO paper VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", (number, *_row(paper)))
        values = ", ".join(["(?, ?)"] * len(known_as))
        claims = [each for digest in known_as for each in (digest, number)]
        made = self._db.execute(f"INSERT OR IGNORE INTO name VALUES {values}", claims)  # noqa: S608 - no text in it
        if made.rowcount < len(known_as):
            places = ", ".join("?" * len(known_as))
            query = f"SELECT number FROM name WHERE digest IN ({places})"  # noqa: S608 - no text in it
            for (other,) in self._db.execute(query, known_as).fetchall():
                self._unite(number, other, paper.id)

    def take(self) -> Iterator[Paper]:
        """Yield each distinct paper, in order."""
        ids: dict[int, str] = {}  # of papers whose own ID is not unique
        done = bytearray(len(self._next))
        for row in self._db.execute("SELECT * FROM paper ORDER BY number"):
            number = row[0]
            if done[number]:
                continue
            if self._next[number] == number and number not in ids:
                yield self._alone(row)
                continue
            papers: list[Paper] = []
            if self._size[self._lead_of(number)] > 1:
                told, papers = self._part(number)
                ids |= told
            ring = self._ring(number)
            for each in ring:
                done[each] = 1
            paper = combine(papers or [_paper(each) for each in self._rows(ring)])
            yield replace(paper, id=ids.pop(number)) if number in ids else paper

    def close(self) -> None:
        """Delete all papers, and the file that holds them."""
        self._db.close()

    def _alone(self, row: Sequence[str]) -> Paper:
        paper = _paper(row)
        return replace(paper, id=f"{paper.id}#{_digest([paper])}") if self._is_shared(paper.id) else paper

    def _lead_of(self, number: int) -> int:
        lead = self._lead
        while lead[number] != number:
            lead[number] = number = lead[lead[number]]
        return number

    def _unite(self, one: int, other: int, id_: str) -> None:
        """Join two groups. A group that would be too large is not compared further, but its IDs are kept distinct."""
        lead, led = self._lead_of(one), self._lead_of(other)
        if lead == led:
            return
        if self._size[lead] + self._size[led] > _LARGEST_GROUP:
            self._db.execute("INSERT OR IGNORE INTO shared VALUES (?)", (id_,))
            self._has_shared = True
            return
        self._lead[led] = lead
        self._size[lead] += self._size[led]
        self._next[lead], self._next[led] = self._next[led], self._next[lead]

    def _ring(self, number: int) -> list[int]:
        ring, at = [number], self._next[number]
        while at != number:
            ring.append(at)
            at = self._next[at]
        return sorted(ring)

    def _rows(self, numbers: Sequence[int]) -> Iterator[Sequence[str]]:
        for start in range(0, len(numbers), _ASKED):
            asked = numbers[start : start + _ASKED]
            places = ", ".join("?" * len(asked))
            query = f"SELECT * FROM paper WHERE number IN ({places}) ORDER BY number"  # noqa: S608 - no text in it
            yield from self._db.execute(query, asked).fetchall()

    def _part(self, number: int) -> tuple[dict[int, str], list[Paper]]:
        """Split a group into a ring for each distinct paper.

        Return new IDs for papers whose own is not unique, and the records of the paper at `number`.
        """
        ring = self._ring(number)
        papers = [_paper(row) for row in self._rows(ring)]
        found = clusters(papers)
        for cluster in found:
            for place, following in zip(cluster, [*cluster[1:], cluster[0]], strict=True):
                self._next[ring[place]] = ring[following]
                self._lead[ring[place]] = ring[place]
                self._size[ring[place]] = 1
        twins = {ring[cluster[0]]: [papers[place] for place in cluster] for cluster in found}
        own = next(cluster for cluster in found if ring.index(number) in cluster)
        return _told_apart(twins, self._is_shared), [papers[place] for place in own]

    def _is_shared(self, id_: str) -> bool:
        """Return whether an ID is that of several papers that were not compared, which is rare."""
        found = self._db.execute("SELECT 1 FROM shared WHERE id = ?", (id_,)) if self._has_shared else None
        return found is not None and found.fetchone() is not None


def combine(twins: Sequence[Paper]) -> Paper:
    """Return the merged paper: the first record, completed from the others, with the shortest ID."""
    if len(twins) == 1:
        return twins[0]
    given = [paper.id for paper in twins if has_given_id(paper)]
    arxiv = next((paper.arxiv_id for paper in twins if paper.arxiv_id), None)
    doi = min((paper.doi for paper in twins if paper.doi), key=_is_of_preprint, default=None)
    known = [arxiv] if arxiv else [paper.doi for paper in twins if paper.doi]
    return Paper(
        id=min(given or known or [paper.id for paper in twins], key=lambda text: (len(text), text)),
        title=next((paper.title for paper in twins if paper.title), ""),
        source=tuple(dict.fromkeys(place for paper in twins for place in paper.source)),
        arxiv_id=arxiv,
        doi=doi,
        published=max((paper.published for paper in twins if paper.published), key=len, default=None),
        venue=next((paper.venue for paper in twins if paper.venue), None),
        url=next((paper.url for paper in twins if paper.url), None),
        kept={name: cell for paper in reversed(twins) for name, cell in paper.kept.items()},
        abstract=next((paper.abstract for paper in twins if paper.abstract), ""),
        fields=tuple({(field.name, field.text): field for paper in twins for field in paper.fields}.values()),
    )


def _is_of_preprint(doi: str) -> bool:
    return arxiv_id(doi) is not None or is_preprint(None, doi)


def _told_apart(twins: Mapping[int, Sequence[Paper]], is_shared: Callable[[str], bool]) -> dict[int, str]:
    """Return a unique ID for each paper whose own is not, by the number of its first record."""
    ids = {number: combine(those).id for number, those in twins.items()}
    count = Counter(ids.values())
    found: dict[int, str] = {}
    for number in sorted(ids, key=lambda number: _rank(twins[number])):
        id_ = ids[number]
        if count[id_] > 1 or is_shared(id_):
            told = f"{id_}#{_digest(twins[number])}"
            count[told] += 1
            found[number] = told if count[told] == 1 else f"{told}.{count[told]}"
    return found


def _rank(twins: Sequence[Paper]) -> tuple[str, ...]:
    """Return the sort key of papers with the same digest: their content and their places."""
    return min((paper.published or "", paper.venue or "", paper.url or "", *paper.source) for paper in twins)


def _digest(twins: Sequence[Paper]) -> str:
    """Return a short digest that tells a paper from others of the same name, whatever the order of its records."""
    told = [
        min(same_letters(paper.title) for paper in twins),
        next((paper.arxiv_id for paper in twins if paper.arxiv_id), ""),
        min((paper.doi for paper in twins if paper.doi), key=lambda text: (len(text), text), default=""),
        min(paper.abstract for paper in twins),
    ]
    return short_digest("\0".join(told))


def _row(paper: Paper) -> tuple[str | None, ...]:
    fields = [[field.name, field.text, field.asset, field.is_guess, field.is_body] for field in paper.fields]
    more = [paper.venue, paper.url, dict(paper.kept), fields]
    return (
        paper.id,
        paper.title,
        "\0".join(paper.source),
        paper.arxiv_id,
        paper.doi,
        paper.published,
        paper.abstract,
        json.dumps(more) if any(more) else None,
    )


def _paper(row: Sequence[str]) -> Paper:
    _, id_, title, source, arxiv, doi, published, abstract, more = row
    places = tuple(source.split("\0")) if source else ()
    if not more:
        return Paper(id_, title, places, arxiv, doi, published, abstract)
    venue, url, kept, fields = json.loads(more)
    return Paper(
        id_,
        title,
        places,
        arxiv,
        doi,
        published,
        abstract,
        venue=venue,
        url=url,
        kept=kept,
        fields=tuple(
            RecordField(name, text, Asset(asset) if asset else None, is_guess, is_body)
            for name, text, asset, is_guess, is_body in fields
        ),
    )
