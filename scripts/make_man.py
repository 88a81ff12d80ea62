"""Write the man page from the help of the commands: `python scripts/make_man.py`, after a help text has changed.

Of the macros only those of man(7) are used (https://man7.org/linux/man-pages/man7/groff_man.7.html).
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from linkscan.cli import COMMANDS, cli
from linkscan.cli.options import SectionedOption
from linkscan.settings.credentials import TOKENS

PAGE = Path(__file__).parents[1] / "packaging/data/share/man/man1/linkscan.1"
CODES = (
    ("0", "The run is complete."),
    ("1", "Something named by --fail-on was found."),
    ("2", "Wrong usage, or an input that cannot be read."),
    ("3", "The run is incomplete: no network, a rejected token, a budget that is used up. Running again resumes it."),
    ("70", "An error of linkscan itself; please report it."),
    ("130, 143", "Interrupted or terminated, with a report of what is known. Running again resumes it."),
)
FILES = (
    (
        "linkscan.toml, pyproject.toml",
        "Settings of the current folder; `linkscan config -v` says which are allowed there.",
    ),
    ("reports/", "A folder for each run, `latest`, and `ledger.sqlite`, which remembers all runs."),
    ("cache/", "Responses of hosts; may be deleted at any time."),
)


def escaped(text: str) -> str:
    """Return a text as roff shows it: backslashes and hyphens as they are, and no line that begins with a request."""
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return re.sub(r"^([.'])", r"\\&\1", text, flags=re.MULTILINE)


def item(term: str, text: str) -> str:
    """Return an item of a list of definitions."""
    return f".TP\n.B {escaped(term)}\n{escaped(text)}\n"


def paragraphs(text: str) -> Iterator[str]:
    """Yield the paragraphs of a help text; one after click's mark for examples is kept as it is."""
    for part in re.split(r"\n\s*\n", text.strip()):
        lines = part.strip("\n").splitlines()
        if lines and lines[0].strip() == "\b":
            body = "\n".join(escaped(line.strip()) for line in lines[1:])
            yield f".PP\n.nf\n{body}\n.fi\n"
        elif lines:
            yield f".PP\n{escaped(' '.join(line.strip() for line in lines))}\n"


def options(command: click.Command, ctx: click.Context) -> Iterator[str]:
    """Yield the options of a command, each explained in full."""
    for param in command.params:
        if isinstance(param, click.Option) and (row := param.get_help_record(ctx)):
            details = f" {param.details}" if isinstance(param, SectionedOption) and param.details else ""
            yield item(row[0], f"{row[1]}{details}")


def described(command: click.Command, name: str) -> Iterator[str]:
    """Yield a command's usage, what it does, its options and examples; then its own commands."""
    ctx = click.Context(command, info_name=f"linkscan {name}")
    usage = command.get_usage(ctx).removeprefix("Usage: ")
    yield f".SS {escaped(' '.join(usage.split()))}\n"
    yield from paragraphs(command.help or "")
    yield from options(command, ctx)
    yield from paragraphs(command.epilog or "")
    if isinstance(command, click.Group):
        for below in command.list_commands(ctx):
            found = command.get_command(ctx, below)
            if found is not None:
                yield from described(found, f"{name} {below}")


def page() -> str:
    """Return the whole page."""
    first, *rest = (cli.help or "").split("\n\n")
    summary = " ".join(first.split())
    parts = [
        '.\\" Made by scripts/make_man.py from the help of the commands.\n.TH LINKSCAN 1\n',
        f".SH NAME\nlinkscan \\- {escaped(summary[:1].lower() + summary[1:].rstrip('.'))}\n",
        ".SH SYNOPSIS\n.B linkscan\n.I command\n[options] [arguments]\n.PP\n.B linkscan\n.I command\n.B \\-\\-help\n",
        ".SH DESCRIPTION\n",
        *paragraphs("\n\n".join(rest)),
        ".SH COMMANDS\n",
    ]
    group = click.Context(cli, info_name="linkscan")
    for name in COMMANDS:
        command = cli.get_command(group, name)
        if command is not None:
            parts.extend(described(command, name))
    parts.append(".SH EXIT STATUS\n")
    parts.extend(item(code, about) for code, about in CODES)
    parts.append(".SH ENVIRONMENT\n")
    credentials = (
        (", ".join(names), f"A credential, sent to {host} and nowhere else.") for host, names in TOKENS.items()
    )
    parts.extend(item(*each) for each in credentials)
    parts.append(item("LINKSCAN_...", "Every setting, such as LINKSCAN_TIMEOUT; `linkscan config -v` lists them."))
    parts.append(item("HTTPS_PROXY, HTTP_PROXY, ALL_PROXY, NO_PROXY", "Proxies, as curl reads them."))
    parts.append(item("SSL_CERT_FILE", "Certificates that are trusted, such as that of an intercepting proxy."))
    parts.append(".SH FILES\n")
    parts.extend(item(name, about.replace("\\", "")) for name, about in FILES)
    return "".join(parts)


if __name__ == "__main__":
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(page(), "utf-8")
    sys.stdout.write(f"{PAGE}\n")
