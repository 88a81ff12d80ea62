"""What people give as an address: an identifier, a git URL, a host without a scheme. Pure.

Identifiers become addresses of their resolvers. Anything that is neither an address nor an identifier is returned
unchanged, and later found to be invalid; `suggest` returns what was perhaps meant.
"""

import re
import unicodedata
from collections.abc import Callable
from urllib.parse import quote, unquote

from linkscan.patterns import lazy_pattern

_ARCHIVES = (
    "acc-phys adap-org alg-geom ao-sci astro-ph atom-ph bayes-an chao-dyn chem-ph cmp-lg comp-gas cond-mat cs dg-ga"
    " funct-an gr-qc hep-ex hep-lat hep-ph hep-th math math-ph mtrl-th nlin nucl-ex nucl-th patt-sol physics plasm-ph"
    " q-alg q-bio quant-ph solv-int supr-con"
).replace(" ", "|")
"""Archives of arXiv, with which identifiers from before 2007-04 begin: https://arxiv.org/archive."""

ARXIV_IDENTIFIER = r"(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})"
"""What looks like an arXiv identifier, without the version, in a query or an address, of which arXiv tells the rest."""

ARXIV_ID = (
    r"(?:(?:07(?:0[4-9]|1[0-2])|(?:0[89]|1[0-4])(?:0[1-9]|1[0-2]))\.[0-9]{4}(?![0-9])"
    r"|(?:1[5-9]|[2-9][0-9])(?:0[1-9]|1[0-2])\.[0-9]{5}(?![0-9])"
    rf"|(?:{_ARCHIVES})(?:\.[A-Za-z-]{{2,9}})?/(?:9[1-9]|0[0-7])(?:0[1-9]|1[0-2])[0-9]{{3}}(?![0-9]))"
)
"""An arXiv identifier that can exist, without the version: `2401.00001`, `0704.0001`, `math.GT/0309136`.

Year and month with four digits from 2007-04 to 2014 and five since, an archive with seven digits before:
https://info.arxiv.org/help/arxiv_identifier.html.
"""

_FLAGS = re.ASCII | re.IGNORECASE
_DOI_NAME = lazy_pattern(
    r"(?:(?:info:|urn:)?doi[:/]\s*)*(?:(?:dx\.|www\.)?doi\.org/)?(10(?:\.\d{4,9}(?:\.\d+)*)?/\S+)", _FLAGS
)
_DOI_BEFORE_URL = lazy_pattern(r"doi:\s*(https?://(?:dx\.|www\.)?doi\.org/10\.\S+)", _FLAGS)
_SHORT_DOI = lazy_pattern(r"10/[a-z0-9]{3,}", _FLAGS)  # https://shortdoi.org
_ARXIV = lazy_pattern(
    r"(?:(?:oai:)?arxiv(?:\.org)?\s*[:/]\s*|(?:abs|pdf|html)/)?"
    rf"({ARXIV_ID}(?:v\d+)?)"
    r"(?:\.pdf)?(?:\s*\[[\w.-]+\])?",
    _FLAGS,
)

_GIT_OVER_HTTP = lazy_pattern(r"git\+(https?://[^?#@\s]+)(?:[@#?]\S*)?", _FLAGS)  # https://pip.pypa.io: VCS support
_GIT_URL = lazy_pattern(
    r"(?:ssh|git|git\+ssh|ssh\+git)://(?P<user>[^@/?#\s]+@)?(?P<host>[^:/?#@\s]+)(?::\d*)?/(?P<path>[^?#@\s]+)"
    r"(?:[@?#]\S*)?",
    _FLAGS,
)
# https://git-scm.com/docs/git-clone#_git_urls: "only recognized if there are no slashes before the first colon"
_SCP = lazy_pattern(r"(?P<user>[\w.-]+@)?(?P<host>[\w-]+(?:\.[\w-]+)+):(?!\d+(?:/|$))/?(?P<path>[\w./~+-]+)", re.ASCII)
_OVER_443 = {"ssh.github.com": "github.com", "altssh.gitlab.com": "gitlab.com", "altssh.bitbucket.org": "bitbucket.org"}
"""Hosts that serve git over SSH on port 443: docs.github.com/authentication/troubleshooting-ssh, and others' docs."""

