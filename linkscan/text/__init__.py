"""Read: what the text of one paper says. Pure: no network, no clock, no disk.

From the bottom to the top:

- addresses: `domains` and `repair` serve `links`, which finds them;
- sentences: `sentences` bounds them, `tagging` makes of each a string of `tags` by the vocabulary in `words`;
- release acts: `cue` is one wording, `cues` and `descriptions` are all of them, `events` finds where they match;
- artefacts: `phrases` reads noun phrases (`parts`, `names`, `item`), `readers` where a cue has its own (`subjects`,
  `antecedents`, `heads`, `forms`), `kinds` what names and pronouns stand for;
- claims: `grounds` judges whether it is a release, `stances` whether it is out, `linking` and `captions` where it is;
  `claims` puts all this together, `drafts` merges what says the same.
"""

from collections.abc import Iterable

from linkscan.address import comparable
from linkscan.models import Link, Paper, Reading
from linkscan.text.claims import find_claims, find_title_claims
from linkscan.text.links import Mention, find_mentions

__all__ = ["read"]


def read(paper: Paper) -> Reading:
    """Read the links and the claims of a paper, from its title and its abstract, in the order of the text.

    >>> reading = read(Paper(id="1", title="A Tool", abstract="Code: github.com/lab/tool. Data will be released."))
    >>> [(link.url, link.repairs) for link in reading.links]
    [('https://github.com/lab/tool', (<Repair.SCHEME_ADDED: 'scheme added'>,))]
    >>> [(claim.asset.value, claim.stance.value, claim.url) for claim in reading.claims]
    [('code', 'released', 'https://github.com/lab/tool'), ('data', 'promised', None)]
    """
    links: dict[str, Link] = {}
    _as_first_spelt(find_mentions(paper.title), links)
    mentions = _as_first_spelt(find_mentions(paper.abstract), links)
    claims = find_claims(paper.title, paper.abstract, mentions)
    if in_title := find_title_claims(paper.title):
        said = {(claim.asset, claim.stance) for claim in claims}
        claims = [*(claim for claim in in_title if (claim.asset, claim.stance) not in said), *claims]
    return Reading(tuple(links.values()), tuple(claims))


def _as_first_spelt(mentions: Iterable[Mention], links: dict[str, Link]) -> list[Mention]:
    """Give every mention the link of its place as it was first spelt; places not yet in `links` are added."""
    return [
        Mention(mention.start, mention.end, links.setdefault(comparable(mention.link.url), mention.link))
        for mention in mentions
    ]
