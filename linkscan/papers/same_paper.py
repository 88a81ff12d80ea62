"""Cluster records of the same paper by arXiv ID, DOI, ID in the input, title, abstract and year. Pure.

The result does not depend on the order of the records: they are sorted first, certain matches are merged before
others, and a record that matches two different papers remains separate.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from itertools import combinations

from linkscan.models import Paper
from linkscan.papers.identifiers import arxiv_id, doi, is_preprint, made_up_id, same_letters, words
from linkscan.patterns import lazy_pattern

_ALIKE = 0.5  # shared words of the shorter abstract; papers on the same subject share about a third
_ALIKE_TITLES = 0.8  # shared words of the shorter title, if the DOIs are equal
_TELLING = 3  # words of a title that identifies a paper without the year
_PREPRINTED = 4  # words of a title that identifies an article and its preprint
_IN_PRESS = range(4)  # years from a preprint to the article
_COMPARED = 16  # different papers with a common name that a paper is compared with
_ANYBODYS = frozenset(
    [
        *("editorial", "editorialboard", "editorialnote", "editorialcomment", "guesteditorial", "lettertotheeditor"),
        *("introduction", "preface", "foreword", "prologue", "epilogue", "summary", "overview", "about", "appendix"),
        *("erratum", "errata", "corrigendum", "corrigenda", "correction", "corrections", "retraction", "addendum"),
        *("news", "index", "contents", "tableofcontents", "inthisissue", "abstract", "abstracts", "letter", "letters"),
        *("reply", "authorreply", "authorsreply", "response", "comment", "comments", "commentary", "discussion"),
        *("conclusion", "conclusions", "references", "bibliography", "glossary", "calendar", "highlights"),
        *("bookreview", "bookreviews", "review", "reviews", "obituary", "inmemoriam", "perspective", "viewpoint"),
        *("acknowledgements", "acknowledgments", "titlepage", "frontmatter", "backmatter", "announcements"),
        *("untitled", "notitle", "vorwort", "einleitung", "editoriale", "presentacion", "avantpropos", "prefacio"),
    ]
)
"""Titles that recur in every journal."""

_NUMERAL = lazy_pattern(r"\d+|[ivx]+")  # the number of a part


def names(paper: Paper) -> list[str]:
    """Return the names under which a paper may occur elsewhere: its IDs, its title, and its title without subtitle."""
    found = [f"arxiv {paper.arxiv_id}"] if paper.arxiv_id else []
    if number := _doi(paper):
        found.append(f"doi {number}")
    found += _titles(paper)
    if has_given_id(paper):
        found.append(f"id {paper.id}")
    return found


def has_given_id(paper: Paper) -> bool:
    """Return whether the ID of a paper comes from the input, and is not another spelling of its arXiv ID or DOI."""
    if paper.arxiv_id and paper.arxiv_id in paper.id and arxiv_id(paper.id) == paper.arxiv_id:
        return False
    if paper.doi and "10." in paper.id and (doi(paper.id) or "").casefold() == paper.doi.casefold():
        return False
    return paper.id != made_up_id(paper.title or paper.abstract)


def clusters(papers: Sequence[Paper]) -> list[list[int]]:
    """Return clusters of records of the same paper, as sorted indices into `papers`."""
    seen = sorted((_Seen(place, paper) for place, paper in enumerate(papers)), key=lambda each: each.rank)
    partition = _Partition(seen)
    partition.unite(lambda each: [each.arxiv_id] if each.arxiv_id else [], lambda _one, _other: True)
    partition.unite(lambda each: [each.doi] if each.doi else [], _agree)
    partition.unite(lambda each: each.names, _read_alike)
    partition.unite_by_title()
    return sorted(sorted(each.place for each in cluster.papers) for cluster in partition.clusters())


def _doi(paper: Paper) -> str | None:
    """Return the DOI for comparison; arXiv's own DOIs are ignored, since they repeat the arXiv ID."""
    return paper.doi.casefold() if paper.doi and arxiv_id(paper.doi) is None else None


def _titles(paper: Paper) -> list[str]:
    if not (title := same_letters(paper.title)):
        return [f"abstract {same_letters(paper.abstract)}"]
    head = paper.title.partition(": ")[0] if ": " in paper.title else ""
    return [f"title {title}", f"title {same_letters(head)}"] if head else [f"title {title}"]


