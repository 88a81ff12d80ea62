"""Settings come from files, the environment and options, in rising precedence; mistakes are reported by name."""

import re
from dataclasses import fields
from datetime import timedelta
from pathlib import Path

import pytest

from linkscan.errors import SettingsError
from linkscan.patterns import compiled
from linkscan.settings import Settings
from linkscan.settings.command import CommandSettings
from linkscan.settings.configuration import configure
from linkscan.settings.display import in_words, mask
from linkscan.settings.option import Authority, option_of


def test_without_any_source_the_defaults_apply(tmp_path: Path) -> None:
    configured = configure(folder=tmp_path, environment={})
    assert configured.settings.timeout == 20
    assert configured.origins == {}


def test_each_source_outranks_the_one_before(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(
        "[tool.linkscan]\ntimeout = 1\nretries = 1\nper-host = 1\nconcurrency = 1\n"
    )
    (tmp_path / "linkscan.toml").write_text("timeout = 2\nretries = 2\nper-host = 2\n")
    configured = configure(
        {"timeout": 4, "retries": None}, tmp_path, {"LINKSCAN_RETRIES": "3", "LINKSCAN_TIMEOUT": "3"}
    )
    settings = configured.settings
    assert (settings.timeout, settings.retries, settings.per_host, settings.concurrency) == (4, 3, 2, 1)
    assert configured.origins == {
        "timeout": "flag",
        "retries": "LINKSCAN_RETRIES",
        "per_host": str(tmp_path / "linkscan.toml"),
        "concurrency": f"{tmp_path / 'pyproject.toml'} [tool.linkscan]",
    }


@pytest.mark.parametrize(
    ("environment", "host"),
    [
        ({"GITHUB_TOKEN": "secret", "GH_TOKEN": "other"}, "api.github.com"),
        ({"GITHUB_TOKEN": "", "GH_TOKEN": "secret"}, "api.github.com"),
        ({"GITLAB_TOKEN": "secret\n"}, "gitlab.com"),
        ({"HF_TOKEN": "secret"}, "huggingface.co"),
    ],
)
def test_tokens_come_from_the_environment_by_host(tmp_path: Path, environment: dict[str, str], host: str) -> None:
    settings = configure(folder=tmp_path, environment=environment).settings
    assert settings.has_token(host)
    assert [secret.get_secret_value() for secret in settings.tokens[host]] == ["secret"]


@pytest.mark.parametrize("text", ["one,two,three", "one two three", " one, two,\nthree,one "])
def test_several_tokens_have_commas_or_spaces_between_them(tmp_path: Path, text: str) -> None:
    """They take precedence over a single one; duplicates are removed."""
    environment = {"GITHUB_TOKENS": text, "GITHUB_TOKEN": "single", "HF_TOKEN": "hf"}
    configured = configure(folder=tmp_path, environment=environment)
    secrets = [secret.get_secret_value() for secret in configured.settings.tokens["api.github.com"]]
    assert secrets == ["one", "two", "three"]
    assert configured.origins["tokens"] == "GITHUB_TOKENS, HF_TOKEN"


@pytest.mark.parametrize("text", ["", " ", " , ,"])
def test_empty_list_of_tokens_keeps_the_single_token(tmp_path: Path, text: str) -> None:
    settings = configure(folder=tmp_path, environment={"GITHUB_TOKENS": text, "GH_TOKEN": "single"}).settings
    assert [secret.get_secret_value() for secret in settings.tokens["api.github.com"]] == ["single"]


def test_tokens_are_masked_for_people(tmp_path: Path) -> None:
    settings = configure(folder=tmp_path, environment={"HF_TOKEN": "secret"}).settings
    assert mask(settings.tokens) == "huggingface.co=••••••••"
    assert "secret" not in repr(settings)
    several = configure(folder=tmp_path, environment={"GITHUB_TOKENS": "secret1,secret2"}).settings
    assert mask(several.tokens) == "api.github.com=••••••••, ••••••••"
    assert "secret" not in repr(several)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("timout = 3", ["linkscan.toml", "timout", "did you mean timeout?"]),
        ("wholly_unknown = 3", ["linkscan.toml", "wholly_unknown", "allowed: cache, reports"]),
        (
            "timeout = 'soon'",
            ["linkscan.toml:1", "timeout", "'soon' is not a time; write 90s", "time one request may take"],
        ),
        ("timeout = 0", ["linkscan.toml", "timeout", "greater than 0"]),
        ("exclude = ['[']", ["linkscan.toml", "exclude", "unterminated"]),
        ("tokens = {a = 'b'}", ["linkscan.toml", "tokens", "environment only", "GITHUB_TOKEN"]),
        ("timeout = = 3", ["linkscan.toml", "not valid TOML", "line 1"]),
        (f"timeout = {'9' * 5000}", ["linkscan.toml", "not valid TOML", "digits"]),
    ],
)
def test_wrong_key_or_value_is_reported_with_file_key_and_allowed_values(
    tmp_path: Path, text: str, says: list[str]
) -> None:
    (tmp_path / "linkscan.toml").write_text(text)
    with pytest.raises(SettingsError) as error:
        configure(folder=tmp_path, environment={})
    assert "\n" not in str(error.value)
    for word in says:
        assert word in str(error.value)


