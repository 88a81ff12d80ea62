"""Run the command line, and turn errors into one line and an exit code."""

import gc
import os
import sys
import traceback

import click

from linkscan.cli import cli
from linkscan.errors import AccessError, LinkscanError
from linkscan.reports.escaping import plain

BAD_INPUT, INCOMPLETE, BUG, INTERRUPTED = 2, 3, 70, 130  # 70 is EX_SOFTWARE of sysexits.h

# Objects made between two looks for cycles. At the usual 700 a tenth of a run goes into looking through what is
# alive: answers hold no cycles, and are freed when the last one lets go of them.
_SELDOM = 50_000


def main() -> None:
    """Run `linkscan` with the arguments of this process."""
    gc.set_threshold(_SELDOM)
    try:
        code = cli.main(prog_name="linkscan", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        code = BAD_INPUT  # click has 1 for a file that cannot be opened
    except AccessError as error:
        code = _say(error, INCOMPLETE)
    except LinkscanError as error:
        code = _say(error, BAD_INPUT)
    except (click.Abort, KeyboardInterrupt):
        code = INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # so that the exit stays silent
        code = 0
    except Exception:  # noqa: BLE001  # a traceback ends with 1, which would read as "--fail-on matched"
        traceback.print_exc()
        click.echo("linkscan: that was a bug of linkscan; please report the lines above", err=True)
        code = BUG
    sys.exit(code if isinstance(code, int) else 0)


def _say(error: LinkscanError, code: int) -> int:
    click.echo(f"linkscan: {plain(str(error))}", err=True)
    return code


if __name__ == "__main__":
    main()
