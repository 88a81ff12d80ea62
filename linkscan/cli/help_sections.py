"""Help in sections: a command with thirty options is read by what one wants to do."""

from collections.abc import Mapping

import click

SECTIONS: Mapping[str, tuple[str, ...]] = {
    "What is read": ("format_in", "since", "as_files"),
    "What is written": ("reports", "name", "formats", "as_json", "only", "grace", "overrides", "fail_on", "notify"),
    "What is asked": ("include", "exclude", "remap", "discover", "archives", "allow_private"),
    "How it is asked": (
        *("cache", "max_age", "refresh", "offline", "record", "replay"),
        *("budget", "concurrency", "per_host", "timeout", "retries", "engine", "scheduler"),
    ),
}
"""Where an option stands, by the name of its parameter, in this order; what is not named stands last."""


class Sectioned(click.Command):
    """A command whose options are listed in sections."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write each section that has options, then the others."""
        options = (param for param in self.get_params(ctx) if isinstance(param, click.Option))
        rows = {option.name: row for option in options if (row := option.get_help_record(ctx))}
        for title, names in SECTIONS.items():
            if found := [rows.pop(name) for name in names if name in rows]:
                with formatter.section(title):
                    formatter.write_dl(found)
        with formatter.section("Options"):
            formatter.write_dl(list(rows.values()))