@pytest.mark.parametrize(
    ("environment", "says"),
    [
        ({"LINKSCAN_TIMOUT": "3"}, ["LINKSCAN_TIMOUT", "did you mean timeout?"]),
        ({"LINKSCAN_RETRIES": "many"}, ["LINKSCAN_RETRIES", "retries", "valid integer", "'many'"]),
        ({"LINKSCAN_REMAP": "{broken"}, ["LINKSCAN_REMAP", "not valid JSON"]),
        ({"LINKSCAN_REMAP": "[" * 3000}, ["LINKSCAN_REMAP", "not valid JSON"]),
        ({"LINKSCAN_REMAP": "[" + "1" * 5000 + "]"}, ["LINKSCAN_REMAP", "not valid JSON"]),
        ({"LINKSCAN_EXCLUDE": "\\UDDDDDDDD"}, ["LINKSCAN_EXCLUDE", "not a regular expression"]),
        ({"LINKSCAN_EXCLUDE": "(" * 3000}, ["LINKSCAN_EXCLUDE", "not a regular expression"]),
        ({"LINKSCAN_EXCLUDE": "(?\udce9)"}, ["LINKSCAN_EXCLUDE", "not valid UTF-8"]),
        ({"LINKSCAN_GRACE": "inf"}, ["LINKSCAN_GRACE", "grace"]),
        ({"LINKSCAN_CACHE": "a\0b"}, ["LINKSCAN_CACHE", "NUL"]),
        ({"LINKSCAN_USER_AGENT": "caf\udce9"}, ["LINKSCAN_USER_AGENT", "user_agent"]),
        ({"LINKSCAN_USER_AGENT": "me\r\nx: y"}, ["LINKSCAN_USER_AGENT", "user_agent"]),
    ],
)
def test_wrong_variable_is_reported_by_name(tmp_path: Path, environment: dict[str, str], says: list[str]) -> None:
    with pytest.raises(SettingsError) as error:
        configure(folder=tmp_path, environment=environment)
    for word in says:
        assert word in str(error.value)


def test_lists_and_tables_can_be_given_in_the_environment(tmp_path: Path) -> None:
    environment = {"LINKSCAN_EXCLUDE": "one, two", "LINKSCAN_REMAP": '{"https://a": "https://b"}'}
    settings = configure(folder=tmp_path, environment=environment).settings
    assert settings.exclude == ("one", "two")
    assert settings.remap == {"https://a": "https://b"}


