"""Stores named by a README are examined; only their own denial refutes it."""

import pytest

from linkscan.examine.parse_pool import TargetResult
from linkscan.examine.stores import looked_at, stores_of
from linkscan.examine.url_filters import url_filters
from linkscan.hosts import match
from linkscan.models import Asset, Content, Facts, Health, Judgement
from linkscan.settings import Settings
from linkscan.urls import parse_url

CODE, MODEL, DATA = Asset.CODE, Asset.MODEL, Asset.DATA
PRESENT, PLACEHOLDER, EMPTY, UNKNOWN = Content.PRESENT, Content.PLACEHOLDER, Content.EMPTY, Content.UNKNOWN
URL = "https://lab.example.org/weights"


def seen(asset: Asset, facts: Facts, own: Content, code: Content = UNKNOWN) -> Content:
    """Return the judgement on an asset after examining the store that a README names."""
    address = parse_url(URL)
    assert address is not None
    target = match(address)
    there = {each: Judgement(UNKNOWN, "") for each in Asset} | {CODE: Judgement(code, ""), asset: Judgement(own, "")}
    named = {asset: Judgement(PRESENT, "its README names a place", URL)}
    stores = stores_of(named, url_filters(Settings()))
    looked = looked_at(named, stores, {target.key: TargetResult(target, facts, there)})
    return looked[asset].content


@pytest.mark.parametrize(
    ("asset", "facts", "own", "content"),
    [
        (MODEL, Facts(Health.OK, "", status_code=200), PRESENT, PRESENT),
        (MODEL, Facts(Health.OK, "", status_code=200), UNKNOWN, PRESENT),
        (MODEL, Facts(Health.GONE, "not found", status_code=404), UNKNOWN, PLACEHOLDER),
        (MODEL, Facts(Health.GONE, "no such name"), UNKNOWN, PRESENT),
        (MODEL, Facts(Health.GONE, "blocked", status_code=401), UNKNOWN, PRESENT),
        (MODEL, Facts(Health.GONE, "blocked", status_code=403), UNKNOWN, PRESENT),
        (MODEL, Facts(Health.RESTRICTED, "a wall", status_code=403), UNKNOWN, PRESENT),
        (MODEL, Facts(Health.UNREACHABLE, "a time-out"), UNKNOWN, PRESENT),
        (CODE, Facts(Health.OK, "", status_code=200), PRESENT, PRESENT),
        (CODE, Facts(Health.OK, "", status_code=200), UNKNOWN, UNKNOWN),
        (CODE, Facts(Health.OK, "", status_code=200), EMPTY, EMPTY),
        (CODE, Facts(Health.OK, "", status_code=200), PLACEHOLDER, PLACEHOLDER),
        (CODE, Facts(Health.RESTRICTED, "a wall", status_code=403), UNKNOWN, UNKNOWN),
        (CODE, Facts(Health.UNREACHABLE, "a time-out"), UNKNOWN, PRESENT),
    ],
)
def test_only_a_definite_absence_refutes_a_readme(asset: Asset, facts: Facts, own: Content, content: Content) -> None:
    assert seen(asset, facts, own) is content


@pytest.mark.parametrize(
    ("own", "code", "content"),
    [(EMPTY, EMPTY, EMPTY), (PLACEHOLDER, EMPTY, EMPTY), (EMPTY, UNKNOWN, PRESENT), (UNKNOWN, PRESENT, PRESENT)],
)
def test_a_place_that_is_empty_as_a_whole_holds_no_model(own: Content, code: Content, content: Content) -> None:
    assert seen(MODEL, Facts(Health.OK, "", status_code=200), own, code) is content


def test_stores_are_searched_only_if_the_user_allows_it() -> None:
    named = {asset: Judgement(PRESENT, "", f"https://lab.example.org/{asset}") for asset in Asset}
    for settings, assets in ((Settings(), [CODE, MODEL, DATA]), (Settings(exclude=("model",)), [CODE, DATA])):
        assert list(stores_of(named, url_filters(settings))) == assets
    ftp = {CODE: Judgement(PRESENT, "", "ftp://lab.example.org/x"), DATA: Judgement(PRESENT, "")}
    assert not stores_of(ftp, url_filters(Settings()))
