"""Python packages: https://docs.pypi.org/api/json/. Their pages ask browsers for a proof, the API answers anybody."""

from collections.abc import Iterator, Mapping

from linkscan.address import Address
from linkscan.forges.answers import Told, read_json, told_of
from linkscan.forges.deposits import without_data
from linkscan.forges.forge import Access, Inspection
from linkscan.forges.licences import spdx
from linkscan.forges.page.code_homes import home_of
from linkscan.forges.page.code_words import is_code_label
from linkscan.forges.replies import Reply
from linkscan.models import Facts, File, Health, Kind, Metadata, Place, Question

NAME = "pypi"
_SITE = "https://pypi.org"


class _Info(Reply):
    name: str
    summary: Told[str] = None
    version: Told[str] = None
    home_page: Told[str] = None
    license_expression: Told[str] = None
    project_urls: Told[Mapping[str, str]] = None


class _File(Reply):
    filename: str
    size: Told[int] = None
    upload_time_iso_8601: Told[str] = None


class _Package(Reply):
    info: _Info
    urls: Told[tuple[_File, ...]] = None


def locate(address: Address) -> Place | None:
    """Name the package that an address points to; names do not mind letter case, nor `-`, `_` and `.`."""
    parts = address.segments
    if address.site != "pypi.org" or parts[:1] not in (("project",), ("pypi",)) or len(parts) < 2:
        return None
    key = parts[1].lower().replace("_", "-").replace(".", "-")  # PEP 503, but for runs of them
    return Place(NAME, f"{NAME}:{key}", address.href, f"{_SITE}/project/{parts[1]}/", Kind.ARCHIVE)


def inspect(place: Place, _access: Access) -> Inspection:
    """Ask the index for a package."""
    answers = yield [Question(f"{_SITE}/pypi/{place.key.partition(':')[2]}/json")]
    package = read_json(answers[0], _Package) if answers[0].status == 200 else None
    if package is None:
        return without_data(place, answers[0], "package")
    return told_of(place, answers, _facts(package))


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
    """Give the repositories a package names: those it calls its code first."""
    named = [(label, url) for label, url in (info.project_urls or {}).items() if home_of(url)]
    yield from (url for label, url in named if is_code_label(label, of_a_repository=True))
    yield from (url for label, url in named if label.lower() in ("homepage", "home"))
    if home_of(info.home_page):
        yield info.home_page or ""