def test_a_named_file_is_read_instead_of_those_in_the_folder(tmp_path: Path) -> None:
    (tmp_path / "linkscan.toml").write_text("timeout = 2")
    (tmp_path / "other.toml").write_text("retries = 7")
    settings = configure(folder=tmp_path, environment={}, file=tmp_path / "other.toml").settings
    assert (settings.timeout, settings.retries) == (20, 7)
    with pytest.raises(SettingsError, match=r"nowhere\.toml: cannot be read"):
        configure(environment={}, file=tmp_path / "nowhere.toml")


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ('timeout = "30s"', "timeout", 30),
        ('grace = "90d"', "grace", 90 * 86400),
        ("max-age = '7d'", "max_age", 7 * 86400),
        ('exclude = "foo"', "exclude", ("foo",)),
        ('formats = "json,csv"', "formats", ("json", "csv")),
        ('formats = ["json", "csv"]', "formats", ("json", "csv")),
        ('fail-on = "missing,dead"', "fail_on", ("missing", "dead")),
        ('keep = "track,authors"', "keep", ("track", "authors")),
        ("since = 2026-01-31", "since", "2026-01-31"),
        ('only = "changed"', "only", "changed"),
        ('name = "weekly"', "name", "weekly"),
        ('budget = "requests=500,time=10m"', "budget_time", 600),
        ('budget = {requests = 500, time = "10m"}', "budget_requests", 500),
    ],
)
def test_file_uses_the_names_of_the_options(tmp_path: Path, text: str, name: str, value: object) -> None:
    (tmp_path / "linkscan.toml").write_text(text)
    assert getattr(configure(folder=tmp_path, environment={}).settings, name) == value


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("formats = ['pdf']", "'pdf' is not one of json, csv"),
        ('fail-on = "late"', "'late' is not one of missing"),
        ('since = "2999-01-01"', "is in the future"),
        ('budget = "money=3"', "'money=3' is not a budget; write requests=500"),
    ],
)
def test_wrong_word_in_a_file_is_refused_with_the_valid_ones(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "linkscan.toml").write_text(text)
    with pytest.raises(SettingsError, match=re.escape(says)):
        configure(folder=tmp_path, environment={})


@pytest.mark.parametrize("name", ["LINKSCAN_TIMEOUT", "LINKSCAN_EXCLUDE", "LINKSCAN_FORMATS", "GITHUB_TOKEN"])
def test_a_variable_that_is_empty_is_unset(tmp_path: Path, name: str) -> None:
    assert configure(folder=tmp_path, environment={name: " "}).origins == {}


PERSONAL = {
    "allow-private = true": "--allow-private",
    "archive = true": "--archive",
    'engine = "dask"': "--engine",
    'scheduler = "tcp://10.0.0.1:8786"': "--scheduler",
    "processes = 64": "LINKSCAN_PROCESSES",
    'resolve = {"*" = "127.0.0.1:80"}': "LINKSCAN_RESOLVE",
    '[resolve]\n"*" = "127.0.0.1:80"': "LINKSCAN_RESOLVE",
    'remap = {"https://a" = "https://b"}': "--remap",
    'overrides = "ov.toml"': "--overrides",
    'notify = "mailto://a:b@c"': "--notify",
    'user-agent = "someone else"': "LINKSCAN_USER_AGENT",
    'cache = "/tmp/elsewhere"': "--cache",
    'reports = "../elsewhere"': "--reports",
}


@pytest.mark.parametrize("file", ["linkscan.toml", "pyproject.toml"])
@pytest.mark.parametrize("text", PERSONAL)
def test_file_of_the_working_folder_may_not_set_sensitive_settings(tmp_path: Path, text: str, file: str) -> None:
    """A foreign checkout must not configure its user."""
    lead = "# a comment\n" + ("[tool.linkscan]\n" if file == "pyproject.toml" else "")
    said = text.replace("[resolve]", "[tool.linkscan.resolve]") if file == "pyproject.toml" else text
    (tmp_path / file).write_text(lead + said)
    with pytest.raises(SettingsError) as error:
        configure(folder=tmp_path, environment={})
    assert f":{lead.count(chr(10)) + 1}: " in str(error.value)
    assert PERSONAL[text] in str(error.value)


CLASSES = {
    Authority.PERSON: (
        "allow_private archive engine processes scheduler remap resolve overrides user_agent tokens notify"
    ),
    Authority.PROJECT: (
        "cache reports keep limit watch concurrency per_host timeout retries max_wait max_bytes max_redirects max_age "
        "refresh offline archives discover fulltext budget_requests budget_time grace include exclude formats fail_on "
        "only since name"
    ),
}


def test_each_setting_has_an_authority() -> None:
    """Settings about safety, network, credentials, other folders or other people are for the user only."""
    found = {setting.name: option_of(setting).authority for setting in fields(CommandSettings)}
    assert found == {name: authority for authority, names in CLASSES.items() for name in names.split()}


def test_each_sensitive_setting_has_a_refused_example() -> None:
    said = {re.split(r"[] =]", text.lstrip("["))[0].replace("-", "_") for text in PERSONAL}
    assert said - {"cache", "reports"} == set(CLASSES[Authority.PERSON].split()) - {"tokens"}


