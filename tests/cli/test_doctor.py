"""`linkscan doctor`: the state of everything that a run needs, and whether it would be complete."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.command import linkscan
from tests.world.messages import as_json
from tests.world.world import World, serve


@pytest.fixture
def world() -> Iterator[World]:
    with serve(World()) as world:
        yield world


class Doctor:
    """Runs `linkscan doctor` as a separate process, in an environment without tokens."""

    def __init__(self, environment: dict[str, str], folder: Path) -> None:
        self.environment, self.folder = environment, folder

    def __call__(self, *arguments: str) -> "Told":
        ran = linkscan("doctor", *arguments, environment=self.environment, folder=self.folder)
        return Told(ran.returncode, ran.stdout, ran.stdout + ran.stderr)


@dataclass(frozen=True)
class Told:
    code: int
    text: str
    everything: str

    def line(self, subject: str) -> str:
        [found] = [line for line in self.text.splitlines() if line[6:].startswith(subject)]
        return found


@pytest.fixture
def doctor(world: World, tmp_path: Path) -> Doctor:
    own = {"LINKSCAN_CACHE": str(tmp_path / "cache"), "LINKSCAN_REPORTS": str(tmp_path / "reports")}
    return Doctor({**world.environ(), **own}, tmp_path)


def test_all_is_well(doctor: Doctor) -> None:
    ran = doctor()
    assert ran.code == 0, ran.everything
    assert ran.line("network").startswith("ok    network             reached github.com in ")
    assert ran.line("cache folder").startswith("ok")
    assert ran.line("GITHUB_TOKEN").startswith("note  GITHUB_TOKEN        not set: api.github.com")
    assert "bad" not in {line.split()[0] for line in ran.text.splitlines()}


def test_valid_token_shows_its_remaining_quota(world: World, doctor: Doctor) -> None:
    doctor.environment["GITHUB_TOKEN"] = token = world.github.token()
    ran = doctor()
    assert re.search(r"accepted by api.github.com, \d{4} requests left until 20\d\d-", ran.line("GITHUB_TOKEN"))
    assert token not in ran.everything


def test_rejected_token_is_bad_and_the_others_are_still_checked(doctor: Doctor) -> None:
    doctor.environment["GITHUB_TOKEN"] = "ghp_wrong"
    ran = doctor()
    assert ran.code == 3
    assert ran.line("GITHUB_TOKEN").startswith("bad   GITHUB_TOKEN        api.github.com rejected the token")
    assert "HF_TOKEN" in ran.text
    assert "ghp_wrong" not in ran.everything


def test_no_network_is_bad(doctor: Doctor) -> None:
    doctor.environment["LINKSCAN_RESOLVE"] = '{"*": "servfail"}'
    ran = doctor("--retries=0")
    assert ran.code == 3
    assert "no host can be reached" in ran.line("network")
    assert "HTTPS_PROXY=http://HOST:PORT" in ran.line("network")


def test_intercepting_proxy_is_distinguished_from_no_network(doctor: Doctor) -> None:
    for variable in ("SSL_CERT_FILE", "SSL_CERT_DIR"):
        doctor.environment.pop(variable, None)
    assert "set SSL_CERT_FILE to the file with its certificate" in doctor("--retries=0").line("network")


def test_offline_sends_no_request(world: World, doctor: Doctor) -> None:
    before = world.count()
    ran = doctor("--offline")
    assert (ran.code, world.count()) == (0, before)
    assert "not tested: offline" in ran.line("network")


def test_impossible_folder_is_bad(doctor: Doctor) -> None:
    (doctor.folder / "file").write_text("")
    doctor.environment["LINKSCAN_REPORTS"] = str(doctor.folder / "file" / "reports")
    ran = doctor("--offline")
    assert ran.code == 3
    assert ran.line("reports folder").endswith("is not a folder")


def test_a_damaged_cache_is_a_note(doctor: Doctor) -> None:
    (doctor.folder / "cache" / "answers").mkdir(parents=True)
    (doctor.folder / "cache" / "answers" / "cache.db").write_bytes(b"not a database" * 100)
    ran = doctor("--offline")
    assert ran.code == 0
    assert any(told.startswith("note  cache  ") and "damaged" in told for told in ran.text.splitlines())


def test_each_source_is_tested_for_an_answer_and_its_remaining_quota(world: World, doctor: Doctor) -> None:
    """Each once; a refusing one is only a note, because a run without it is complete."""
    world.arxiv.paper("2401.00001", "A Paper")
    world.host("api2.openreview.net", lambda _: as_json({"name": "ChallengeRequiredError"}, 403))
    ran = doctor()
    assert ran.line("arxiv:").startswith("ok    arxiv:              answers in ")
    assert ran.line("arxiv:").endswith(" ms; at most 17 requests in 60 s are sent")
    assert re.search(r"^ok    hf: .*; \d+ requests left for \d+ s$", ran.text, re.MULTILINE)
    assert ran.line("openreview:").startswith("note  openreview:         would not be read: ")
    assert ran.line("acl:").startswith("note  acl:")
    assert world.asked("export.arxiv.org")[-1].count("/api/query") == 1
    assert not [line for line in doctor("--no-sources").text.splitlines() if line[6:].startswith("arxiv:")]


def test_rate_limited_source_is_requested_once(world: World, doctor: Doctor) -> None:
    """And not waited for, however long its Retry-After is."""
    world.host("api.openalex.org", lambda _: as_json({"error": "Rate limit exceeded"}, 429))
    before = world.count("api.openalex.org")
    assert "429" in doctor().line("openalex:")
    assert world.count("api.openalex.org") == before + 1


def test_challenge_page_with_status_200_is_no_answer_and_login_is_tried(world: World, doctor: Doctor) -> None:
    world.host("api2.openreview.net", world.openreview.hosts()["api2.openreview.net"])
    world.openreview.account("ada@example.org", "right")
    assert "would not be read: answers with a web page instead of data" in doctor().line("openreview:")
    doctor.environment |= {"OPENREVIEW_USERNAME": "ada@example.org", "OPENREVIEW_PASSWORD": "right"}
    assert doctor().line("openreview:").startswith("ok    openreview:         answers in ")
    doctor.environment["OPENREVIEW_PASSWORD"] = "wrong"
    ran = doctor()
    assert ran.code == 3
    assert "rejected the name and the password" in ran.line("openreview:")
