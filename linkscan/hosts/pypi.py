"""Python packages on PyPI: https://docs.pypi.org/api/json/. Unlike the web pages, the API has no bot check."""

from collections.abc import Iterator, Mapping

from linkscan.hosts.base import Access, FactsFlow
from linkscan.hosts.html.repository_urls import repository_url_of
from linkscan.hosts.html.vocabulary import is_code_label
from linkscan.http.responses import read_json, with_provenance_of, without_data
from linkscan.http.schemas import Lenient, Schema, spdx
from linkscan.models import Facts, File, Health, Kind, Metadata, Request, Target
from linkscan.urls import Url

NAME = "pypi"
_SITE = "https://pypi.org"


class _Info(Schema):
    name: str
    summary: Lenient[str] = None
    version: Lenient[str] = None
    home_page: Lenient[str] = None
    license_expression: Lenient[str] = None
    project_urls: Lenient[Mapping[str, str]] = None


class _File(Schema):
    filename: str
    size: Lenient[int] = None
    upload_time_iso_8601: Lenient[str] = None


class _Package(Schema):
    info: _Info
    urls: Lenient[tuple[_File, ...]] = None


def match(address: Url) -> Target | None:
    """Return the package that a URL points to; letter case, `-`, `_` and `.` do not distinguish names (PEP 503)."""
    parts = address.segments
    if parts[:1] not in (("project",), ("pypi",)) or len(parts) < 2:
        return None
    key = parts[1].lower().replace("_", "-").replace(".", "-")  # PEP 503, except that it also merges runs
    return Target(NAME, f"{NAME}:{key}", address.href, f"{_SITE}/project/{parts[1]}/", Kind.ARCHIVE)


def flow(target: Target, _access: Access) -> FactsFlow:
    """Request a package from the index."""
    responses = yield [Request(f"{_SITE}/pypi/{target.key.partition(':')[2]}/json")]
    package = read_json(responses[0], _Package) if responses[0].status == 200 else None
    if package is None:
        return without_data(target, responses[0], "package")
    return with_provenance_of(target, responses, _facts(package))


def _facts(package: _Package) -> Facts:
    info, released = package.info, package.urls
    files = None if released is None else tuple(File(file.filename, file.size) for file in released)
    metadata = Metadata(
        full_name=info.name,
        id=info.name,
        description=info.summary,
        homepage=info.home_page or None,
        license=spdx(info.license_expression),
        pushed_at=max((file.upload_time_iso_8601 or "" for file in released or ()), default="") or None,
        latest_release=info.version,
        files=None if files is None else tuple(file.path for file in files),
    )
    leads = tuple(dict.fromkeys(_leads(info)))
    return Facts(Health.OK, "the package is there", files=files, leads=leads, metadata=metadata)


def _leads(info: _Info) -> Iterator[str]:
    """Yield the repositories that a package links to, those labelled as its code first."""
    named = [(label, url) for label, url in (info.project_urls or {}).items() if repository_url_of(url)]
    yield from (url for label, url in named if is_code_label(label, of_a_repository=True))
    yield from (url for label, url in named if label.lower() in ("homepage", "home"))
    if repository_url_of(info.home_page):
        yield info.home_page or ""
