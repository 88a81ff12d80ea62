"""Tokens are checked before the first question that carries one, free of charge."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest
from pydantic import SecretStr

from linkscan.errors import AccessError
from linkscan.models import Answer, Failure, Question
from linkscan.settings import Settings
from linkscan.web.caching import UNCACHED
from linkscan.web.credentials import Credentials, signed_by
from linkscan.web.preflight import Allowance, Vetting, preflight
from tests.web.script import Script, says

RATE_LIMIT = b'{"resources":{"core":{"limit":5000,"remaining":4990,"reset":1800003600}}}'


def asked_with(question: Question) -> int:
    """The number of the token that a question is to be asked with, 0 where it says none."""
    unmarked = replace(question, headers=question.headers[:-1])
    return next((number for number in (1, 2, 3) if question == signed_by(unmarked, number)), 0)


def settings(*hosts: str, **given: Any) -> Settings:
    return Settings(tokens={host: SecretStr("s3cret") for host in hosts}, **given)


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("host", "asked"),
    [
        ("api.github.com", "https://api.github.com/rate_limit"),
        ("gitlab.com", "https://gitlab.com/api/v4/user"),
        ("huggingface.co", "https://huggingface.co/api/whoami-v2"),
    ],
)
async def test_what_is_asked(host: str, asked: str) -> None:
    """A question that costs nothing, and that no cache answers."""
    below = Script([says(200, b"{}")])
    assert await preflight(below, settings(host)) == (Allowance(host),)
    assert below.urls == [asked]
    assert below.questions[0].headers == (UNCACHED,)


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
    """And never shows the token."""
    with pytest.raises(AccessError, match=host) as caught:
        await preflight(Script([says(401, b'{"message":"Bad credentials"}')]), settings(host))
    with pytest.raises(AccessError):
        await preflight(Script([says(403, b'{"message":"Sorry. Your account was suspended."}')]), settings(host))
    assert variables in str(caught.value)
    assert "s3cret" not in str(caught.value)


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("answer", "allowance"),
    [
        (says(200, RATE_LIMIT), Allowance("api.github.com", left=4990, resets_at=1800003600.0)),
        (says(200, b"[" * 100_000), Allowance("api.github.com")),
        (says(200, b"<html>a portal</html>"), Allowance("api.github.com")),
        (says(503), Allowance("api.github.com", trouble="status 503")),
        (says(403, b"blocked"), Allowance("api.github.com", trouble="status 403")),
        (Answer("", failure=Failure.DNS, detail="try again"), Allowance("api.github.com", trouble="try again")),
        (Answer("", failure=Failure.TIMEOUT), Allowance("api.github.com", trouble="no answer in time")),
    ],
)
async def test_what_is_no_rejection_is_no_error(answer: Answer, allowance: Allowance) -> None:
    """A host in trouble says nothing about the token."""
    assert await preflight(Script([answer]), settings("api.github.com")) == (allowance,)


@pytest.mark.anyio
async def test_nothing_is_asked_offline_or_without_tokens() -> None:
    """There is nothing to check."""
    below = Script([says(401)])
    assert await preflight(below, settings()) == ()
    assert await preflight(below, settings("api.github.com", offline=True)) == ()
    assert (await preflight(below, settings("git.example.org")))[0].trouble
    assert below.questions == []


THREE = Settings(tokens={"api.github.com": tuple(map(SecretStr, ("s3cret1", "s3cret2", "s3cret3")))})


@pytest.mark.anyio
async def test_each_of_several_tokens_is_checked() -> None:
    """A rejected one is told; the run goes on with the others."""
    answers = {1: says(200, RATE_LIMIT), 2: says(401, b'{"message":"Bad credentials"}'), 3: says(503)}
    below = Script(lambda question: answers[asked_with(question)])
    assert await preflight(below, THREE) == (
        Allowance("api.github.com", left=4990, resets_at=1800003600.0, number=1),
        Allowance("api.github.com", trouble="rejected (status 401)", number=2, is_rejected=True),
        Allowance("api.github.com", trouble="status 503", number=3),
    )


@pytest.mark.anyio
async def test_when_every_one_of_several_is_rejected_it_is_an_error() -> None:
    with pytest.raises(AccessError, match="rejected all 3 tokens given in GITHUB_TOKENS") as caught:
        await preflight(Script([says(401)]), THREE)
    assert "s3cret" not in str(caught.value)


SIGNED = Question("https://api.github.com/graphql")
CHECK = "https://api.github.com/rate_limit"
REJECTED = says(401, b'{"message":"Bad credentials"}')


def vetting(below: Script) -> Vetting:
    """Sign what goes to the API's host."""
    return Vetting(below, Credentials({"api.github.com": (SecretStr("s3cret"),)}))


@pytest.mark.anyio
async def test_a_host_is_asked_once_before_the_first_question_that_carries_a_token() -> None:
    """However many come at once."""
    below = Script([says(200)])
    web = vetting(below)
    await asyncio.gather(*(web.ask(SIGNED) for _ in range(3)))
    await web.ask(SIGNED)
    assert below.urls == [CHECK, *[SIGNED.url] * 4]


@pytest.mark.anyio
async def test_who_asks_nobody_with_a_token_checks_none() -> None:
    """So a run that finds everything in the cache asks nothing."""
    below = Script([says(401)])
    assert (await vetting(below).ask(Question("https://github.com/lab/tool"))).status == 401
    assert below.urls == ["https://github.com/lab/tool"]


@pytest.mark.anyio
async def test_a_rejected_token_lets_no_question_through() -> None:
    """No verdict rests on it."""
    below = Script([REJECTED])
    web = vetting(below)
    for _ in range(2):
        with pytest.raises(AccessError):
            await web.ask(SIGNED)
    assert below.urls == [CHECK, CHECK]


@pytest.mark.anyio
async def test_a_token_that_goes_bad_ends_the_run_too() -> None:
    """A 401 is not believed before the token has been checked again; those who got one together share the check."""
    good = True

    def answer(question: Question) -> Answer:
        return says(200) if good else REJECTED

    below = Script(answer)
    web = vetting(below)
    await web.ask(SIGNED)
    good = False
    results = await asyncio.gather(web.ask(SIGNED), web.ask(SIGNED), return_exceptions=True)
    assert [type(result) for result in results] == [AccessError] * 2


@pytest.mark.anyio
async def test_a_401_with_a_good_token_is_about_the_place() -> None:
    """It is passed on."""
    below = Script(lambda question: says(200) if question.url == CHECK else says(401))
    web = vetting(below)
    assert (await web.ask(SIGNED)).status == 401
    assert below.urls == [CHECK, SIGNED.url, CHECK]


@pytest.mark.anyio
@pytest.mark.parametrize("trouble", [says(503), says(429), Answer("", failure=Failure.TIMEOUT)])
async def test_a_host_that_cannot_say_is_asked_all_the_same(trouble: Answer) -> None:
    """Its trouble is no rejection."""
    below = Script([trouble, says(200)])
    assert (await vetting(below).ask(SIGNED)).status == 200
