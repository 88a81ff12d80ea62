"""The entry point of the command line, which turns errors into one line and an exit code."""

import gc

# Allocations between two garbage collections. With Python's default of 700, collections take a tenth of a run for
# nothing: responses contain no reference cycles, and are freed by reference counting. Set before the imports, during
# which 20 collections would take 5 ms.
gc.set_threshold(200_000)

import errno
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


def main() -> None:
    """Run `linkscan` with the arguments of this process."""
    # pydantic would search all installed packages for its plugins, which takes 15 ms; linkscan uses none.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    _reopen_closed_streams()
    _escape_unencodable_output()
    try:
        code = cli.main(prog_name="linkscan", standalone_mode=False)
    except click.ClickException as error:
        code = _report_usage_error(error)  # click's own code for a file that cannot be opened is 1
    except AccessError as error:
        code = _report_error(error, INCOMPLETE)
    except LinkscanError as error:
        code = _report_error(error, BAD_INPUT)
    except (click.Abort, KeyboardInterrupt):
        code = INTERRUPTED
    except SystemExit:  # raised only by click, when the reader of a pipe has closed it (`| head`), which is no error
        code = _discard_output(DONE)
    except OSError as error:
        code = _report_lost_output(error)
    except MemoryError:
        click.echo("linkscan: this machine, or the limit set for a process, has no memory left", err=True)
        code = INCOMPLETE
    except Exception:  # noqa: BLE001  # Python would exit with 1, which means "--fail-on matched"
        code = _report_bug()
    gc.freeze()  # prevents a last collection at exit, which would take 90 ms for nothing
    sys.exit(code if isinstance(code, int) else DONE)


def _reopen_closed_streams() -> None:
    """Open closed standard streams (`linkscan ... >&-`) on the null device, lest the next opened file become one."""
    while (number := os.open(os.devnull, os.O_RDWR)) <= 2:
        name, mode = (("stdin", "r"), ("stdout", "w"), ("stderr", "w"))[number]
        setattr(sys, name, os.fdopen(number, mode))
    os.close(number)


def _escape_unencodable_output() -> None:
    """Escape characters that the output's encoding lacks: titles may have any, and Windows consoles support few."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _report_lost_output(error: OSError) -> int:
    """Print why the output could not be written, and return the exit code."""
    if error.errno == errno.EPIPE:
        return _discard_output(DONE)
    if error.errno not in _NO_ROOM or error.filename is not None:
        return _report_bug()
    try:
        click.echo(f"linkscan: the output cannot be written: {error.strerror}", err=True)
    except OSError:  # a closed terminal, for example; what is left in the buffer would change the exit code
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    return _discard_output(INCOMPLETE)


def _discard_output(code: int) -> int:
    """Redirect standard output to the null device, or Python would report the error again at exit; return `code`."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    return code


def _report_bug() -> int:
    for line in _without_secrets(traceback.format_exc()).splitlines():
        indent = len(line) - len(line.lstrip(" "))
        click.echo(" " * indent + _escaped(line[indent:]), err=True)
    click.echo("linkscan: this is a bug in linkscan; please report the lines above", err=True)
    return BUG


def _without_secrets(text: str) -> str:
    """Return a text without the credentials of this process, which an error message may contain."""
    from linkscan.http.proxies import read_proxies  # noqa: PLC0415 - only needed for bugs
    from linkscan.http.redaction import Redactor  # noqa: PLC0415 - as above
    from linkscan.settings.credentials import tokens_in  # noqa: PLC0415 - as above

    secrets = [token for some in tokens_in(os.environ).values() for token in some]
    with suppress(LinkscanError):
        secrets += read_proxies().secrets
    return Redactor(secrets).text(text)


def _escaped(text: str) -> str:
    from linkscan.reports.escaping import log_line  # noqa: PLC0415 - only needed for errors

    return log_line(text)


def _report_usage_error(error: click.ClickException) -> int:
    """Print click's message, escaped, as arguments may be names of a stranger's files; return the exit code."""
    shown = io.StringIO()
    error.show(shown)
    for line in shown.getvalue().splitlines():
        click.echo(_escaped(line), err=True)
    return BAD_INPUT


def _report_error(error: LinkscanError, code: int) -> int:
    click.echo(f"linkscan: {_escaped(str(error))}", err=True)
    return code


if __name__ == "__main__":
    main()