TOO_MUCH = {
    "concurrency = 257": "256; for more use --concurrency",
    "per-host = 33": "32; for more use --per-host",
    'timeout = "3m"': "2m; for more use --timeout",
    "retries = 11": "10; for more use --retries",
    'max-wait = "1d"': "10m; for more use LINKSCAN_MAX_WAIT",
    "max-bytes = 67108865": "67108864; for more use LINKSCAN_MAX_BYTES",
    "max-redirects = 21": "20; for more use LINKSCAN_MAX_REDIRECTS",
    "limit = 100001": "100000; for more use --limit",
}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('fail-on = "gonee"', "linkscan.toml:1: fail-on: 'gonee' is not one of missing"),
        ('fail_on = "gonee"', "linkscan.toml:1: fail_on: 'gonee' is not one of missing"),
        ('exclude = "("', "got '(' (never request"),
        ("max-redirectz = 3", "linkscan.toml:1: unknown setting 'max-redirectz'; did you mean max-redirects?"),
    ],
)
def test_mistake_is_reported_in_the_words_of_the_file(tmp_path: Path, text: str, says: str) -> None:
    """A value that the message already contains is not repeated."""
    (tmp_path / "linkscan.toml").write_text(text)
    with pytest.raises(SettingsError) as error:
        configure(folder=tmp_path, environment={})
    assert says in str(error.value)
    assert str(error.value).count("gonee") <= 1


@pytest.mark.parametrize("text", TOO_MUCH)
def test_file_of_the_working_folder_has_upper_limits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    """A foreign checkout must not make its user flood hosts or wait for a day."""
    monkeypatch.setattr("linkscan.settings.configuration.own_file", lambda: tmp_path / "own.toml")
    (tmp_path / "linkscan.toml").write_text(f"\n{text}")
    with pytest.raises(SettingsError) as error:
        configure(folder=tmp_path, environment={})
    assert f"linkscan.toml:2: {text.split(maxsplit=1)[0]}: " in str(error.value)
    assert f"may set at most {TOO_MUCH[text]}" in str(error.value)
    (tmp_path / "own.toml").write_text(text)
    (tmp_path / "linkscan.toml").write_text(
        f"{text.split(maxsplit=1)[0]} = {TOO_MUCH[text].split(';')[0].replace('m', '0')}"
    )
    assert configure(folder=tmp_path, environment={}).origins


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("notify", ("json://me:hunter2@host/", "slack://hunter2/B/C")),
        ("scheduler", "tls://me:hunter2@host:8786"),
        ("scheduler", "tls://me:hunter2@hunter2@host:8786"),
        ("resolve", {"a.example": "//me:hunter2@host"}),
    ],
)
def test_no_password_of_a_setting_is_shown(name: str, value: object) -> None:
    assert "hunter2" not in in_words(name, value)
    assert "•" in in_words(name, value)


@pytest.mark.parametrize(
    "variable",
    [
        {"LINKSCAN_REMAP": '{"https://a.example/": "https://me:hunter2@b.example/"}'},
        {"LINKSCAN_PROCESSES": "https://me:hunter2@b.example/"},
        {"LINKSCAN_NOTIFY": '["json://me:hunter2@host", 5]'},
        {"LINKSCAN_NOTIFY": '["json://me:hunter2@host"'},
        {"LINKSCAN_TOKENS": '{"x.example": ["hunter2", 5]}'},
        {"LINKSCAN_TOKENS": "hunter2"},
    ],
)
def test_no_password_is_in_the_message_about_a_wrong_value(tmp_path: Path, variable: dict[str, str]) -> None:
    with pytest.raises(SettingsError) as error:
        configure(folder=tmp_path, environment=variable)
    assert "hunter2" not in str(error.value)


def test_a_wrong_value_given_in_python_is_not_repeated() -> None:
    """Tracebacks end up in shared logs."""
    with pytest.raises(ValueError, match="tokens") as error:
        Settings(tokens="hunter2")  # type: ignore[arg-type]
    assert "hunter2" not in str(error.value)


def test_a_folder_that_leads_outside_by_a_link_is_outside(tmp_path: Path) -> None:
    project, elsewhere = tmp_path / "project", tmp_path / "elsewhere"
    project.mkdir()
    elsewhere.mkdir()
    (project / "out").symlink_to(elsewhere)
    (project / "linkscan.toml").write_text('cache = "out/cache"')
    with pytest.raises(SettingsError, match="outside the working folder"):
        configure(folder=project, environment={})


