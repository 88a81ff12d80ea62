"""The places linkscan knows: each forge says what to ask and reads the answers. No network in here.

A forge is a module that satisfies `forge.Forge`; `FORGES` is asked in order, and the open web, which knows
every address, is last.
"""

from linkscan.address import Address
from linkscan.forges import (
    anonymous,
    arxiv,
    bitbucket,
    doi,
    drive,
    figshare,
    gitea,
    github,
    gitlab,
    huggingface,
    osf,
    pypi,
    short,
    website,
    youtube,
    zenodo,
)
from linkscan.forges.forge import Forge
from linkscan.models import Place

FORGES: tuple[Forge, ...] = (
    github,
    huggingface,
    gitlab,
    bitbucket,
    gitea,
    zenodo,
    figshare,
    osf,
    arxiv,
    doi,  # after those who know their own DOIs
    anonymous,
    drive,
    youtube,
    pypi,
    short,
    website,
)

_BY_NAME = {forge.NAME: forge for forge in FORGES}


def locate(address: Address) -> Place:
    """Name the place an address points to, in the words of the first forge that knows it."""
    for forge in FORGES:
        place = forge.locate(address)
        if place is not None:
            return place
    raise AssertionError("the open web knows every address")  # website.locate never gives None


def forge_of(place: Place) -> Forge:
    """Give the forge that named a place."""
    return _BY_NAME[place.forge]
