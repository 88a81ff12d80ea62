"""`linkscan completion`."""

import click


@click.command(
    epilog="""
\b
Examples:
  eval "$(linkscan completion bash)"      put this line into ~/.bashrc
  eval "$(linkscan completion zsh)"       into ~/.zshrc, after compinit
  linkscan completion fish > ~/.config/fish/completions/linkscan.fish
"""
)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> None:
    """Print the completion script for SHELL."""
    from click.shell_completion import get_completion_class

    from linkscan.cli import cli

    completion = get_completion_class(shell)
    if completion is None:  # cannot happen: click supports all shells of the Choice above
        raise click.UsageError(f"there is no completion script for {shell}")
    click.echo(completion(cli, {}, "linkscan", "_LINKSCAN_COMPLETE").source())
