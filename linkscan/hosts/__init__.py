"""The hosts linkscan knows: each says what to request and reads the responses. No network in here.

A host is a module that satisfies `base.Host`. `HOSTS` is tried in order; `website`, which takes every address, is
last.
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
    """Return the target an address points to, as the first host that knows the address names it."""
    for host in HOSTS:
        target = host.match(address)
        if target is not None:
            return target
    raise AssertionError("website takes every address")  # website.match never returns None


def host_of(target: Target) -> Host:
    """Return the host that named a target."""
    return _BY_NAME[target.host]
