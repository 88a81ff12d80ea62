"""The small commands: extract, check, config, completion."""

import json
import os
import re
import stat
from dataclasses import fields
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from linkscan import papers
from linkscan.cli import COMMANDS, cli, inputs
from linkscan.cli.options import SectionedOption
from linkscan.history import open_ledger
from linkscan.models import Health, LinkResult
from linkscan.reports.report import Report
from linkscan.reports.summary import summarise
from linkscan.settings.command import CommandSettings
from linkscan.settings.display import in_words
from linkscan.settings.option import option_of

DUMP = "A Tool for Things\n\nWe present a tool. Code is available at https://github.com/lab/tool.\n" * 2


def test_extract_writes_one_line_for_each_distinct_paper(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text(
        "".join(
            json.dumps({"id": number, "title": f"Paper {number}", "abstract": abstract}) + "\n"
            for number, abstract in enumerate(["Code is at https://github.com/lab/tool.", "Nothing."])
        )
    )
    ran = CliRunner().invoke(cli, ["extract", str(tmp_path / "in.jsonl")])
    first, second = map(json.loads, ran.stdout.splitlines())
    assert first == {
        "id": "0",
        "title": "Paper 0",
        "source": [f"{tmp_path / 'in.jsonl'}:1"],
        "links": [
            {
                "url": "https://github.com/lab/tool",
                "raw": "https://github.com/lab/tool",
                "repairs": [],
                "origin": "abstract",
            }
        ],
        "claims": [
            {
                "asset": "code",
                "stance": "released",
                "url": "https://github.com/lab/tool",
                "origin": "abstract",
                "sentence": "Code is at https://github.com/lab/tool.",
            }
        ],
    }
    assert (second["links"], second["claims"]) == ([], [])


def test_extract_says_how_many_records_it_skipped(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text('{"title": "A", "abstract": "B"}\n{broken\n{"title": "C", "abstract": "D"}\n')
    ran = CliRunner().invoke(cli, ["extract", str(tmp_path / "in.jsonl"), "-o", str(tmp_path / "out.jsonl")])
    assert ran.exit_code == 0
    assert len((tmp_path / "out.jsonl").read_text().splitlines()) == 2
    assert f"{tmp_path / 'in.jsonl'}:2:" in ran.stderr
    assert "1 record of the inputs could not be read and was skipped" in ran.stderr


def test_extract_replaces_a_link_and_does_not_write_where_it_leads(tmp_path: Path) -> None:
    """A stranger's folder may have one in the place of the output, whose permissions the user's mask decides."""
    (tmp_path / "in.jsonl").write_text('{"title": "A", "abstract": "B"}\n')
    (tmp_path / "precious").write_text("kept")
    output = tmp_path / "out.jsonl"
    output.symlink_to("precious")
    mask = os.umask(0o027)
    try:
        ran = CliRunner().invoke(cli, ["extract", str(tmp_path / "in.jsonl"), "-o", str(output)])
    finally:
        os.umask(mask)
    assert ran.exit_code == 0
    assert (tmp_path / "precious").read_text() == "kept"
    assert not output.is_symlink()
    assert stat.S_IMODE(output.stat().st_mode) == 0o640


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_with_an_example(command: str) -> None:
    told = CliRunner().invoke(cli, [command, "--help"]).stdout
    assert told.startswith(f"Usage: cli {command}")
    assert "Example" in told or "linkscan.toml" in told


@pytest.mark.parametrize("command", ["", *COMMANDS])
@pytest.mark.parametrize("help_", ["--help", "--help-all"])
def test_help_fits_a_terminal_of_eighty_columns(command: str, help_: str) -> None:
    """Including examples, which are not wrapped."""
    told = CliRunner().invoke(cli, [*command.split(), help_], terminal_width=80).stdout
    assert max(map(len, told.splitlines()), default=0) <= 80


@pytest.mark.parametrize("command", ["scan", "check", "doctor", "config"])
def test_every_option_is_in_one_section_of_the_full_help(command: str) -> None:
    told = CliRunner().invoke(cli, [command, "--help-all"]).stdout
    found = cli.get_command(click.Context(cli), command)
    assert found
    for option in (param for param in found.params if isinstance(param, click.Option)):
        assert len(re.findall(rf"^  (?:-\w, )?{option.opts[-1]}\b(?!-)", told, re.MULTILINE)) == 1


def test_every_setting_with_a_flag_is_an_option_of_scan_with_its_words_section_and_default() -> None:
    """Options are generated from fields, so that a new setting is added in one place."""
    found = cli.get_command(click.Context(cli), "scan")
    assert found
    options = {param.name: param for param in found.params if isinstance(param, SectionedOption)}
    for setting in fields(CommandSettings):
        said = option_of(setting)
        assert said.about
        if said.flag:
            shown = options[setting.name]
            assert said.flag in shown.opts
            assert shown.section is said.section is not None
            assert said.about[1:] in (shown.help or "")


@pytest.mark.parametrize(
    ("flag", "default"),
    [("--concurrency", "64"), ("--per-host", "8"), ("--timeout", "20s"), ("--grace", "90d"), ("--cache", "./cache")],
)
def test_the_defaults_that_help_shows_are_those_of_the_settings(flag: str, default: str) -> None:
    told = " ".join(CliRunner().invoke(cli, ["scan", "--help-all"]).stdout.split())
    assert re.search(rf"{flag} [^[]*\[default: {re.escape(default)}\]", told)
    setting = next(each for each in fields(CommandSettings) if option_of(each).flag == flag)
    assert in_words(setting.name, setting.default) == default.removeprefix("./")


@pytest.mark.parametrize("command", ["scan", "check", "doctor", "config"])
def test_short_help_explains_common_options_and_names_the_rest(command: str) -> None:
    told, found = CliRunner().invoke(cli, [command, "--help"]).stdout, cli.get_command(click.Context(cli), command)
    assert found
    explained, _, named = told.partition("More options, which")
    for option in (param for param in found.params if isinstance(param, click.Option)):
        section = getattr(option, "section", None)
        is_of_every_day = section is None or section.is_of_every_day
        assert bool(re.search(rf"^  (?:-\w, )?{option.opts[-1]}\b(?!-)", explained, re.MULTILINE)) is is_of_every_day
        assert bool(re.search(rf"{max(option.opts, key=len)}[,.]", named)) is not is_of_every_day


def test_durations_are_shown_as_they_are_written() -> None:
    assert [in_words("grace", value) for value in (0.5, 20.0, 90.0, 7200.0, 7776000.0)] == [
        "0.5s",
        "20s",
        "90s",
        "2h",
        "90d",
    ]


def test_misspelt_command_gets_a_suggestion() -> None:
    ran = CliRunner().invoke(cli, ["scn"])
    assert ran.exit_code == 2
    assert "No such command 'scn'. Did you mean `linkscan scan`?" in ran.stderr


def test_config_shows_values_and_origins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HF_TOKEN", "hf_secret")
    (tmp_path / "linkscan.toml").write_text("retries = 5\n")
    told = CliRunner().invoke(cli, ["config", "--timeout", "2m"]).stdout.splitlines()
    assert "retries = 5  (linkscan.toml)" in told
    assert "timeout = 2m  (flag)" in told
    assert "concurrency = 64  (default)" in told
    assert "tokens = huggingface.co=••••••••  (HF_TOKEN) [yours]" in told


def test_the_formats_are_those_of_the_loaders() -> None:
    assert set(papers.FORMATS) < set(inputs.FORMATS)  # and deprecated names


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_a_script(shell: str) -> None:
    assert "_LINKSCAN_COMPLETE" in CliRunner().invoke(cli, ["completion", shell]).stdout


@pytest.mark.parametrize(
    ("subject", "url"),
    [
        ("git@github.com:lab/tool.git", "https://github.com/lab/tool"),
        ("ssh://git@github.com/lab/tool", "https://github.com/lab/tool"),
        ("github.com/lab/tool", "https://github.com/lab/tool"),
        ("doi:10.5281/zenodo.123", "https://doi.org/10.5281/zenodo.123"),
        ("arxiv:2401.00001", "https://arxiv.org/abs/2401.00001"),
        ("https://github.com/Lab/Tool/", "https://github.com/lab/tool"),
        ("http://www.github.com/lab/tool.git", "https://github.com/lab/tool"),
        ("<github.com/lab/tool>", "https://github.com/lab/tool"),
    ],
)
def test_history_takes_an_address_as_check_does(subject: str, url: str, tmp_path: Path) -> None:
    link = LinkResult(url, url, canonical=url, host="host", health=Health.OK, reason="it answers")
    report = Report(1, "0.1.0", "2026-11-29T10:00:00Z", (), summary=summarise((), (link,)), papers=(), links=(link,))
    with open_ledger(tmp_path / "ledger.sqlite") as ledger:
        ledger.record(report)
    ran = CliRunner().invoke(cli, ["history", subject, "--reports", str(tmp_path)])
    assert "it answers" in ran.stdout, ran.exception


def test_history_suggests_a_correction_for_an_invalid_address(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "ledger.sqlite"):
        pass
    ran = CliRunner().invoke(cli, ["history", "lab/tool", "--reports", str(tmp_path)])
    assert "nothing is known about lab/tool; did you mean https://github.com/lab/tool?" in str(ran.exception)


@pytest.mark.parametrize(
    ("words", "completed"),
    [
        ("linkscan scan pap", "file,pap"),
        ("linkscan check --files pap", "file,pap"),
        ("linkscan scan --fail-on mis", "plain,missing"),
        ("linkscan scan --formats json,mark", "plain,json,markdown"),
        ("linkscan scan --only c", "plain,changed"),
    ],
)
def test_shell_completion_offers_files_and_values(words: str, completed: str) -> None:
    """`file` leaves the completion of names to the shell."""
    environment = {
        "COMP_WORDS": words,
        "COMP_CWORD": str(len(words.split()) - 1),
        "_LINKSCAN_COMPLETE": "bash_complete",
    }
    told = CliRunner().invoke(cli, [], env=environment, prog_name="linkscan", complete_var="_LINKSCAN_COMPLETE")
    assert told.stdout.splitlines() == [completed]
