"""The same paper, met in several places, becomes one."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from hashlib import blake2b
from itertools import groupby
from typing import NamedTuple

from linkscan.errors import LinkscanError
from linkscan.models import Asset, Paper, RecordField
from linkscan.papers.identifiers import arxiv_id, made_up_id, same_letters

_CACHE = 64  # MiB of memory; what does not fit lies in a temporary file
_TWINS = 1 << 32  # places for each paper, so that the order of places is the order of papers, twins together
_NAMESAKES = 8  # different papers of one name that are told apart
_ALIKE = 0.5  # of the words of the shorter abstract; two papers on one subject share about a third
_TELLING = 3  # words of a title by which a paper is known without its year
_ANYBODYS = frozenset(
    [
        "editorial",
        "introduction",
        "preface",
        "foreword",
        "erratum",
        "corrigendum",
        "correction",
        "retraction",
        "news",
        "index",
        "contents",
        "abstract",
        "abstracts",
        "letter",
        "letters",
        "reply",
        "comment",
        "discussion",
        "conclusion",
        "references",
        "bookreview",
        "bookreviews",
        "obituary",
        "acknowledgements",
        "tableofcontents",
        "titlepage",
        "frontmatter",
        "backmatter",
    ]
)
"""Titles that every journal has anew."""

_TABLES = """
    PRAGMA journal_mode = OFF;
    PRAGMA synchronous = OFF;
    CREATE TABLE paper (place INTEGER PRIMARY KEY, id, title, source, arxiv_id, doi, published, abstract, more);
    CREATE TABLE name (digest INTEGER PRIMARY KEY, owner INTEGER);
    CREATE TABLE shared (id PRIMARY KEY);
    BEGIN;
