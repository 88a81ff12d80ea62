"""The command line. Each command is a module of its own, imported when it is called."""

import importlib

import click

from linkscan import __version__

COMMANDS = {
    "scan": "Read papers, look behind every address, write the reports.",
    "extract": "Read what papers say about their code.",
    "check": "Check single addresses, or the links in files.",
    "diff": "Show what changed between two reports.",
    "history": "Show what earlier runs found for a paper or an address.",
    "schedule": "Print a crontab line, systemd units or a GitHub workflow.",
    "doctor": "Check whether a run would work here: network, tokens, folders.",
    "cache": "Manage the response cache.",
    "config": "Show every setting and where it came from.",
    "schema": "Print the JSON Schema of report.json.",
    "completion": "Print the completion script for a shell.",
}
"""The commands, with their line in `--help`; each is the function `command` of the module `cli/<name>.py`."""


class LazyGroup(click.Group):
    """A group that imports a command only when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands, the most common first."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command after importing its module, or None if there is no such command."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"linkscan.cli.{cmd_name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that is called; if there is none, fail with a suggestion."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            if meant := _suggestion(args[0]):
                ctx.fail(f"{error.message} Did you mean {meant}?")
            raise

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


def _suggestion(word: str) -> str | None:
    """Return the command to suggest for a word that is not one: a file, an address, a query or a misspelt name.

    >>> _suggestion("github.com/lab/tool"), _suggestion("arxiv:cs.CL"), _suggestion("papers.bib")
    ('`linkscan check github.com/lab/tool`', '`linkscan scan arxiv:cs.CL`', '`linkscan scan papers.bib`')
    """
    from difflib import get_close_matches
    from pathlib import Path

    if "://" in word or word.startswith("10."):
        return f"`linkscan check {word}`"
    if ":" in word or Path(word).suffix or Path(word).is_file():
        return f"`linkscan scan {word}`"
    if "/" in word and "." in word.split("/", maxsplit=1)[0].strip("."):
        return f"`linkscan check {word}`"
    close = get_close_matches(word, COMMANDS, n=1)
    return f"`linkscan {close[0]}`" if close else None


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit codes: 0 done · 1 --fail-on matched · 2 bad usage or input · 3 the run is incomplete · "
    "129, 130 or 143 interrupted.",
)
@click.version_option(__version__, "-V", "--version", message="linkscan %(version)s")
def cli() -> None:
    """Find the code that papers announce, look behind every address, and report what is there.

    \b
    linkscan scan papers.txt                  writes reports to reports/latest
    linkscan extract papers.txt               what the texts say, as JSON lines
    linkscan check https://github.com/a/b     what is behind one address
    """