_LABEL = r"[^\s/:@?#.\\<>\"'\[\]]+"
_HOST = lazy_pattern(
    rf"(?:localhost|\[[0-9a-f:.]+\]|\d+(?:\.\d+){{3}}|(?:{_LABEL}\.)+(?=[^\W\d_]){_LABEL}\.?)"
    r"(?::\d{1,5})?(?:[/?#]\S*)?",
    re.IGNORECASE,
)

_Compose = Callable[["re.Match[str]"], str]
# npm: https://docs.npmjs.com/cli/configuring-npm/package-json#git-urls-as-dependencies; cookiecutter: gh, gl, bb.
# hf: https://huggingface.co/docs/huggingface_hub/guides/hf_file_system
_RESOLVERS: tuple[tuple[str, _Compose], ...] = (
    (r"(?:gh|github):([\w-]+/[\w.-]+)", lambda found: f"https://github.com/{_without_git_suffix(found[1])}"),
    (r"(?:gl|gitlab):([\w./-]+/[\w.-]+)", lambda found: f"https://gitlab.com/{_without_git_suffix(found[1])}"),
    (r"(?:bb|bitbucket):([\w-]+/[\w.-]+)", lambda found: f"https://bitbucket.org/{_without_git_suffix(found[1])}"),
    (r"hf://((?:datasets/|spaces/)?[\w.-]+/[\w.-]+)", lambda found: f"https://huggingface.co/{found[1]}"),
    (r"hdl:\s*(\S+/\S+)", lambda found: f"https://hdl.handle.net/{_encoded(found[1])}"),
    (r"(?:pmid|pubmed)[:\s]\s*(\d{1,9})", lambda found: f"https://pubmed.ncbi.nlm.nih.gov/{found[1]}/"),
    (r"(?:pmcid:\s*)?(pmc\d{4,9})", lambda found: f"https://pmc.ncbi.nlm.nih.gov/articles/{found[1].upper()}/"),
    # https://www.swhid.org/specification/v1.2/
    (
        r"(swh:1:(?:cnt|dir|rev|rel|snp):[0-9a-f]{40}(?:;\S+)?)",
        lambda found: f"https://archive.softwareheritage.org/{found[1]}",
    ),
    (
        r"(?:acl:)?(\d{4}\.[a-z0-9_]+-[a-z0-9_]+\.\d+|[a-z]\d\d-\d{4})",
        lambda found: f"https://aclanthology.org/{found[1]}",
    ),
    (r"pypi:([\w.-]+)", lambda found: f"https://pypi.org/project/{found[1]}/"),
    (r"(urn:nbn:\S+)", lambda found: f"https://nbn-resolving.org/{found[1]}"),
    (r"(ark:/?\d{5,9}/\S+)", lambda found: f"https://n2t.net/{found[1]}"),
)
_TABLE = tuple((lazy_pattern(pattern, _FLAGS), compose) for pattern, compose in _RESOLVERS)

_BROKEN_SCHEME = lazy_pattern(
    rf"(?!https?://)(?:h?t{{1,2}}ps?|hxxps?)[:;/\\.]{{1,4}}((?:{_LABEL}\.)+{_LABEL}(?:[/?#]\S*)?)", _FLAGS
)
_SCHEME_AND_WWW = lazy_pattern(r"https?://(?:www\.)?", re.IGNORECASE)
_HUB_PATH = lazy_pattern(r"(?:hf:)?((?:datasets|spaces)/[\w.-]+/[\w.-]+)|hf:([\w.-]+/[\w.-]+)", re.ASCII)
# https://docs.github.com/en/enterprise-cloud@latest/admin/managing-iam/iam-configuration-reference/username-considerations-for-external-authentication
_OWNER_AND_NAME = lazy_pattern(
    r"([a-z\d](?:-?[a-z\d]){0,38}/[\w.-]{1,100}?)/?(/(?:tree|blob|issues|releases)/\S*)?", _FLAGS
)

_PAIRS = dict(zip("<\"'([`\N{LEFT DOUBLE QUOTATION MARK}", ">\"')]`\N{RIGHT DOUBLE QUOTATION MARK}", strict=True))
_AFTER_IDENTIFIER = ".,;"


