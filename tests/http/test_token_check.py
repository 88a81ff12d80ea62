"""Tokens are checked before the first authenticated request, at no cost."""

import asyncio
import json
from typing import Any

import pytest
from pydantic import SecretStr

from linkscan.errors import AccessError
from linkscan.http.auth import Credentials
from linkscan.http.token_check import LoginAnswer, TokenCheck, TokenStatus, preflight, read_login
from linkscan.models import ANY_TOKEN, CacheMode, Failure, Request, Response
from linkscan.settings import Settings
from tests.http.script import Script, says

RATE_LIMIT = b'{"resources":{"core":{"limit":5000,"remaining":4990,"reset":1800003600}}}'


def asked_with(request: Request) -> int:
    """Return the number of the token that a request is to use, 0 if it names none."""
    return request.auth.credential_id if request.auth else 0


def settings(*hosts: str, **given: Any) -> Settings:
    return Settings(tokens={host: (SecretStr("s3cret"),) for host in hosts}, **given)


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("host", "asked"),
    [
        ("api.github.com", "https://api.github.com/rate_limit"),
        ("gitlab.com", "https://gitlab.com/api/v4/user"),
        ("huggingface.co", "https://huggingface.co/api/whoami-v2"),
    ],
)
async def test_a_token_is_checked_by_a_request_that_costs_nothing(host: str, asked: str) -> None:
    """It takes no quota, and is not answered from a cache."""
    below = Script([says(200, b"{}")])
    assert await preflight(below, settings(host)) == (TokenStatus(host),)
    assert below.urls == [asked]
    assert below.requests[0].cache is CacheMode.NO_STORE


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("host", "variables"),
    [
        ("api.github.com", "GITHUB_TOKEN or GH_TOKEN"),
        ("gitlab.com", "GITLAB_TOKEN"),
        ("huggingface.co", "HF_TOKEN"),
    ],
)
async def test_a_rejected_token_is_an_error_that_names_host_and_variable(host: str, variables: str) -> None:
    """The error never shows the token."""
    with pytest.raises(AccessError, match=host) as caught:
        await preflight(Script([says(401, b'{"message":"Bad credentials"}')]), settings(host))
    with pytest.raises(AccessError):
        await preflight(Script([says(403, b'{"message":"Sorry. Your account was suspended."}')]), settings(host))
    assert variables in str(caught.value)
    assert "s3cret" not in str(caught.value)


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("response", "allowance"),
    [
        (says(200, RATE_LIMIT), TokenStatus("api.github.com", left=4990, resets_at=1800003600.0)),
        (says(200, b"[" * 100_000), TokenStatus("api.github.com")),
        (says(200, b"<html>a portal</html>"), TokenStatus("api.github.com")),
        (says(503), TokenStatus("api.github.com", trouble="status 503")),
        (says(403, b"blocked"), TokenStatus("api.github.com", trouble="status 403")),
        (Response("", failure=Failure.DNS, detail="try again"), TokenStatus("api.github.com", trouble="try again")),
        (Response("", failure=Failure.TIMEOUT), TokenStatus("api.github.com", trouble="no answer in time")),
    ],
)
async def test_other_responses_are_no_rejection(response: Response, allowance: TokenStatus) -> None:
    """A failing host says nothing about the token."""
    assert await preflight(Script([response]), settings("api.github.com")) == (allowance,)


@pytest.mark.anyio
async def test_nothing_is_checked_offline_or_without_tokens() -> None:
    """No request is sent."""
    below = Script([says(401)])
    assert await preflight(below, settings()) == ()
    assert await preflight(below, settings("api.github.com", offline=True)) == ()
    assert (await preflight(below, settings("git.example.org")))[0].trouble
    assert below.requests == []


THREE = Settings(tokens={"api.github.com": tuple(map(SecretStr, ("s3cret1", "s3cret2", "s3cret3")))})


@pytest.mark.anyio
async def test_each_of_several_tokens_is_checked() -> None:
    """A rejected one is reported; the run continues with the others."""
    responses = {1: says(200, RATE_LIMIT), 2: says(401, b'{"message":"Bad credentials"}'), 3: says(503)}
    below = Script(lambda request: responses[asked_with(request)])
    assert await preflight(below, THREE) == (
        TokenStatus("api.github.com", left=4990, resets_at=1800003600.0, number=1),
        TokenStatus("api.github.com", trouble="rejected (status 401)", number=2, is_rejected=True),
        TokenStatus("api.github.com", trouble="status 503", number=3),
    )


@pytest.mark.anyio
async def test_when_every_one_of_several_is_rejected_it_is_an_error() -> None:
    with pytest.raises(AccessError, match="rejected all 3 tokens given in GITHUB_TOKENS") as caught:
        await preflight(Script([says(401)]), THREE)
    assert "s3cret" not in str(caught.value)


SIGNED = Request("https://api.github.com/graphql", auth=ANY_TOKEN)
CHECK = "https://api.github.com/rate_limit"
REJECTED = says(401, b'{"message":"Bad credentials"}')


def vetting(below: Script) -> TokenCheck:
    """Authenticate requests to the API's host."""
    return TokenCheck(below, Credentials({"api.github.com": (SecretStr("s3cret"),)}))


@pytest.mark.anyio
async def test_host_is_checked_once_before_the_first_authenticated_request() -> None:
    """However many are sent at once."""
    below = Script([says(200)])
    client = vetting(below)
    await asyncio.gather(*(client.send(SIGNED) for _ in range(3)))
    await client.send(SIGNED)
    assert below.urls == [CHECK, *[SIGNED.url] * 4]


