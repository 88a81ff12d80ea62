"""Decide whether an artefact is released by the place where it is said to be: an archive, a registry, a code host."""

import re

from linkscan.models import Asset
from linkscan.text.claims.candidate import Candidate
from linkscan.text.claims.event import CODE_HOSTS, REGISTRIES
from linkscan.text.claims.lexicon import word_set
from linkscan.text.claims.rule import only_if
from linkscan.text.claims.tagset import Tag, tag_pattern, tag_set

# Bound once: Python 3.11 takes 180 ns to find a member of an enumeration.
_ASSET_DATA = Asset.DATA

_TO_A_PLACE = tag_set("at to for")
_NOT_DATA = tag_set("it code")
_OUR = tag_set("our we")  # the authors' website
_IN_ARCHIVE = tag_pattern("adverb* [at to] [the our adverb word name participle available open]* [place data]")
_DEPOSITED = word_set("deposited archived")
_COUNTED = word_set("hundreds thousand thousands million millions many")
_ARCHIVES = word_set(
    """zenodo figshare dryad osf github gitlab bitbucket codeberg sourceforge pypi cran bioconductor conda bioconda
    kaggle huggingface metabolights
    dataverse mendeley geo genbank sra pride arrayexpress ena vizier cds pangaea icpsr pdb emdb hub"""
) | {"hugging face", "open science framework", "data centre", "data center", "data archive", "archive"}
"""Places where authors deposit what they made."""
_AUTHORS_ARCHIVES = word_set("zenodo figshare dryad osf github gitlab dataverse") | {"open science framework"}
"""Archives in which data are mostly the authors' own."""
_PACKAGES = tag_set("code name tool")
_SAID_OF_PLACES = tag_set("available provided released")
_DATA_CENTRES = word_set("cds vizier")
"""Archives of the tables of papers (cds.unistra.fr)."""
_DEPOSITABLE = tag_set("code model data datum it all")
_PLACE_FOLLOWS = tag_pattern(
    "(?:adverb* [at doing] [the our adverb name word participle]*)?place|adverb* at colon? stop?$"
)
_A_PLACE = tag_pattern("adverb* (?:at [word participle]{1,3})? at colon? [the our we adverb name word]* place")


def _is_in_archive(candidate: Candidate) -> bool:
    """Return whether an archive is named after the event: `were submitted to GenBank`."""
    place = _IN_ARCHIVE.match(candidate.event.sentence.tags, candidate.event.end)
    return place is not None and candidate.event.sentence.words[place.end() - 1] in _ARCHIVES


def deposited(candidate: Candidate) -> bool | None:
    """Decide on deposits: `the sequences have been deposited in GenBank`, `are available under accession number X`."""
    if candidate.mention.asset is _ASSET_DATA and candidate.has_identifier:
        return not candidate.mention.is_others
    if "submitted" in (candidate.predicate[1], candidate.words[-1]):
        return candidate.mention.asset is _ASSET_DATA and candidate.is_linked and _is_in_archive(candidate)
    if candidate.predicate[1] not in _DEPOSITED or candidate.mention.is_others:
        return None
    if not _COUNTED.isdisjoint(candidate.part):
        return False  # a thousand models have been deposited in an archive
    is_thing = candidate.mention.tag in _DEPOSITABLE  # layers are deposited on steel, proteins at a site
    if candidate.mention.tag in _NOT_DATA or candidate.event.before == Tag.WHICH:  # sands that were deposited in a lake
        is_thing = _IN_ARCHIVE.match(candidate.event.sentence.tags, candidate.event.end) is not None
    is_said = (Tag.BE in candidate.event.trigger and is_thing) or candidate.is_linked
    return is_said if candidate.event.behind in _TO_A_PLACE else None


def _place_of(candidate: Candidate) -> re.Match[str] | None:
    """Return the match of a place named after the event, or None: `is available on GitHub`, `from the archive`."""
    return _A_PLACE.match(candidate.event.sentence.tags, candidate.event.end)


def _is_said_of_places(predicate: str, trigger: str) -> bool:
    return predicate in _SAID_OF_PLACES or Tag.AVAILABLE in trigger


@only_if(lambda form: _is_said_of_places(form.predicate, form.trigger))
def archived(candidate: Candidate) -> bool | None:
    """Decide on archives that fit the artefact: a package `on CRAN`, tables `at the CDS`, `our data at Zenodo`."""
    place = _place_of(candidate)
    if place is None:
        return None
    mention, named = candidate.mention, candidate.event.sentence.words[place.end() - 1]
    is_code_place = named in REGISTRIES or (named in CODE_HOSTS and candidate.predicate[0] == Tag.OPEN)
    if is_code_place and mention.tag in _PACKAGES:  # is open and on GitHub
        return True
    if named in _DATA_CENTRES:
        return mention.asset is _ASSET_DATA
    is_made = Tag.MADE in candidate.event.trigger
    if named == "web" and is_made and mention.asset is _ASSET_DATA:  # have been made available on the web
        return True
    is_open = mention.tag == Tag.DATA and named in _AUTHORS_ARCHIVES and candidate.is_called_open
    is_own = mention.is_ours or is_made or is_open or _is_of_study(candidate)
    return True if named in _ARCHIVES and is_own else None


def at_a_place(candidate: Candidate) -> bool | None:
    """Decide on what is found at a place: `our code can be found on GitHub`, `is on GitHub`."""
    tag, _ = candidate.predicate
    place = _place_of(candidate) if _is_said_of_places(tag, candidate.event.trigger) else None
    if place and (
        not _OUR.isdisjoint(place[0])
        or (Tag.THE in place[0] and candidate.event.sentence.words[place.end() - 1].startswith("project"))
    ):
        return True
    is_ours = candidate.mention.is_ours and tag in _SAID_OF_PLACES
    if is_ours and (_is_served(candidate) or _LOST_URL.match(candidate.event.sentence.tags, candidate.event.end)):
        return True
    if tag == Tag.FOUND:
        follows = _PLACE_FOLLOWS.match(candidate.event.sentence.tags, candidate.event.end) is not None
        is_later = candidate.is_promised and Tag.WILL not in candidate.event.trigger  # can be obtained on request
        return follows or is_later or (candidate.is_promised and candidate.is_linked)
    return "from" not in candidate.words if tag == Tag.AT else None  # data are from the archive


_LOST_URL = tag_pattern("at colon? stop?$")
"""The end of a sentence that has lost its URL: `TextNet is available at`."""
_A_SERVICE = tag_pattern("at the [name word adverb available open and comma]* [demo code]")


def _is_served(candidate: Candidate) -> bool:
    """Return whether a portal gives access to data, or a package to a method: `accessible via a Python package`."""
    served = _A_SERVICE.match(candidate.event.sentence.tags, candidate.event.end)
    if served is None or candidate.event.words[-1] == "open":
        return False
    noun = Tag.CODE if candidate.mention.tag == Tag.TOOL else Tag.DEMO
    return served[0][-1] == noun and (noun == Tag.CODE or candidate.mention.asset is _ASSET_DATA)


_MADE_HERE = tag_pattern("[participle present verb] [at for] [the our]* paper")


def _is_of_study(candidate: Candidate) -> bool:
    """Return whether data are those of the paper: `data generated in this study`, a bare `Data are available`."""
    sentence, mention = candidate.event.sentence, candidate.mention
    is_bare = mention.tag == Tag.DATA and mention.at == 0
    return is_bare or _MADE_HERE.match(sentence.tags, mention.at + 1) is not None
