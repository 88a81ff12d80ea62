"""`linkscan config`."""

from pathlib import Path
from typing import Any

import click

from linkscan.cli.help_sections import Sectioned
from linkscan.cli.options import configuration, web_options


@click.command(
    cls=Sectioned,
    epilog="Files: [tool.linkscan] in ./pyproject.toml, then ./linkscan.toml; then LINKSCAN_<KEY> in the "
    "environment, GITHUB_TOKENS, GITHUB_TOKEN or GH_TOKEN, GITLAB_TOKEN, HF_TOKEN; then options. The last one wins.",
)
@web_options
@click.option("-v", "--verbose", is_flag=True, help="Explain each setting.")
def command(config_file: Path | None, verbose: bool, **flags: Any) -> None:
    """Show every setting, its value, and where that came from. Tokens are masked."""
    from linkscan.config import mask

    configured = configuration(config_file, flags)
    for key, field in type(configured.settings).model_fields.items():
        value = mask(getattr(configured.settings, key))
        origin = configured.origins.get(key, "default")
        about = f"  # {field.description}" if verbose else ""
        click.echo(f"{key} = {value}  ({origin}){about}")