@pytest.mark.anyio
async def test_no_token_is_checked_without_authenticated_requests() -> None:
    """So a run that finds everything in the cache sends nothing."""
    below = Script([says(401)])
    assert (await vetting(below).send(Request("https://github.com/lab/tool"))).status == 401
    assert below.urls == ["https://github.com/lab/tool"]


@pytest.mark.anyio
async def test_rejected_token_lets_no_request_through() -> None:
    """No verdict depends on it."""
    below = Script([REJECTED])
    client = vetting(below)
    for _ in range(2):
        with pytest.raises(AccessError):
            await client.send(SIGNED)
    assert below.urls == [CHECK, CHECK]


@pytest.mark.anyio
async def test_token_that_becomes_invalid_ends_the_run_too() -> None:
    """A 401 is not believed before the token has been checked again; simultaneous ones share the check."""
    good = True

    def response(request: Request) -> Response:
        return says(200) if good else REJECTED

    below = Script(response)
    client = vetting(below)
    await client.send(SIGNED)
    good = False
    results = await asyncio.gather(client.send(SIGNED), client.send(SIGNED), return_exceptions=True)
    assert [type(result) for result in results] == [AccessError] * 2


@pytest.mark.anyio
async def test_a_401_with_a_valid_token_concerns_the_target() -> None:
    """It is passed on."""
    below = Script(lambda request: says(200) if request.url == CHECK else says(401))
    client = vetting(below)
    assert (await client.send(SIGNED)).status == 401
    assert below.urls == [CHECK, SIGNED.url, CHECK]


@pytest.mark.anyio
@pytest.mark.parametrize("trouble", [says(503), says(429), Response("", failure=Failure.TIMEOUT)])
async def test_host_that_cannot_check_tokens_is_still_requested(trouble: Response) -> None:
    """A failed check is no rejection."""
    below = Script([trouble, says(200)])
    assert (await vetting(below).send(SIGNED)).status == 200


LOGIN = "ada@example.org:correct horse, battery"


def logged_in(*answers: Any) -> tuple[TokenCheck, Script, Credentials]:
    credentials = Credentials({"api2.openreview.net": (SecretStr(LOGIN),)})
    below = Script(list(answers))
    return TokenCheck(below, credentials), below, credentials


NOTES = Request("https://api2.openreview.net/notes?content.venueid=X", auth=ANY_TOKEN)


@pytest.mark.anyio
async def test_a_name_and_a_password_are_exchanged_for_a_token_once() -> None:
    check, below, credentials = logged_in(says(200, b'{"token":"abc.def.ghi"}'), says(200, b"{}"), says(200, b"{}"))
    assert credentials.header_for(NOTES) is None  # never themselves
    assert [(await check.send(NOTES)).status for _ in range(2)] == [200, 200]
    assert below.urls == ["https://api2.openreview.net/login", NOTES.url, NOTES.url]
    login = below.requests[0]
    assert (login.method, login.auth, login.cache) == ("POST", None, CacheMode.NO_STORE)
    assert json.loads(login.body) == {"id": "ada@example.org", "password": "correct horse, battery", "expiresIn": 86400}
    assert credentials.header_for(NOTES) == ("authorization", "Bearer abc.def.ghi")
    assert "abc.def" not in credentials.redact(says(200, b"you said abc.def.ghi")).body.decode()
    assert "battery" not in credentials.redact(says(200, b"you said correct horse, battery")).body.decode()


@pytest.mark.anyio
async def test_expired_token_is_renewed() -> None:
    answers = (says(200, b'{"token":"first"}'), says(401, b"{}"), says(200, b'{"token":"second"}'), says(200, b"{}"))
    check, _, credentials = logged_in(*answers)
    assert (await check.send(NOTES)).status == 401
    assert (await check.send(NOTES)).status == 200
    assert credentials.header_for(NOTES) == ("authorization", "Bearer second")


@pytest.mark.parametrize(
    ("answer", "login"),
    [
        (says(200, b'{"token":"first"}'), LoginAnswer("first")),
        (says(200, b'{"mfaPending":true}'), LoginAnswer(is_pending=True)),
        (says(200, b"{}"), LoginAnswer()),
        (says(200, b"[]"), LoginAnswer()),
        (says(403, b'{"token":"first"}'), LoginAnswer()),
        (Response("", status=200, body=b'{"token":"fir', failure=Failure.RESET), LoginAnswer()),
        (Response("", 200, body=b"[" * 100_000), LoginAnswer()),
    ],
)
def test_only_a_complete_response_is_a_login(answer: Response, login: LoginAnswer) -> None:
    assert read_login(answer) == login


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (says(400, b'{"message":"Invalid username or password"}'), "rejected the name and the password"),
        (says(401, b"{}"), "rejected the name and the password"),
        (says(200, b'{"mfaPending":true,"mfaMethods":["totp"]}'), "second factor"),
    ],
)
async def test_a_login_that_is_rejected_is_an_error_that_shows_neither(answer: Response, said: str) -> None:
    check, _, _ = logged_in(answer)
    with pytest.raises(AccessError, match=said) as caught:
        await check.send(NOTES)
    assert "ada@" not in str(caught.value)
    assert "battery" not in str(caught.value)


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("answer", "status"),
    [
        (says(503, b""), 503),
        (says(200, b"<!DOCTYPE html><title>Verifying your browser</title>"), 403),
        (says(403, b"{}"), 403),
    ],
)
async def test_unanswered_login_is_repeated(answer: Response, status: int) -> None:
    """Nothing is sent without the token."""
    check, below, _ = logged_in(answer, says(200, b'{"token":"abc"}'), says(200, b"{}"))
    response = await check.send(NOTES)
    assert (response.status, response.url, len(below.urls)) == (status, NOTES.url, 1)
    assert (await check.send(NOTES)).status == 200
