"""Base classes of API schemas, field types that tolerate invalid values, and the SPDX identifiers of licences."""

from typing import Annotated, Any, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    RootModel,
    ValidationError,
    ValidatorFunctionWrapHandler,
    WrapValidator,
)
from pydantic.alias_generators import to_camel

from linkscan.urls import parse_url

T = TypeVar("T")
Part = TypeVar("Part")


class Schema(BaseModel):
    """A response whose fields have the host's own names; unknown fields are ignored.

    Validators are built on first use: a run meets few of the hosts that linkscan knows, and building all validators
    takes as long as reading a hundred papers.
    """

    model_config = ConfigDict(frozen=True, defer_build=True)


class CamelSchema(Schema):
    """A response whose host uses camel case, such as `createdAt` for `created_at`."""

    model_config = ConfigDict(alias_generator=to_camel)


class ListSchema(RootModel[tuple[Part, ...]]):
    """A response whose body is a list."""

    model_config = ConfigDict(frozen=True, defer_build=True)


def _or_none(value: Any, validate: ValidatorFunctionWrapHandler) -> Any:
    try:
        return validate(value)
    except ValidationError:
        return None


Lenient = Annotated[T | None, WrapValidator(_or_none)]
"""A field that a host may change: a value that does not validate is read as None, that is, unknown."""


def _web(url: str) -> str:
    address = parse_url(url)
    if address is None or address.scheme not in ("http", "https"):
        raise ValueError("not an http(s) address")
    return url


WebUrl = Annotated[str, AfterValidator(_web)]
"""An http(s) address from a host that is safe to show to a reader; anything else fails to validate."""

# From https://spdx.org/licenses/: those in use for the code, models and data of papers.
_SPDX_IDENTIFIERS = (
    "0BSD",
    "AFL-3.0",
    "AGPL-3.0",
    "Apache-2.0",
    "Artistic-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSD-3-Clause-Clear",
    "BSL-1.0",
    "CC-BY-2.0",
    "CC-BY-3.0",
    "CC-BY-4.0",
    "CC-BY-NC-2.0",
    "CC-BY-NC-3.0",
    "CC-BY-NC-4.0",
    "CC-BY-NC-ND-3.0",
    "CC-BY-NC-ND-4.0",
    "CC-BY-NC-SA-2.0",
    "CC-BY-NC-SA-3.0",
    "CC-BY-NC-SA-4.0",
    "CC-BY-ND-4.0",
    "CC-BY-SA-3.0",
    "CC-BY-SA-4.0",
    "CC0-1.0",
    "CDLA-Permissive-1.0",
    "CDLA-Permissive-2.0",
    "CDLA-Sharing-1.0",
    "ECL-2.0",
    "EPL-1.0",
    "EPL-2.0",
    "EUPL-1.1",
    "EUPL-1.2",
    "GFDL-1.3",
    "GPL-2.0",
    "GPL-3.0",
    "ISC",
    "LGPL-2.1",
    "LGPL-3.0",
    "LPPL-1.3c",
    "MIT",
    "MPL-2.0",
    "MS-PL",
    "NCSA",
    "ODbL-1.0",
    "OFL-1.1",
    "OSL-3.0",
    "PDDL-1.0",
    "PostgreSQL",
    "Unlicense",
    "WTFPL",
    "Zlib",
)
_SPDX_BY_KEY = {identifier.lower(): identifier for identifier in _SPDX_IDENTIFIERS}


def spdx(key: str | None) -> str | None:
    """Return the SPDX identifier of a licence, or the key itself if it has none; None if the key is empty."""
    return _SPDX_BY_KEY.get(key.strip().lower(), key.strip()) if key and key.strip() else None