class _Seen:
    """A record with the values by which it is compared."""

    def __init__(self, place: int, paper: Paper) -> None:
        self.place = place
        self.arxiv_id = paper.arxiv_id
        self.doi = _doi(paper)
        self.title = same_letters(paper.title)
        self.title_words = words(paper.title)
        self.year = int(paper.published[:4]) if paper.published else None
        self.abstract = paper.abstract.strip()
        self.given = (paper.source[0].rpartition(":")[0], paper.id) if paper.source and has_given_id(paper) else None
        self.names = [*_titles(paper), *([f"id {paper.id}"] if self.given else [])]
        self.is_preprint = is_preprint(paper.arxiv_id, self.doi)
        self.is_posted = self.is_preprint or paper.arxiv_id is not None
        ids = (self.arxiv_id or "", self.doi or "")
        self.rank = (*ids, self.title, self.year or 0, paper.id, paper.abstract, paper.title, paper.source)

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of the abstract."""
        return frozenset(self.abstract.casefold().split())


class _Cluster:
    """Records of one paper, with the values of all of them."""

    __slots__ = (
        *("arxiv_ids", "dois", "given", "has_abstract", "is_posted", "is_preprint", "papers", "titles", "years"),
    )

    def __init__(self, seen: _Seen) -> None:
        self.papers = [seen]
        self.arxiv_ids = {seen.arxiv_id} if seen.arxiv_id else set()
        self.dois = {seen.doi} if seen.doi else set()
        self.titles = {seen.title} if seen.title else set()
        self.years = {seen.year} if seen.year else set()
        self.given = {seen.given} if seen.given else set()
        self.has_abstract = bool(seen.abstract)
        self.is_posted, self.is_preprint = seen.is_posted, seen.is_preprint

    def take(self, other: "_Cluster") -> None:
        self.papers += other.papers
        self.arxiv_ids |= other.arxiv_ids
        self.dois |= other.dois
        self.titles |= other.titles
        self.years |= other.years
        self.given |= other.given
        self.has_abstract |= other.has_abstract
        self.is_posted |= other.is_posted
        self.is_preprint &= other.is_preprint


Reason = Callable[[_Cluster, _Cluster], bool]


class _Partition:
    """A partition of records into clusters that are merged step by step."""

    def __init__(self, seen: Sequence[_Seen]) -> None:
        self._seen = seen
        self._cluster = {each.place: _Cluster(each) for each in seen}

    def clusters(self) -> list[_Cluster]:
        """Return the clusters, in the order of their first records."""
        return _distinct(self._cluster[each.place] for each in self._seen)

    def unite(self, keys: Callable[[_Seen], Iterable[str]], reason: Reason) -> None:
        """Merge clusters that share a key, if the given test confirms it."""
        by_key: dict[str, list[_Seen]] = {}
        for each in self._seen:
            for key in keys(each):
                by_key.setdefault(key, []).append(each)
        for key in sorted(by_key):
            known: list[_Cluster] = []
            for cluster in _distinct(self._cluster[each.place] for each in by_key[key]):
                twins = (each for each in known[:_COMPARED] if _may_be_one(each, cluster) and reason(each, cluster))
                if twin := next(twins, None):
                    self._join(twin, cluster)
                else:
                    known.append(cluster)

    def unite_by_title(self) -> None:
        """Merge clusters with the same title and year of which one has no abstract, unless two would match it."""
        by_title: dict[str, list[_Cluster]] = {}
        for cluster in self.clusters():
            for title in cluster.titles:
                by_title.setdefault(title, []).append(cluster)
        for title, those in sorted(by_title.items()):
            if 1 < len(those) <= _COMPARED and title not in _ANYBODYS:
                self._unite_close(_distinct(self._cluster[each.papers[0].place] for each in those))

    def _unite_close(self, those: list[_Cluster]) -> None:
        """Merge close clusters; those close to two that are different come last, and are merged with each other."""
        while those:
            near = [[_are_close(one, other) for other in those] for one in those]
            torn = [each for each, row in zip(those, near, strict=True) if _is_torn(row, near, those)]
            kept: list[_Cluster] = []
            for cluster in (each for each in those if each not in torn):
                twin = next((each for each in kept if _are_close(each, cluster)), None)
                if twin:
                    self._join(twin, cluster)
                else:
                    kept.append(cluster)
            those = torn if kept else []

    def _join(self, one: _Cluster, other: _Cluster) -> None:
        for each in other.papers:
            self._cluster[each.place] = one
        one.take(other)


def _distinct(those: Iterable[_Cluster]) -> list[_Cluster]:
    return list({id(each): each for each in those}.values())


def _is_torn(row: Sequence[bool], near: Sequence[Sequence[bool]], those: Sequence[_Cluster]) -> bool:
    """Return whether a cluster is close to two different papers, which are not just rows of one file."""
    close = [place for place, is_near in enumerate(row) if is_near]
    return any(not near[a][b] and not _are_two_rows(those[a], those[b]) for a, b in combinations(close, 2))


def _may_be_one(one: _Cluster, other: _Cluster) -> bool:
    """Return whether no arXiv IDs contradict that two clusters are one paper."""
    return not one.arxiv_ids or not other.arxiv_ids or one.arxiv_ids == other.arxiv_ids


def _are_two_rows(one: _Cluster, other: _Cluster) -> bool:
    """Return whether one file gives them different IDs; a file with numbered rows keeps them all."""
    return any(file == another and mine != its for file, mine in one.given for another, its in other.given)


def _agree(one: _Cluster, other: _Cluster) -> bool:
    """Return whether titles or abstracts agree, given equal DOIs, which may be that of the proceedings."""
    return any(_are_titles_of_one(a, b) or _are_alike(a, b) for a in one.papers for b in other.papers)


def _are_titles_of_one(one: _Seen, other: _Seen) -> bool:
    """Return whether titles are equal except for a subtitle, or a word or two other than the number of a part."""
    if not one.title or not other.title:
        return not (one.abstract and other.abstract)
    if one.title == other.title:
        return True
    short, long = sorted((one.title_words, other.title_words), key=len)
    if long[: len(short)] == short:
        return not _NUMERAL.fullmatch(long[len(short)])
    own, others = set(one.title_words), set(other.title_words)
    if len(own & others) < _ALIKE_TITLES * min(len(own), len(others)):
        return False
    return not any(_NUMERAL.fullmatch(word) for word in own ^ others)


def _read_alike(one: _Cluster, other: _Cluster) -> bool:
    """Return whether the abstracts agree, given an equal title or ID."""
    return not _are_two_rows(one, other) and any(
        _have_one_name(a, b) and _are_alike(a, b) for a in one.papers for b in other.papers
    )


def _have_one_name(one: _Seen, other: _Seen) -> bool:
    """Return whether a whole title or an ID is equal; different titles may begin with the same name of a tool."""
    mine, its = one.names, other.names
    return mine[0] in its or its[0] in mine or (mine[-1] == its[-1] and mine[-1].startswith("id "))


def _are_alike(one: _Seen, other: _Seen) -> bool:
    if not one.abstract or not other.abstract:
        return False
    if one.abstract == other.abstract:
        return True
    return len(one.words & other.words) >= _ALIKE * min(len(one.words), len(other.words))


def _are_close(one: _Cluster, other: _Cluster) -> bool:
    """Return whether two clusters with the same title, one without an abstract, are one paper as far as is known.

    Without a year, only a distinctive title identifies a paper. An article appears up to three years after its
    preprint, with a DOI of its own.
    """
    if one is other or (one.has_abstract and other.has_abstract):
        return False
    if not _may_be_one(one, other) or _are_two_rows(one, other):
        return False
    length = min(len(each.title_words) for each in (*one.papers, *other.papers))
    is_telling = length >= _PREPRINTED
    have_two_dois = bool(one.dois and other.dois) and one.dois.isdisjoint(other.dois)
    if have_two_dois and (not is_telling or one.is_preprint == other.is_preprint):
        return False
    if not one.years or not other.years:
        return length >= _TELLING
    if not one.years.isdisjoint(other.years):
        return True
    posted, article = (one, other) if one.is_posted else (other, one)
    return is_telling and one.is_posted != other.is_posted and min(article.years) - min(posted.years) in _IN_PRESS
