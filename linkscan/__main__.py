"""Run the command line, and turn errors into one line and an exit code."""

import errno
import gc
import io
import os
import sys
import traceback
from contextlib import suppress

import click

from linkscan.cli import cli
from linkscan.cli.exit_codes import BAD_INPUT, BUG, DONE, INCOMPLETE, INTERRUPTED
from linkscan.errors import AccessError, LinkscanError

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EFBIG)

# Objects made between two looks for cycles. At the usual 700 a tenth of a run goes into looking through what is
# alive: answers hold no cycles, and are freed when the last one lets go of them.
_SELDOM = 200_000


def main() -> None:
    """Run `linkscan` with the arguments of this process."""
    gc.set_threshold(_SELDOM)
    # pydantic would look through all that is installed for plugins of its own: 15 ms, and we want none.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    _open_what_is_closed()
    _escape_what_cannot_be_shown()
    try:
        code = cli.main(prog_name="linkscan", standalone_mode=False)
    except click.ClickException as error:
        code = _say_usage(error)  # click has 1 for a file that cannot be opened
    except AccessError as error:
        code = _say(error, INCOMPLETE)
    except LinkscanError as error:
        code = _say(error, BAD_INPUT)
    except (click.Abort, KeyboardInterrupt):
        code = INTERRUPTED
    except SystemExit:  # nobody else's than click's, for a pipe that is read no further (`| head`): all is well
        code = _silent(DONE)
    except OSError as error:
        code = _lost_output(error)
    except MemoryError:
        click.echo("linkscan: this machine, or the limit set for a process, has no memory left", err=True)
        code = INCOMPLETE
    except Exception:  # noqa: BLE001  # a traceback ends with 1, which would read as "--fail-on matched"
        code = _bug()
    gc.freeze()  # at its end Python would look for cycles in all there is: 90 ms, for nothing
    sys.exit(code if isinstance(code, int) else DONE)


def _open_what_is_closed() -> None:
    """Fill up the standard streams (`linkscan ... >&-`): the next file opened would be taken for one of them."""
    while (number := os.open(os.devnull, os.O_RDWR)) <= 2:
        name, mode = (("stdin", "r"), ("stdout", "w"), ("stderr", "w"))[number]
        setattr(sys, name, os.fdopen(number, mode))
    os.close(number)


def _escape_what_cannot_be_shown() -> None:
    """Write a character that the terminal's encoding lacks as an escape: titles hold any, consoles of Windows few."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _lost_output(error: OSError) -> int:
    """Print why the output could not be written, and return the exit code."""
    if error.errno == errno.EPIPE:
        return _silent(DONE)
    if error.errno not in _NO_ROOM or error.filename is not None:
        return _bug()
    click.echo(f"linkscan: the output cannot be written: {error.strerror}", err=True)
    return _silent(INCOMPLETE)


def _silent(code: int) -> int:
    """Close the standard output, which Python would complain about once more at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    return code


def _bug() -> int:
    for line in _without_secrets(traceback.format_exc()).splitlines():
        indent = len(line) - len(line.lstrip(" "))
        click.echo(" " * indent + _harmless(line[indent:]), err=True)
    click.echo("linkscan: this is a bug in linkscan; please report the lines above", err=True)
    return BUG


def _without_secrets(text: str) -> str:
    """Return a text without the credentials of this process: a message of an error may repeat anything."""
    from linkscan.http.proxies import read_proxies  # noqa: PLC0415 - only for a bug
    from linkscan.http.redaction import Redactor  # noqa: PLC0415 - likewise
    from linkscan.settings.credentials import tokens_in  # noqa: PLC0415 - likewise

    secrets = [token for some in tokens_in(os.environ).values() for token in some]
    with suppress(LinkscanError):
        secrets += read_proxies().secrets
    return Redactor(secrets).text(text)


def _harmless(text: str) -> str:
    from linkscan.reports.escaping import log_line  # noqa: PLC0415 - only for an error

    return log_line(text)


def _say_usage(error: click.ClickException) -> int:
    """Print what click says of the arguments, which may be names of a stranger's files."""
    shown = io.StringIO()
    error.show(shown)
    for line in shown.getvalue().splitlines():
        click.echo(_harmless(line), err=True)
    return BAD_INPUT


def _say(error: LinkscanError, code: int) -> int:
    click.echo(f"linkscan: {_harmless(str(error))}", err=True)
    return code


if __name__ == "__main__":
    main()
