"""Spellings that are accepted as addresses, and the address that each means."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkscan.spellings import as_url, suggest, variants
from linkscan.urls import parse_url

ARXIV, DOI, TOOL = (
    "https://arxiv.org/abs/2401.00001",
    "https://doi.org/10.5281/zenodo.123",
    "https://github.com/lab/tool",
)
MEANT = {
    ARXIV: """2401.00001 | arxiv:2401.00001 | arXiv:2401.00001 | ARXIV: 2401.00001 | arXiv:2401.00001 [cs.CL]
        | abs/2401.00001 | oai:arXiv.org:2401.00001 | arxiv.org/abs/2401.00001 | 2401.00001.pdf | (arXiv:2401.00001)
        | arxiv:２４０１.００００１
        | \u200b2401.00001\ufeff""",
    "https://arxiv.org/abs/2401.00001v2": "2401.00001v2 | arXiv:2401.00001v2",
    "https://arxiv.org/abs/hep-th/9901001": "hep-th/9901001 | arxiv:hep-th/9901001",
    "https://arxiv.org/abs/math.GT/0309136": "math.GT/0309136",
    DOI: """10.5281/zenodo.123 | doi:10.5281/zenodo.123 | DOI: 10.5281/zenodo.123 | doi.org/10.5281/zenodo.123
        | info:doi/10.5281/zenodo.123 | urn:doi:10.5281/zenodo.123 | doi:https://doi.org/10.5281/zenodo.123
        | doi:doi:10.5281/zenodo.123 | 10.5281/zenodo.123. | 10.5281／zenodo.123 | \u202a10.5281/zenodo.123\u202c
        | dx.doi.org/10.5281/zenodo.123""",
    "https://doi.org/10.1000/456%23789": "10.1000/456#789 | 10.1000/456%23789 | doi:10.1000/456#789",
    "https://doi.org/10.1000/a%3Fb%20": "10.1000/a?b%20",
    "https://doi.org/10.1002/1(1998)49:8%3C693::AID-A4%3E3.0.CO;2-O": "10.1002/1(1998)49:8<693::AID-A4>3.0.CO;2-O",
    "https://doi.org/10.1000.10/x": "10.1000.10/x",
    "https://doi.org/10/gfxyz": "10/gfxyz",
    TOOL: """git@github.com:lab/tool.git | git@github.com:lab/tool | ssh://git@github.com/lab/tool.git
        | ssh://git@github.com:22/lab/tool | ssh://github.com/lab/tool | git+ssh://git@github.com/lab/tool.git
        | git+https://github.com/lab/tool.git@main#egg=tool | git://github.com/lab/tool.git | github.com:lab/tool.git
        | git@ssh.github.com:lab/tool.git | ssh://git@ssh.github.com:443/lab/tool.git | gh:lab/tool | github:lab/tool
        | github.com/lab/tool | //github.com/lab/tool | <https://github.com/lab/tool> | "https://github.com/lab/tool"
        | 'github.com/lab/tool' | \u202ehttps://github.com/lab/tool""",
    "https://gitlab.com/lab/sub/tool": """git@gitlab.com:lab/sub/tool.git | gitlab:lab/sub/tool
        | ssh://git@altssh.gitlab.com:443/lab/sub/tool""",
    "https://git.lab.org/~me/tool": "ssh://git@git.lab.org:2222/~me/tool.git | git@git.lab.org:~me/tool",
    "https://git.lab.org:8443/tool": "git+https://git.lab.org:8443/tool.git",
    "https://huggingface.co/datasets/lab/data": "hf://datasets/lab/data",
    "https://hdl.handle.net/2027/abc": "hdl:2027/abc | hdl.handle.net/2027/abc",
    "https://pubmed.ncbi.nlm.nih.gov/12345678/": "PMID:12345678 | pmid: 12345678 | PMID 12345678",
    "https://pmc.ncbi.nlm.nih.gov/articles/PMC1234567/": "PMC1234567 | pmc1234567 | PMCID: PMC1234567",
    "https://aclanthology.org/2024.naacl-long.1": "2024.naacl-long.1 | acl:2024.naacl-long.1",
    "https://pypi.org/project/requests/": "pypi:requests",
    "https://localhost:8000/x": "localhost:8000/x",
    "https://lab.org:8000/x": "lab.org:8000/x",
    "https://münchen.de/x": "münchen.de/x",
    "https://10.0.20.161/x": "10.0.20.161/x",
    "https://[::1]/x": "[::1]/x",
}
AS_THEY_ARE = """http://a.org/10.5281/x | https://doi.org/10.1000/456#789 | HTTPS://GitHub.com/Lab
    | ftp://a.org/x | file:///etc/passwd | mailto:a@b.org | javascript:alert(1) | data:text/html,x | a@b.org
    | 10.5281 | 10.5281/ | 10.1/x | 3.14 | 1.1
    | 2499.00001 | 2401.001 | 2024.12345 | lab/tool | tool | - | --help | ./one.txt | ../one.txt
    | /etc/passwd | C:\\papers\\x.pdf | swh:1:rev:abc | PMC | hdl:x
    | git@[::1]:lab/tool.git | user@host:tool | gh:tool | zenodo.123
    | https//github.com/x | .. | lab/1234567 | host:99999999/x"""


