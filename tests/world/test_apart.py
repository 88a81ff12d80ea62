"""A world in another process: set up there, queried from here."""

import ssl

import httpx
import pytest

from tests.world.apart import apart
from tests.world.world import World


def describe(world: World) -> dict[str, str]:
    """Run in the other process."""
    world.page("https://a.example.org/", "far away")
    return {"token": world.github.token()}


def test_world_is_described_and_counted_in_the_other_process() -> None:
    """Its addresses, tokens and counts are returned."""
    with apart(f"{__name__}:describe", keep=0) as world:
        trusting = ssl.create_default_context(cafile=world.environ["SSL_CERT_FILE"])
        with httpx.Client(proxy=world.proxy_environ["HTTPS_PROXY"], verify=trusting) as client:
            assert client.get("https://a.example.org/").text == "far away"
            assert client.get("https://a.example.org/b").status_code == 404
            tally = world.tally()
            assert (tally.requests, tally.peaks) == ({"a.example.org": 2}, {"a.example.org": 1})
            assert tally.statuses == {"a.example.org": {"200": 1, "404": 1}}
            assert tally.cpu_seconds > 0
            world.forget()
            assert world.tally().requests == {}
        assert world.told["token"].startswith("ghp_")
        assert world.settings(retries=0).resolve == world.resolve


def test_failed_description_is_reported(capfd: pytest.CaptureFixture[str]) -> None:
    """The reason is in the other process's error output."""
    with pytest.raises(ChildProcessError, match="no_such"), apart(f"{__name__}:no_such"):
        pass
    assert "no_such" in capfd.readouterr().err
