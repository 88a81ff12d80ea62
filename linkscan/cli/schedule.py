"""`linkscan schedule`: configuration for cron, systemd or GitHub Actions to run a scan regularly.

The templates are in `schedules/`.
"""

import json
import os
import shlex
import sys
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import click

from linkscan.cli.inputs import Inputs
from linkscan.cli.notify import VARIABLE


class CalendarDays(NamedTuple):
    """The days of a schedule, as the last three time fields of a crontab line and as a date of systemd.time(7)."""

    cron: str
    systemd: str


EVERY: Mapping[str, CalendarDays] = {
    "daily": CalendarDays("* * *", "*-*-*"),
    "weekly": CalendarDays("* * 1", "Mon *-*-*"),
    "monthly": CalendarDays("1 * *", "*-*-01"),
}


@dataclass(frozen=True, slots=True)
class Job:
    """A scheduled scan: its command, folder, frequency and environment.

    `tokens` are the names of the variables that hold credentials; their values are never used here.
    """

    program: tuple[str, ...]
    arguments: tuple[str, ...]
    folder: str
    every: str
    variables: Mapping[str, str]
    tokens: tuple[str, ...] = ()
    cache: str = "cache"
    reports: str = "reports"
    hour: int = 5  # at night for most users, and a quiet hour for the hosts

    @property
    def minute(self) -> int:
        """The minute, derived from the folder so that not everyone's requests start on the hour."""
        return zlib.crc32(self.folder.encode()) % 59 + 1

    @property
    def days(self) -> CalendarDays:
        """The days on which the job runs."""
        return EVERY[self.every]

    @property
    def secrets(self) -> tuple[str, ...]:
        """The names of the variables that the user has to set; GITHUB_TOKEN if there are no others."""
        return self.tokens or ("GITHUB_TOKEN",)

    @property
    def command(self) -> tuple[str, ...]:
        """The command and its arguments."""
        return (*self.program, "scan", *self.arguments)


def cron(job: Job) -> str:
    """Return a crontab line, in which % is escaped because it would end the command: crontab(5)."""
    variables = [f"{name}={shlex.quote(value)}" for name, value in job.variables.items()]
    words = " ".join([*variables, shlex.join((*job.command, "--quiet"))])
    return _rendered("cron", job, line=f"cd {shlex.quote(job.folder)} && {words}".replace("%", r"\%"))


def systemd(job: Job) -> str:
    """Return a service and its timer, for the systemd user manager."""
    # $ is not expanded in the name of the program: systemd.service(5), "Command lines"
    words = [
        _systemd_quoted(job.program[0]),
        *(_systemd_quoted(word, dollar="$$") for word in (*job.command[1:], "--quiet")),
    ]
    variables = [_systemd_quoted(f"{name}={value}") for name, value in job.variables.items()]
    folder = job.folder.replace("%", "%%")
    return _rendered("systemd", job, folder=folder, variables=variables, command=" ".join(words))


def github(job: Job) -> str:
    """Return a workflow that keeps the cache and the ledger between runs."""
    return _rendered(
        "github",
        job,
        secrets=tuple(dict.fromkeys(("GITHUB_TOKEN", *job.tokens))),
        variables={name: _yaml_scalar(value) for name, value in job.variables.items()},
        command=_github_escaped(shlex.join(("linkscan", "scan", *job.arguments, "--name", NAME))),
        package="linkscan[notify]" if VARIABLE in job.tokens else "linkscan",
        report=_yaml_scalar(f"{job.reports}/{NAME}"),
    )


NAME = "scheduled"
"""The name of a workflow's reports, fixed so that its later steps know where they are."""

RENDERERS = {"cron": cron, "systemd": systemd, "github": github}
KINDS = tuple(RENDERERS)


def render(kind: str, job: Job) -> str:
    """Return `job` in the syntax of the scheduler `kind`."""
    return RENDERERS[kind](job)


