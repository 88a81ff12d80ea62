"""`linkscan config`."""

from pathlib import Path
from typing import Any

import click

from linkscan.cli.options import Sectioned, configuration, scan_options


@click.command(
    cls=Sectioned,
    epilog="Files: linkscan.toml in your own configuration folder, then [tool.linkscan] in ./pyproject.toml, then "
    "./linkscan.toml; then LINKSCAN_<KEY> in the environment, GITHUB_TOKENS, GITHUB_TOKEN or GH_TOKEN, GITLAB_TOKEN, "
    "HF_TOKEN; then options. The last one wins. Settings marked [yours] are refused in files of the working "
    "folder, as it may be somebody else's.",
)
@scan_options
@click.option("-v", "--verbose", is_flag=True, help="Explain each setting.")
def command(config_file: Path | None, budget: dict[str, object] | None, verbose: bool, **flags: Any) -> None:
    """Show every setting, its value, and where that came from. Tokens are masked."""
    from dataclasses import fields

    from linkscan.settings.display import in_words
    from linkscan.settings.option import Authority, option_of

    configured = configuration(config_file, {**flags, **(budget or {})})
    for setting in fields(configured.settings):
        option = option_of(setting)
        value = in_words(setting.name, getattr(configured.settings, setting.name))
        origin = configured.origins.get(setting.name, "default")
        yours = " [yours]" if option.authority is Authority.PERSON else ""
        about = f"  # {option.about}" if verbose else ""
        click.echo(f"{setting.name} = {value}  ({origin}){yours}{about}")
