"""`linkscan schedule`: the current configuration and inputs, ready for a scheduler."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from linkscan.cli import cli
from linkscan.errors import InputError


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HF_TOKEN", "hf_secret")
    monkeypatch.setenv("LINKSCAN_TIMEOUT", "7")
    monkeypatch.delenv("GITHUB_TOKEN", raising=False)
    monkeypatch.delenv("GH_TOKEN", raising=False)
    (tmp_path / "dump.txt").write_text("A Plan\n\nCode will be released.\n")
    (tmp_path / "linkscan.toml").write_text('cache = "kept"\n')
    return tmp_path


def schedule(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["schedule", *arguments])


@pytest.mark.parametrize("kind", ["cron", "systemd", "github"])
def test_current_configuration_is_part_of_the_schedule(kind: str) -> None:
    ran = schedule(kind, "dump.txt", "--fail-on", "missing", "--every", "daily")
    assert ran.exit_code == 0, ran.output
    assert "scan dump.txt --fail-on missing" in ran.stdout
    assert "LINKSCAN_TIMEOUT" in ran.stdout
    assert "HF_TOKEN" in ran.stdout
    assert "hf_secret" not in ran.stdout


def test_github_keeps_the_cache_that_is_configured() -> None:
    told = schedule("github", "dump.txt", "--reports", "out").stdout
    assert "            kept\n            out/ledger.sqlite\n" in told


@pytest.mark.parametrize("kind", ["cron", "systemd", "github"])
def test_notification_address_is_a_secret(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """It may hold a password: the schedule names the variable, and where to put it."""
    monkeypatch.setenv("APPRISE_URLS", "json://user:password@127.0.0.1/")
    told = schedule(kind, "dump.txt").stdout
    assert "APPRISE_URLS" in told
    assert "password" not in told
    assert ("linkscan[notify] @" in told) == (kind == "github")


@pytest.mark.parametrize("kind", ["cron", "systemd", "github"])
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("LINKSCAN_NOTIFY", "json://user:password@127.0.0.1/"),
        ("LINKSCAN_SCHEDULER", "tls://user:password@10.0.0.1:8786"),
    ],
)
def test_a_variable_that_holds_a_password_is_named_without_its_value(
    kind: str, name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    told = schedule(kind, "dump.txt").stdout
    assert name in told
    assert "password" not in told


def test_frequency_must_be_given() -> None:
    days = [schedule("cron", "dump.txt", "--every", every).stdout.splitlines()[-1] for every in ("daily", "monthly")]
    assert [line.split()[1:5] for line in days] == [["5", "*", "*", "*"], ["5", "1", "*", "*"]]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["cron", "-"], "no standard input"),
        (["cron", "dump.txt", "--fail-on", "nonsense"], "'nonsense' is not one of"),
        (["cron", "dump.txt", "--no-such-option"], "No such option"),
        (["github", "/srv/dump.txt"], "outside the repository"),
        (["github", "../dump.txt"], "outside the repository"),
        (["github", "dump.txt", "--notify", "mailto://user:password@example.org"], "set APPRISE_URLS instead"),
        (["systemd", "two\nlines"], "a line break"),
        (["launchd", "dump.txt"], "'launchd' is not one of"),
        (["cron"], "Missing argument"),
    ],
)
def test_job_that_could_not_run_is_refused_at_once(arguments: list[str], says: str) -> None:
    ran = schedule(*arguments)
    assert ran.exit_code == 2
    assert says in ran.stderr


@pytest.mark.parametrize("kind", ["cron", "systemd", "github"])
def test_queries_and_patterns_are_written_as_they_are_given(kind: str) -> None:
    ran = schedule(kind, "arxiv:cs.CL", "hf:new", "*.txt")
    assert ran.exit_code == 0, ran.output
    assert "scan arxiv:cs.CL hf:new " in ran.stdout
    assert "*.txt" in ran.stdout


@pytest.mark.parametrize("kind", ["cron", "systemd", "github"])
@pytest.mark.parametrize(
    ("given", "says"),
    [
        ("dmup.txt", "dmup.txt: there is no such file"),
        ("no/*.txt", "no/*.txt: no file matches"),
        ("arxiv:nonsense/2026-13", "arxiv:nonsense/2026-13: neither an identifier nor a category"),
        ("https://example.org/papers", "https://example.org/papers: an address, not a file or query"),
        (".", "a directory"),
    ],
)
def test_invalid_input_is_refused_at_once(kind: str, given: str, says: str) -> None:
    """A job that fails every night might go unnoticed."""
    ran = schedule(kind, "dump.txt", given)
    assert isinstance(ran.exception, InputError)
    assert says in str(ran.exception)