def _rendered(kind: str, job: Job, **values: object) -> str:
    """Return a rendered template; delimiters are [[ ]] and [% %], since GitHub uses {{ }}, without HTML escaping."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(  # noqa: S701 - each value is quoted as its scheduler requires
        loader=PackageLoader("linkscan.cli", "schedules"),
        variable_start_string="[[",
        variable_end_string="]]",
        block_start_string="[%",
        block_end_string="%]",
        trim_blocks=True,
        keep_trailing_newline=True,
        undefined=StrictUndefined,
    )
    return environment.get_template(f"{kind}.jinja").render(job=job, **values)


def _systemd_quoted(text: str, dollar: str = "$") -> str:
    """Quote a word for systemd.syntax(7), where % starts a specifier, and in commands $ a variable."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", dollar)
    return f'"{escaped}"' if escaped != text or not text or set(text) & set(" \t';") else text


def _yaml_scalar(text: str) -> str:
    """Return a string as a YAML scalar, of which JSON strings are a subset."""
    return json.dumps(_github_escaped(text), ensure_ascii=False)


def _github_escaped(text: str) -> str:
    """Escape the expressions of GitHub Actions in a string."""
    return text.replace("${{", "${{ '${{' }}")


@click.command(
    context_settings={"ignore_unknown_options": True},
    epilog="""
\b
Examples:
  linkscan schedule cron dumps/june.txt      a line to add with `crontab -e`
  linkscan schedule cron arxiv:cs.CL hf:new --every daily
  linkscan schedule systemd dump.txt --every daily --fail-on missing
  linkscan schedule github papers.bib > .github/workflows/linkscan.yml
""",
)
@click.argument("kind", type=click.Choice(KINDS), metavar="cron|systemd|github")
@click.argument("arguments", nargs=-1, required=True, type=click.UNPROCESSED, metavar="INPUT... [OPTIONS OF SCAN]")
@click.option("--every", type=click.Choice(tuple(EVERY)), default="weekly", show_default=True, help="How often.")
def command(kind: str, arguments: tuple[str, ...], every: str) -> None:
    """Print a crontab line, systemd units or a GitHub workflow that scan INPUT... from this folder.

    Nothing is installed: the output says where it goes. Settings in this folder's linkscan.toml apply there too,
    and the LINKSCAN_* variables set now are written into it. Tokens and APPRISE_URLS never are; it says where to
    put them.
    """
    from linkscan.cli.scan import command as scan
    from linkscan.settings.configuration import PREFIX, configure, holds_secret
    from linkscan.settings.credentials import secret_variables

    given = scan.make_context("scan", list(arguments)).params  # fails now if the arguments are invalid
    _refuse(kind, Inputs(given["names"], given["format_in"]), arguments)
    settings = configure({key: given[key] for key in ("cache", "reports")}, file=given["config_file"]).settings
    environment = {name: value for name, value in sorted(os.environ.items()) if name.startswith(PREFIX) and value}
    secret = [name for name, value in environment.items() if holds_secret(name, value)]
    job = Job(
        program=_program(),
        arguments=arguments,
        folder=str(Path.cwd()),
        every=every,
        variables={name: value for name, value in environment.items() if name not in secret},
        tokens=(*secret_variables(os.environ), *([VARIABLE] if os.environ.get(VARIABLE) else ()), *secret),
        cache=str(settings.cache),
        reports=str(settings.reports),
    )
    click.echo(render(kind, job).encode(), nl=False)


def _refuse(kind: str, inputs: "Inputs", arguments: tuple[str, ...]) -> None:
    """Raise UsageError for arguments that cannot run later or elsewhere, InputError for unreadable inputs."""
    from linkscan.inputs.loading import query_of

    if "-" in inputs.names:
        raise click.UsageError("a scheduled run has no standard input; name files")
    if any("\n" in argument for argument in (*arguments, str(Path.cwd()))):
        raise click.UsageError("a line break cannot be written into a schedule")
    if kind == "github" and any(argument.startswith("--notify") for argument in arguments):
        raise click.UsageError(f"--notify may contain a password, and a workflow is not secret; set {VARIABLE} instead")
    named = [name for name in inputs.names if not query_of(name)]
    outside = [name for name in named if Path(name).is_absolute() or ".." in Path(name).parts]
    if kind == "github" and outside:
        raise click.UsageError(f"{outside[0]}: outside the repository; name files within this folder")
    inputs.ensure_files()


def _program() -> tuple[str, ...]:
    """Return the command that runs linkscan on this machine regardless of PATH, which cron sets differently."""
    called = Path(sys.argv[0])
    if called.name == "linkscan" and called.is_file():
        return (str(called.absolute()),)
    return (sys.executable, "-m", "linkscan")
