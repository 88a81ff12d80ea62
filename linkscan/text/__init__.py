"""Extract links and claims from the text of one paper. Pure: no network, no clock, no disk.

`urls/` finds addresses. `claims/` finds what the authors release, step by step: `cues` tells where a claim may stand,
`sentences` splits the text, `tagger` tags the words with the help of `lexicon`, `event_finder` matches `patterns`,
`arguments` fills their slots with the phrases found by `noun_phrases` and `phrases`, `coreference` resolves names and
pronouns, `release_rules` decide what is a claim, `url_attachment` and `captions` assign URLs, and `claims` puts it all
together.
"""

from dataclasses import replace

from linkscan.models import Asset, Claim, Link, Paper, Reading, RecordField, Stance
from linkscan.text.claims.claims import find_claims, find_closing_claims, find_title_claims
from linkscan.text.languages.identify import identify_languages
from linkscan.text.markup import blank_markup
from linkscan.text.urls.finder import UrlSpan, find_urls
from linkscan.urls import comparable

__all__ = ["read"]

_ABSTRACT = "abstract"
_LONGEST_SENTENCE = 1000  # characters that a claim quotes
_NOTHING = Reading((), ())  # most papers
_NO_GUESSES: frozenset[str] = frozenset()


def read(paper: Paper) -> Reading:
    """Return the links and claims found in the title, the abstract and the other fields of a paper.

    >>> reading = read(Paper(id="1", title="A Tool", abstract="Code: github.com/lab/tool. Data will be released."))
    >>> [(link.url, link.repairs) for link in reading.links]
    [('https://github.com/lab/tool', (<Repair.SCHEME_ADDED: 'scheme added'>,))]
    >>> [(claim.asset.value, claim.stance.value, claim.url) for claim in reading.claims]
    [('code', 'released', 'https://github.com/lab/tool'), ('data', 'promised', None)]
    """
    links: dict[str, Link] = {}
    title, abstract = blank_markup(paper.title), blank_markup(paper.abstract)
    if "." in title:
        _as_first_spelt(find_urls(title), links, "title")
    spans = find_urls(abstract)
    if spans:
        _as_first_spelt(spans, links, _ABSTRACT)
    identified = identify_languages(abstract)
    claims = find_claims(title, abstract, spans, identified.languages) if abstract else []
    if spans and not claims:
        claims = find_closing_claims(title, abstract, spans)
    if in_title := find_title_claims(title):
        said = {(claim.asset, claim.stance) for claim in claims}
        own = (replace(claim, origin="title") for claim in in_title if (claim.asset, claim.stance) not in said)
        claims = [*own, *claims]
    if not (links or claims or paper.fields or identified.unread) and abstract[:1].isalnum():
        return _NOTHING
    guesses = _NO_GUESSES
    if paper.fields:
        named = {link.url for link in links.values()}
        said_in_fields = (claim for field in paper.fields for claim in _read_field(field, title, links, named))
        claims = _distinct([*claims, *said_in_fields])
        guesses = frozenset(link.url for link in links.values()) - named
    claims = [claim if len(claim.sentence) <= _LONGEST_SENTENCE else _shortened(claim) for claim in claims]
    return Reading(tuple(links.values()), tuple(claims), guesses, identified.unread, bool(abstract.strip()))


def _read_field(field: RecordField, title: str, links: dict[str, Link], named: set[str]) -> list[Claim]:
    """Return the claims of a field other than the abstract, and add its links to `links`.

    URLs that people connect with the paper are added to `named`: every URL of a record field, but only those of claims
    if the field is the body of the paper.
    """
    text = blank_markup(field.text)
    if field.is_guess:
        _as_first_spelt(find_urls(text), links, f"{field.name} (guessed by a machine)")
        return []
    spans = _as_first_spelt(find_urls(text), links, field.name)
    claims = _claims_of_field(field, text, title, spans)
    named.update(claim.url for claim in claims if claim.url is not None)
    if not field.is_body:
        named.update(span.link.url for span in spans)
    return claims


def _claims_of_field(field: RecordField, text: str, title: str, spans: list[UrlSpan]) -> list[Claim]:
    if field.asset is None:
        languages = identify_languages(text).languages
        return [replace(claim, origin=field.name) for claim in find_claims(title, text, spans, languages)]
    said = " ".join(text.split())
    return [Claim(field.asset, Stance.RELEASED, span.link.url, said, origin=field.name) for span in spans]


def _shortened(claim: Claim) -> Claim:
    """Return the claim with the part of its sentence around the URL, or with its beginning.

    A sentence of a thousand URLs may be that of a thousand claims, each of which is written with it.
    """
    at = max(0, claim.sentence.find(claim.url)) if claim.url else 0
    start, end = max(0, at - _LONGEST_SENTENCE // 2), at + _LONGEST_SENTENCE // 2
    before, after = "… " if start else "", " …" if end < len(claim.sentence) else ""
    return replace(claim, sentence=f"{before}{claim.sentence[start:end]}{after}")


def _distinct(claims: list[Claim]) -> list[Claim]:
    """Return each claim once per asset, stance and URL; a claim without a URL gives way to one with it."""
    placed = {(claim.asset, claim.stance) for claim in claims if claim.url is not None}
    kept: dict[tuple[Asset, Stance, str | None], Claim] = {}
    for claim in claims:
        if claim.url is not None or (claim.asset, claim.stance) not in placed:
            kept.setdefault((claim.asset, claim.stance, claim.url), claim)
    return list(kept.values())


def _as_first_spelt(spans: list[UrlSpan], links: dict[str, Link], origin: str) -> list[UrlSpan]:
    """Return the spans with each link spelt as at its first occurrence; new links are added to `links`."""
    for index, span in enumerate(spans):
        place = comparable(span.link.url)
        known = links.get(place)
        if known is None:
            known = links[place] = span.link if origin == _ABSTRACT else replace(span.link, origin=origin)
        if known is not span.link:
            spans[index] = UrlSpan(span.start, span.end, known)
    return spans
