"""Every knob, with its default and its reason. Where values come from: `configuration.py`."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, SecretStr

from linkscan import __version__


def _is_pattern(text: str) -> str:
    """Refuse what `re` would refuse later, in the middle of a run."""
    try:
        re.compile(text)
    except (re.error, OverflowError, RecursionError) as error:  # the last two of what is too large, or too deep
        raise ValueError(f"not a regular expression: {error}") from None
    return text


def _as_several(given: object) -> object:
    """Take a single credential for a list of one."""
    return (given,) if isinstance(given, (str, SecretStr)) else given


def _is_path(path: Path) -> Path:
    """Refuse what no system call takes."""
    if "\0" in str(path):
        raise ValueError("a path holds no NUL")
    return path


Pattern = Annotated[str, AfterValidator(_is_pattern)]
AnyPath = Annotated[Path, AfterValidator(_is_path)]
Secrets = Annotated[tuple[SecretStr, ...], BeforeValidator(_as_several)]


class Settings(BaseModel):
    """How a run behaves. Frozen: a run never changes its own rules.

    >>> Settings(timeout=5, exclude=("example",)).timeout
    5.0
    """

    model_config = ConfigDict(frozen=True, extra="forbid", validate_default=False)

    cache: AnyPath = Field(default=Path("cache"), description="folder of the answer cache; may be deleted at any time")
    reports: AnyPath = Field(default=Path("reports"), description="folder that the reports are written to")

    concurrency: int = Field(default=64, ge=1, le=4096, description="requests in flight at once, over all hosts")
    per_host: int = Field(default=8, ge=1, le=1024, description="requests in flight at once to one host")
    timeout: float = Field(default=20.0, gt=0, le=600, description="seconds one request may take, body included")
    retries: int = Field(default=3, ge=0, le=20, description="further attempts after a passing failure")
    max_wait: float = Field(
        default=90.0,
        ge=0,
        le=86400,
        description="longest wait in seconds a host may ask for",
    )
    max_bytes: int = Field(
        default=1
        << 25,  # what the answer on a hundred repositories may take; no page is read beyond its own cap of 1 MiB
        ge=1024,
        le=1 << 28,
        description="bytes read of one body at most",
    )
    max_redirects: int = Field(default=10, ge=0, le=50, description="redirects followed for one address")

    max_age: float | None = Field(
        default=None, ge=0, description="seconds a settled answer stays fresh; default: by kind, one day to seven"
    )
    refresh: bool = Field(default=False, description="ask again what the cache already knows")
    offline: bool = Field(default=False, description="use no network: only the cache or a recording")
    allow_private: bool = Field(default=False, description="also ask private, loopback and link-local addresses")
    archives: bool = Field(default=True, description="look for archived copies of what is gone")
    discover: bool = Field(default=False, description="look up papers whose claims have no address")

    engine: Literal["here", "dask"] = Field(
        default="here", description="where the work is done: this machine, or a dask cluster"
    )
    processes: int | None = Field(
        default=None,
        ge=1,
        le=1024,
        description="processes at most that share a large run on this machine; default: one a core",
    )
    scheduler: str | None = Field(
        default=None, description="address of the cluster's scheduler; default: as many workers here as there are cores"
    )

    budget_requests: int | None = Field(
        default=None, ge=1, description="questions a run may ask the network; the next run goes on from there"
    )
    budget_time: float | None = Field(default=None, gt=0, description="seconds a run may take; likewise")
    grace: float = Field(
        default=90 * 86400.0, ge=0, le=36525 * 86400.0, description="seconds a promise may be open before it is overdue"
    )

    include: tuple[Pattern, ...] = Field(default=(), description="ask only addresses that match one of these")
    exclude: tuple[Pattern, ...] = Field(default=(), description="never ask addresses that match one of these")
    remap: Mapping[str, str] = Field(
        default_factory=dict, description="address prefixes to replace before asking, old = new"
    )
    resolve: Mapping[str, str] = Field(
        default_factory=dict,
        description="host (or *) = ip:port to connect to instead, as with curl; trusted",
    )
    overrides: AnyPath | None = Field(
        default=None,
        description="file of what a person knows better: moved addresses, corrected verdicts, with reasons",
    )
    user_agent: str = Field(
        default=f"linkscan/{__version__} (+https://github.com/linkscan/linkscan)",
        pattern=r"^[ -~]+\z",  # what a header may hold
        description="how linkscan introduces itself",
    )
    tokens: Mapping[str, Secrets] = Field(
        default_factory=dict,
        description="credentials by API host, one or several; sent to that host and nowhere else",
    )

    def has_token(self, host: str) -> bool:
        """Return whether requests to `host` will carry a credential."""
        return host in self.tokens
