"""Write a scan down for a scheduler: cron, systemd, GitHub Actions. Pure."""

import json
import shlex
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

EVERY: Mapping[str, tuple[str, str]] = {
    "daily": ("* * *", "*-*-*"),
    "weekly": ("* * 1", "Mon *-*-*"),
    "monthly": ("1 * *", "*-*-01"),
}
"""How often, as the last three fields of a crontab line and as the date of a systemd.time(7) calendar event."""

HOUR = 5  # of the night where most of our users live, and of the quiet ones of the hosts


@dataclass(frozen=True, slots=True)
class Job:
    """A scan to be run again and again: what is called, where, how often, and with which environment.

    `tokens` are the names of the variables that hold credentials; their values are no business of this room.
    """

    program: tuple[str, ...]
    arguments: tuple[str, ...]
    folder: str
    every: str
    variables: Mapping[str, str]
    tokens: tuple[str, ...] = ()
    cache: str = "cache"
    reports: str = "reports"

    @property
    def minute(self) -> int:
        """A minute of the hour that is always this folder's: not all the world asks at the full hour."""
        return zlib.crc32(self.folder.encode()) % 59 + 1

    @property
    def command(self) -> tuple[str, ...]:
        """The words of the command line."""
        return (*self.program, "scan", *self.arguments)


def cron(job: Job) -> str:
    """Write a crontab line; a % in it would end the command: crontab(5)."""
    names = " and ".join(job.tokens or ("GITHUB_TOKEN",))
    variables = [f"{name}={shlex.quote(value)}" for name, value in job.variables.items()]
    words = " ".join([*variables, shlex.join((*job.command, "--quiet"))])
    line = f"cd {shlex.quote(job.folder)} && {words}".replace("%", r"\%")
    return (
        "# linkscan. Add this with `crontab -e`; what it prints is mailed to you.\n"
        f"# cron knows nothing of your shell: write {names} as NAME=value on a line above, readable by you alone.\n"
        f"{job.minute} {HOUR} {EVERY[job.every][0]}  {line}\n"
    )


def systemd(job: Job) -> str:
    """Write a service and its timer, for a user's own manager."""
    variables = "".join(f"Environment={_word(f'{name}={value}')}\n" for name, value in job.variables.items())
    # A program's own name is not expanded for $: systemd.service(5), "Command lines"
    command = " ".join([_word(job.program[0]), *(_word(word, dollar="$$") for word in (*job.command[1:], "--quiet"))])
    names = ", ".join(job.tokens or ("GITHUB_TOKEN",))
    return f"""\
# ~/.config/systemd/user/linkscan.service
# ~/.config/linkscan/env holds {names} as NAME=value lines; chmod 600 it.
[Unit]
Description=Look for the code that papers announce
Wants=network-online.target
After=network-online.target

[Service]
Type=oneshot
WorkingDirectory={job.folder.replace("%", "%%")}
EnvironmentFile=-%h/.config/linkscan/env
{variables}ExecStart={command}
# 3: the run is not whole, and goes on next time.
SuccessExitStatus=3

# ~/.config/systemd/user/linkscan.timer
# Then: systemctl --user daemon-reload && systemctl --user enable --now linkscan.timer
[Unit]
Description=Look for the code that papers announce, {job.every}

[Timer]
OnCalendar={EVERY[job.every][1]} {HOUR:02}:{job.minute:02}:00
RandomizedDelaySec=15min
Persistent=true

[Install]
WantedBy=timers.target
"""


def github(job: Job) -> str:
    """Write a workflow; the cache and the ledger are kept from run to run."""
    tokens = dict.fromkeys(("GITHUB_TOKEN", *job.tokens))
    secrets = "".join(f"          {name}: ${{{{ secrets.{name} }}}}\n" for name in tokens)
    variables = "".join(
        f"          {name}: {json.dumps(_literal(value), ensure_ascii=False)}\n"
        for name, value in job.variables.items()
    )
    command = _literal(shlex.join(("linkscan", "scan", *job.arguments, "--name", "scheduled")))
    summary = shlex.quote(f"{job.reports}/scheduled/report.md")
    return f"""\
# .github/workflows/linkscan.yml
name: linkscan
on:
  schedule:
    - cron: "{job.minute} {HOUR} {EVERY[job.every][0]}"
  workflow_dispatch:
permissions:
  contents: read
concurrency: linkscan
jobs:
  linkscan:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "3.12"
      - uses: actions/cache@v4
        with:
          path: |
            {job.cache}
            {job.reports}/ledger.sqlite
          key: linkscan-${{{{ github.run_id }}}}
          restore-keys: linkscan-
      - run: pip install linkscan
      - name: Scan
        env:
{secrets}{variables}\
        run: |
          {command} || [ $? -eq 3 ]  # 3: not whole, and goes on next time
      - name: Summary
        if: always()
        run: cat {summary} >> "$GITHUB_STEP_SUMMARY"
      - uses: actions/upload-artifact@v4
        if: always()
        with:
          name: linkscan
          path: {job.reports}/scheduled
"""


RENDERERS = {"cron": cron, "systemd": systemd, "github": github}
KINDS = tuple(RENDERERS)


def render(kind: str, job: Job) -> str:
    """Write `job` down for the scheduler named `kind`."""
    return RENDERERS[kind](job)


def _word(text: str, dollar: str = "$") -> str:
    """Quote a word as systemd.syntax(7) does; % begins a specifier, and in commands $ a variable."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", dollar)
    return f'"{escaped}"' if escaped != text or not text or set(text) & set(" \t';") else text


def _literal(text: str) -> str:
    """Keep GitHub from reading a text as one of its expressions."""
    return text.replace("${{", "${{ '${{' }}")
