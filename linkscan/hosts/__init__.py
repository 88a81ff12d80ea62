"""The places linkscan knows: each forge says what to ask and reads the answers. No network in here.

A forge is a module that satisfies `forge.Forge`; `HOSTS` is asked in order, and the open web, which knows
every address, is last.
"""

from linkscan.hosts import (
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
    shorteners,
    website,
    youtube,
    zenodo,
)
from linkscan.hosts.base import Host
from linkscan.models import Target
from linkscan.urls import Url

HOSTS: tuple[Host, ...] = (
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
    shorteners,
    website,
)

_BY_NAME = {host.NAME: host for host in HOSTS}


def match(address: Url) -> Target:
    """Name the place an address points to, in the words of the first forge that knows it."""
    for host in HOSTS:
        target = host.match(address)
        if target is not None:
            return target
    raise AssertionError("the open web knows every address")  # website.locate never gives None


def host_of(target: Target) -> Host:
    """Return the forge that named a place."""
    return _BY_NAME[target.host]