def words(text: str) -> list[str]:
    return [word.strip(" \n") for word in text.split(" |")]


@pytest.mark.parametrize(("said", "meant"), [(said, meant) for meant, many in MEANT.items() for said in words(many)])
def test_identifiers_and_spellings_lead_to_an_address(said: str, meant: str) -> None:
    assert as_url(said) == meant
    assert parse_url(meant) is not None


@pytest.mark.parametrize("said", words(AS_THEY_ARE))
def test_other_text_is_unchanged(said: str) -> None:
    assert as_url(said) == said


@pytest.mark.parametrize("given", ["2401.00001", "10.5281/zenodo.123", "github.com/lab/tool"])
def test_surrounding_spaces_are_ignored(given: str) -> None:
    assert as_url(f" \t{given}\u00a0\n") == as_url(given)


@given(st.text(max_size=60))
def test_normalised_spelling_is_stable(said: str) -> None:
    """A derived address is not changed again."""
    url = as_url(said)
    assert as_url(url) == url or not url.startswith("https://")


@given(
    st.sampled_from(["10.5281/", "git@", "ssh://", "arxiv:", "hdl:", "ark:/12148/", "gh:", "http", ""]),
    st.sampled_from(["a.", "a@", "-", "/", ":", ".a-", "(", "doi:", "\u202e", "1"]),
)
def test_long_repetitions_take_no_time(begin: str, unit: str) -> None:
    """With a hundred thousand characters, backtracking patterns would not finish."""
    said = begin + unit * (100_000 // len(unit)) + "!"
    assert as_url(f" {said} ") == as_url(said)
    meant = suggest(said)
    assert meant is None or "://" in meant


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("lab/tool", TOOL),
        ("lab/tool.git", TOOL),
        ("lab/tool/", TOOL),
        ("lab/tool/tree/main", f"{TOOL}/tree/main"),
        ("https//github.com/lab/tool", TOOL),
        ("ttps://github.com/lab/tool", TOOL),
        ("hxxps://github.com/lab/tool", TOOL),
        ("htps://github.com/lab/tool", TOOL),
        ("datasets/lab/data", "https://huggingface.co/datasets/lab/data"),
        ("hf:lab/model", "https://huggingface.co/lab/model"),
        ("tool", None),
        ("-x/tool", None),
        ("lab/", None),
        ("10.5281/", None),
        ("a@b.org", None),
        ("/etc/passwd", None),
        ("../lab/tool", None),
    ],
)
def test_suggestions(said: str, meant: str | None) -> None:
    assert suggest(said) == meant


def test_variants_are_one_address() -> None:
    assert {"http://www.lab.org/x.git", "https://lab.org/x/", "https://lab.org/x"} <= set(variants("https://lab.org/x"))
    assert variants("https://www.lab.org/x.git")[0] == "https://www.lab.org/x.git"
    assert variants("10.5281") == ["10.5281"]