def as_url(given: str) -> str:
    """Return the address that a person means by a DOI, an arXiv id, a git URL, or a host without a scheme.

    Anything else is returned without surrounding space, but otherwise unchanged.

    >>> as_url("10.5281/zenodo.123"), as_url("arxiv:2401.00001")
    ('https://doi.org/10.5281/zenodo.123', 'https://arxiv.org/abs/2401.00001')
    """
    text = _unwrapped(given)
    if text.startswith(("http://", "https://")):  # the usual case, which none of the following patterns matches
        return text
    if found := _DOI_BEFORE_URL.fullmatch(text):
        return found[1]
    return _resolved(text.rstrip(_AFTER_IDENTIFIER)) or _from_git(text) or _with_scheme(text)


def suggest(given: str) -> str | None:
    """Return the address that was perhaps meant by an invalid one; None if there is no suggestion.

    >>> suggest("lab/tool"), suggest("https//github.com/lab/tool")
    ('https://github.com/lab/tool', 'https://github.com/lab/tool')
    """
    text = _unwrapped(given)
    if found := _BROKEN_SCHEME.fullmatch(text):
        return f"https://{found[1]}"
    if found := _HUB_PATH.fullmatch(text):
        return f"https://huggingface.co/{found[1] or found[2]}"
    if found := _OWNER_AND_NAME.fullmatch(text):
        return f"https://github.com/{_without_git_suffix(found[1])}{found[2] or ''}"
    return None


def variants(url: str) -> list[str]:
    """Return the spellings of a web address that name the same place: scheme, `www.`, `.git`, trailing slash.

    >>> variants("http://lab.org/x")[:4]
    ['http://lab.org/x', 'https://lab.org/x', 'https://lab.org/x/', 'https://lab.org/x.git']
    """
    found = _SCHEME_AND_WWW.match(url)
    if found is None:
        return [url]
    rest = _without_git_suffix(url[found.end() :])
    spelled = (
        f"{scheme}{www}{rest}{end}"
        for www in ("", "www.")
        for scheme in ("https://", "http://")
        for end in ("", "/", ".git")
    )
    return list(dict.fromkeys((url, *spelled)))


def _unwrapped(given: str) -> str:
    """Return a text without what copying it may have added: spaces, invisible characters, quotes, brackets."""
    text = _trimmed(given)
    while len(text) > 2 and _PAIRS.get(text[0]) == text[-1]:
        text = _trimmed(text[1:-1])
    return text


def _trimmed(text: str) -> str:
    """Return a text without leading and trailing spaces and invisible characters (Unicode categories Cc and Cf)."""
    begin, end = 0, len(text)
    while begin < end and _is_invisible(text[begin]):
        begin += 1
    while end > begin and _is_invisible(text[end - 1]):
        end -= 1
    return text[begin:end]


def _is_invisible(character: str) -> bool:
    return character.isspace() or unicodedata.category(character) in ("Cc", "Cf")


def _resolved(text: str) -> str | None:
    """Return the address of an identifier at its resolver; full-width characters are accepted. None for other text."""
    text = text if text.isascii() else unicodedata.normalize("NFKC", text)
    if found := _ARXIV.fullmatch(text):
        return f"https://arxiv.org/abs/{found[1]}"
    if (found := _DOI_NAME.fullmatch(text)) and (not found[1].startswith("10/") or _SHORT_DOI.fullmatch(found[1])):
        return f"https://doi.org/{_encoded(found[1])}"
    for pattern, compose in _TABLE:
        if found := pattern.fullmatch(text):
            return compose(found)
    return None


def _encoded(name: str) -> str:
    """Return a DOI or handle, percent-encoded exactly once (https://www.doi.org/doi-handbook, "DOI Name Encoding")."""
    return quote(unquote(name), safe="/:;()!$&'*,=~@")


def _from_git(text: str) -> str | None:
    """Return the web page of a repository from the URL that git or pip uses; None for other text."""
    if found := _GIT_OVER_HTTP.fullmatch(text):
        return _without_git_suffix(found[1])
    found = _GIT_URL.fullmatch(text) or _SCP.fullmatch(text)
    if found is None or not (found["user"] or "/" in found["path"]):
        return None
    return f"https://{_OVER_443.get(found['host'].lower(), found['host'])}/{_without_git_suffix(found['path'])}"


def _without_git_suffix(path: str) -> str:
    return path.rstrip("/").removesuffix(".git")


def _with_scheme(text: str) -> str:
    """Return a text that begins with a host with `https://` in front; any other text unchanged."""
    if text.startswith("//"):
        return _with_scheme(text.lstrip("/"))
    return f"https://{text}" if "://" not in text.partition("?")[0] and _HOST.fullmatch(text) else text
