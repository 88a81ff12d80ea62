"""All hosts together: every address matches one, and the first match counts."""

import subprocess
import sys
from importlib import import_module

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from linkscan.hosts import HOSTS, host_of, match
from linkscan.hosts.registry import LazyHost
from linkscan.urls import parse_url


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://github.com/lab/tool", "github"),
        ("https://huggingface.co/lab/model", "huggingface"),
        ("https://gitlab.com/lab/tool", "gitlab"),
        ("https://gitlab.inria.fr/lab/tool", "gitlab"),
        ("https://bitbucket.org/lab/tool", "bitbucket"),
        ("https://codeberg.org/lab/tool", "gitea"),
        ("https://zenodo.org/records/123", "zenodo"),
        ("https://doi.org/10.5281/zenodo.123", "zenodo"),
        ("https://figshare.com/articles/x/123456", "figshare"),
        ("https://doi.org/10.6084/m9.figshare.123456", "figshare"),
        ("https://osf.io/ab3de", "osf"),
        ("https://doi.org/10.17605/OSF.IO/AB3DE", "osf"),
        ("https://doi.org/10.48550/arXiv.2401.00001", "arxiv"),
        ("https://doi.org/10.1000/xyz", "doi"),
        ("https://anonymous.4open.science/r/x-1", "anonymous"),
        ("https://drive.google.com/file/d/1/view", "drive"),
        ("https://youtu.be/dQw4w9WgXcQ", "youtube"),
        ("https://arxiv.org/abs/2401.00001", "arxiv"),
        ("https://pypi.org/project/tool/", "pypi"),
        ("https://bit.ly/x", "short"),
        ("https://lab.github.io/tool/", "website"),
        ("https://example.org/", "website"),
        ("https://huggingface.co/lab", "website"),
        ("https://10.0.0.1/x", "website"),
        ("ftp://example.org/x", "website"),
    ],
)
def test_address_matches_one_host(url: str, name: str) -> None:
    address = parse_url(url)
    assert address is not None
    target = match(address)
    assert target.host == name
    assert name == host_of(target).NAME
    assert target.key.startswith(("gist:", f"{name}:"))


@pytest.mark.parametrize("host", HOSTS, ids=lambda host: host.NAME)
def test_a_host_has_the_name_of_its_module(host: LazyHost) -> None:
    assert host.NAME == import_module(host.module).NAME


def test_the_module_of_a_host_is_loaded_when_an_address_on_its_site_is_met() -> None:
    """A run needs few of them, and loading all takes as long as loading everything else that a check needs."""
    program = """
import sys
from linkscan.hosts import HOSTS, match
from linkscan.urls import parse_url
for url in sys.argv[1:]:
    match(parse_url(url))
print(*(host.NAME for host in HOSTS if host.module in sys.modules))
"""

    def loaded(*urls: str) -> set[str]:
        told = subprocess.run([sys.executable, "-c", program, *urls], capture_output=True, text=True, check=True)
        return set(told.stdout.split())

    assert loaded() == set()
    assert loaded("https://osf.io/ab3de", "https://gitlab.com/lab/tool") == {"osf", "gitlab"}
    assert "zenodo" not in loaded("https://example.org/")


def test_names_are_unique_and_the_open_web_is_last() -> None:
    names = [host.NAME for host in HOSTS]
    assert len(set(names)) == len(names)
    assert names[-1] == "website"


HOST_NAMES = (
    "github.com huggingface.co gitlab.com bitbucket.org codeberg.org zenodo.org figshare.com osf.io doi.org "
    "anonymous.4open.science drive.google.com www.youtube.com youtu.be arxiv.org bit.ly example.org"
)


@example(host="gitlab.com", tail="0/\x08")  # not a possible project name
@given(host=st.sampled_from(HOST_NAMES.split()), tail=st.text(max_size=60))
def test_every_address_matches_a_host(host: str, tail: str) -> None:
    address = parse_url(f"https://{host}/{tail}")
    if address is not None:
        target = match(address)
        again = parse_url(target.canonical)
        assert again is not None, "what a reader is given is an address"
        assert match(again).host == target.host
