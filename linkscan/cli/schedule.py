"""`linkscan schedule`."""

import sys
from pathlib import Path

import click

from linkscan.cli.notify import VARIABLE
from linkscan.cli.schedulers import EVERY, KINDS, Job, render


@click.command(
    context_settings={"ignore_unknown_options": True},
    epilog="""
\b
Examples:
  linkscan schedule cron dumps/june.txt | crontab -     replaces the crontab there is; or paste the line
  linkscan schedule systemd dump.txt --every daily --fail-on missing
  linkscan schedule github papers.jsonl --fail-on missing > .github/workflows/linkscan.yml
""",
)
@click.argument("kind", type=click.Choice(KINDS), metavar="cron|systemd|github")
@click.argument("arguments", nargs=-1, required=True, type=click.UNPROCESSED, metavar="INPUT... [OPTIONS OF SCAN]")
@click.option("--every", type=click.Choice(tuple(EVERY)), default="weekly", show_default=True, help="How often.")
def command(kind: str, arguments: tuple[str, ...], every: str) -> None:
    """Print a crontab line, systemd units or a GitHub workflow that scan INPUT... from this folder.

    Nothing is installed: the text says where it goes. Settings of this folder's linkscan.toml hold there too,
    and the LINKSCAN_* variables set now are written into it. Tokens and APPRISE_URLS never are; it says where to
    put them.
    """
    import os

    from linkscan.cli.scan import command as scan
    from linkscan.config import configure, token_variables

    given = scan.make_context("scan", list(arguments)).params  # says what is wrong with them now
    _refuse(kind, given["names"], arguments)
    settings = configure({key: given[key] for key in ("cache", "reports")}, file=given["config_file"]).settings
    job = Job(
        program=_program(),
        arguments=arguments,
        folder=str(Path.cwd()),
        every=every,
        variables={name: value for name, value in sorted(os.environ.items()) if name.startswith("LINKSCAN_")},
        tokens=(*token_variables(os.environ).values(), *([VARIABLE] if os.environ.get(VARIABLE) else [])),
        cache=str(settings.cache),
        reports=str(settings.reports),
    )
    click.echo(render(kind, job).encode(), nl=False)


def _refuse(kind: str, inputs: tuple[str, ...], arguments: tuple[str, ...]) -> None:
    """Refuse what cannot run later, or elsewhere."""
    if "-" in inputs:
        raise click.UsageError("a scheduled run has no standard input; name files")
    if any("\n" in argument for argument in (*arguments, str(Path.cwd()))):
        raise click.UsageError("a line break cannot be written into a schedule")
    if kind == "github" and any(argument.startswith("--notify") for argument in arguments):
        raise click.UsageError(f"--notify may hold a password, and a workflow is read by many; set {VARIABLE} instead")
    outside = [name for name in inputs if Path(name).is_absolute() or ".." in Path(name).parts]
    if kind == "github" and outside:
        raise click.UsageError(f"{outside[0]}: outside of the repository; name files within this folder")


def _program() -> tuple[str, ...]:
    """Return how linkscan is called on this machine, whatever the PATH of cron is."""
    called = Path(sys.argv[0])
    if called.name == "linkscan" and called.is_file():
        return (str(called.absolute()),)
    return (sys.executable, "-m", "linkscan")