"""


def merge(papers: Iterable[Paper]) -> Iterator[Paper]:
    """Yield each distinct paper once, in order of first appearance, with all its places as `source`.

    Papers are the same when they have one arXiv id (whatever the version) or one DOI and title; or one title, DOI or
    given id, and abstracts that share half of their words; where an abstract is missing, one title and year. Two given
    ids in one file are two papers. What one place does not tell (an id, a DOI) is taken from the next. Different papers
    that were given one id `7` become `7#` and a digest of each: ids do not depend on the order of the inputs.

    Everything is read before the first is given, but not held: papers lie in a temporary SQLite database,
    in memory while they are few and in a file (where SQLITE_TMPDIR or TMPDIR says) when they are many.

    >>> from linkscan import Paper
    >>> text = "We present a tool."
    >>> here = Paper("a", "A Tool", ("one.txt:1",), abstract=text)
    >>> there = Paper("b", "A tool", ("two.txt:9",), abstract=text)
    >>> [paper.source for paper in merge([here, there])]
    [('one.txt:1', 'two.txt:9')]
    """
    with closing(Shelf()) as shelf:
        try:
            for paper in papers:
                shelf.put(paper)
            shared = shelf.shared_ids()
            for twins in shelf.take():
                paper = combine(twins)
                yield replace(paper, id=f"{paper.id}#{_digest(paper, twins)}") if paper.id in shared else paper
        except sqlite3.OperationalError as error:
            raise LinkscanError(
                f"cannot hold the papers ({error}); make room in the temporary folder, or set SQLITE_TMPDIR"
            ) from error


class Shelf:
    """Papers in order of first appearance, each with its twins, and the names they are known by."""

    def __init__(self) -> None:
        # A generator may be closed in another thread than it ran in, but never runs in two.
        self._db = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self._db.executescript(f"PRAGMA cache_size = -{_CACHE << 10};{_TABLES}")
        self._count = 0

    def put(self, paper: Paper) -> None:
        """Put a paper beside the one that it is the same as, or at the end."""
        number, self._count = self._count, self._count + 1
        known_as = names(paper)
        place = number * _TWINS
        if not self._is_new(known_as, number):
            claims = [self._claim(name, paper, number) for name in known_as]
            owner = min(claim.owner for claim in claims)
            if owner != number:
                place = self._beside(owner, [claim.digest for claim in claims if claim.owner == number])
            elif claims[0].namesakes:
                self._db.execute("INSERT OR IGNORE INTO shared VALUES (?)", (paper.id,))
        self._db.execute("INSERT INTO paper VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", (place, *_row(paper)))

    def take(self) -> Iterator[list[Paper]]:
        """Yield each paper with its twins, in order."""
        rows = self._db.execute("SELECT * FROM paper ORDER BY place")
        for _, twins in groupby(rows, key=lambda row: row[0] // _TWINS):
            yield [_paper(row) for row in twins]

    def shared_ids(self) -> frozenset[str]:
        """Return the ids that were given to different papers."""
        return frozenset(id_ for (id_,) in self._db.execute("SELECT id FROM shared"))

    def close(self) -> None:
        """Forget all papers, and the file they lay in."""
        self._db.close()

    def _is_new(self, known_as: Sequence[str], number: int) -> bool:
        """Claim all names at once, which is the way of most papers, and tell whether that went well."""
        values = ", ".join(["(?, ?)"] * len(known_as))
        claims = [each for name in known_as for each in (hash((0, name)), number)]
        made = self._db.execute(f"INSERT OR IGNORE INTO name VALUES {values}", claims)  # noqa: S608 - no text in it
        return made.rowcount == len(known_as)

    def _beside(self, owner: int, digests: Iterable[int]) -> int:
        """Hand names over to `owner`, and give the next place beside it."""
        moved = [(owner, digest) for digest in digests]
        self._db.executemany("UPDATE name SET owner = ? WHERE digest = ?", moved)
        own = (owner * _TWINS, (owner + 1) * _TWINS)
        last = self._db.execute("SELECT max(place) FROM paper WHERE place >= ? AND place < ?", own).fetchone()
        return int(last[0]) + 1

    def _claim(self, name: str, paper: Paper, number: int) -> "_Claim":
        """Find who is known by `name` and the same as `paper`; if nobody, it goes by that name from now."""
        digest = 0
        for namesakes in range(_NAMESAKES):
            digest = hash((namesakes, name))
            claimed = self._db.execute("INSERT OR IGNORE INTO name VALUES (?, ?)", (digest, number)).rowcount
            if claimed:
                return _Claim(digest, number, namesakes)
            (owner,) = self._db.execute("SELECT owner FROM name WHERE digest = ?", (digest,)).fetchone()
            if owner == number or same(self._first(owner), paper):
                return _Claim(digest, owner, namesakes)
        return _Claim(digest, number, number)  # one of very many: its number makes its id unique

    def _first(self, owner: int) -> Paper:
        row = self._db.execute("SELECT * FROM paper WHERE place = ?", (owner * _TWINS,)).fetchone()
        return _paper(row)


class _Claim(NamedTuple):
    """Who owns a name, and how many others had it before."""

    digest: int
    owner: int
    namesakes: int


def names(paper: Paper) -> list[str]:
    """Return what a paper may be known by elsewhere; the first is what its id was made of."""
    found = [f"arxiv {paper.arxiv_id}"] if paper.arxiv_id else []
    if paper.doi and arxiv_id(paper.doi) is None:
        found.append(f"doi {paper.doi.casefold()}")
    title = same_letters(paper.title)
    found.append(f"title {title}" if title else f"abstract {same_letters(paper.abstract)}")
    if has_given_id(paper):
        found.insert(0, f"id {paper.id}")
    return found


def has_given_id(paper: Paper) -> bool:
    """Return whether the input gave the paper its id, so that it is more than another name for what we know."""
    if paper.id in (paper.arxiv_id, paper.doi):
        return False
    return paper.id != made_up_id(paper.title or paper.abstract)


def same(one: Paper, other: Paper) -> bool:
    """Return whether two papers with a name in common are one."""
    if one.arxiv_id and other.arxiv_id:
        return one.arxiv_id == other.arxiv_id
    dois = _dois(one, other)
    if dois and dois[0] == dois[1] and _has_title_of(one, other):
        return True
    if one.id != other.id and _file(one) == _file(other) and has_given_id(one) and has_given_id(other):
        return False
    if not one.abstract or not other.abstract:
        return (dois is None or dois[0] == dois[1]) and _has_title_of(one, other) and _same_year(one, other)
    words, others = set(one.abstract.casefold().split()), set(other.abstract.casefold().split())
    return len(words & others) >= _ALIKE * min(len(words), len(others))


def _has_title_of(one: Paper, other: Paper) -> bool:
    return bool(one.title) and same_letters(one.title) == same_letters(other.title)


def _dois(one: Paper, other: Paper) -> tuple[str, str] | None:
    """Return both DOIs if there are two; arXiv's own is another name of its id."""
    if not one.doi or not other.doi or arxiv_id(one.doi) or arxiv_id(other.doi):
        return None
    return one.doi.casefold(), other.doi.casefold()


def _same_year(one: Paper, other: Paper) -> bool:
    """Return whether a title stands for one paper by its year; without a year, only if it is telling."""
    if same_letters(one.title) in _ANYBODYS:
        return False
    if one.published and other.published:
        return one.published[:4] == other.published[:4]
    return len(one.title.split()) >= _TELLING


def combine(twins: Sequence[Paper]) -> Paper:
    """Return one paper for several that are the same: the first, completed from the others; its id is the shortest."""
    if len(twins) == 1:
        return twins[0]
    given = [paper.id for paper in twins if has_given_id(paper)]
    arxiv = next((paper.arxiv_id for paper in twins if paper.arxiv_id), None)
    doi = next((paper.doi for paper in twins if paper.doi), None)
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


def _digest(paper: Paper, twins: Sequence[Paper]) -> str:
    """Make a few letters of what tells a paper from its namesakes, whatever the order of its twins."""
    told = (same_letters(paper.title), paper.arxiv_id or "", paper.doi or "", min(twin.abstract for twin in twins))
    return blake2b("\0".join(told).encode(), digest_size=4).hexdigest()


def _file(paper: Paper) -> str:
    return paper.source[0].rpartition(":")[0] if paper.source else ""


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