@pytest.mark.parametrize("text", PERSONAL)
def test_own_and_named_files_may_set_everything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    home, project = tmp_path / "home", tmp_path / "project"
    project.mkdir()
    monkeypatch.setattr("linkscan.settings.configuration.own_file", lambda: home / "linkscan.toml")
    home.mkdir()
    (home / "linkscan.toml").write_text(text)
    own = configure(folder=project, environment={})
    assert list(own.origins.values()) == [str(home / "linkscan.toml")]
    assert configure(folder=project, environment={}, file=home / "linkscan.toml").origins == own.origins


def test_the_project_outranks_the_user_s_own_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path / "own.toml"
    own.write_text("retries = 1\ntimeout = 1")
    (tmp_path / "linkscan.toml").write_text("retries = 2")
    monkeypatch.setattr("linkscan.settings.configuration.own_file", lambda: own)
    settings = configure(folder=tmp_path, environment={}).settings
    assert (settings.retries, settings.timeout) == (2, 1)


def test_settings_take_the_tokens_of_the_environment_unless_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_TOKEN", "secret")
    assert Settings().has_token("api.github.com")
    assert not Settings(tokens={}).has_token("api.github.com")
    assert Settings().replace(tokens={}).tokens == {}


def test_settings_take_durations_in_words_and_as_timedelta() -> None:
    settings = Settings.load(grace=timedelta(days=90), timeout="30s")
    assert (settings.grace, settings.timeout) == (7776000, 30)


@pytest.mark.parametrize(
    ("text", "patterns"),
    [
        (r"github\.com/x{1,3}", (r"github\.com/x{1,3}",)),
        (r"a{1,3}, [a,b]c,d\,e", ("a{1,3}", "[a,b]c", r"d\,e")),
        ("one, two,,", ("one", "two")),
    ],
)
def test_a_comma_within_a_pattern_is_a_part_of_it(text: str, patterns: tuple[str, ...]) -> None:
    assert configure(environment={"LINKSCAN_EXCLUDE": text}).settings.exclude == patterns


@pytest.mark.parametrize("text", ["exclude = '(?=a)b'", "include = ['x', '(a)\\\\1']"])
def test_patterns_from_the_working_folder_match_in_linear_time(tmp_path: Path, text: str) -> None:
    (tmp_path / "linkscan.toml").write_text(text.replace("\\\\", "\\"))
    with pytest.raises(SettingsError, match=r":1: .*linear time"):
        configure(folder=tmp_path, environment={})
    configure(folder=tmp_path, environment={}, file=tmp_path / "linkscan.toml")


def test_a_pattern_cannot_be_made_to_backtrack() -> None:
    """Python's own engine would practically never finish."""
    assert compiled("(a+)+$").search("a" * 5000 + "b") is None
    assert compiled("(?=a)a").search("ba")


def test_settings_file_has_a_size_limit(tmp_path: Path) -> None:
    with (tmp_path / "linkscan.toml").open("wb") as file:
        file.truncate(1 << 40)
    with pytest.raises(SettingsError, match="larger than 4 MiB"):
        configure(folder=tmp_path, environment={})


def test_line_breaks_of_windows_are_read(tmp_path: Path) -> None:
    (tmp_path / "linkscan.toml").write_bytes(b"timeout = 5\r\nretries = 1\r\n")
    assert configure(folder=tmp_path, environment={}).settings.retries == 1


@pytest.mark.parametrize(
    ("environment", "credential"),
    [
        ({"OPENREVIEW_USERNAME": "ada@example.org", "OPENREVIEW_PASSWORD": "a b, c:d"}, "ada@example.org:a b, c:d"),
        (
            {"OPENREVIEW_USERNAME": "ada", "OPENREVIEW_PASSWORD": "secret", "OPENREVIEW_TOKEN": "abc.def"},
            "abc.def",
        ),
        ({"OPENREVIEW_USERNAME": "ada"}, None),
        ({"OPENREVIEW_USERNAME": "ada", "OPENREVIEW_PASSWORD": ""}, None),
        ({"OPENREVIEW_PASSWORD": "secret"}, None),
    ],
)
def test_name_and_password_are_one_credential_and_a_token_takes_precedence(
    tmp_path: Path, environment: dict[str, str], credential: str | None
) -> None:
    tokens = configure(folder=tmp_path, environment=environment).settings.tokens
    assert [secret.get_secret_value() for secret in tokens.get("api2.openreview.net", ())] == (
        [credential] if credential else []
    )
