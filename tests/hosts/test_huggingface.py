"""Hugging Face. Shapes as in `huggingface_hub` (`hf_api.py`), https://huggingface.co/docs/hub/api, public records."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkscan.hosts import huggingface
from linkscan.models import Facts, Failure, File, Health, Kind, Metadata, Redirect, Response
from tests.hosts.flows import Tokens, data, failed, hold, inspect, page, place_of

SITE = "https://huggingface.co"
API = f"{SITE}/api"
MODEL = {
    "_id": "621ffdc036468d709f174338",
    "id": "lab/model",
    "private": False,
    "pipeline_tag": "text-generation",
    "tags": ["pytorch", "arxiv:2401.00001", "license:apache-2.0"],
    "downloads": 1200,
    "likes": 7,
    "sha": "aa",
    "lastModified": "2024-02-19T11:06:12.000Z",
    "createdAt": "2024-01-02T23:29:04.000Z",
    "gated": False,
    "disabled": False,
    "cardData": {"license": "apache-2.0"},
    "siblings": [{"rfilename": ".gitattributes"}, {"rfilename": "README.md"}, {"rfilename": "ckpt/model.safetensors"}],
}
MISSING = Response("", 401, headers={"x-error-code": "RepoNotFound"}, body=b'{"error":"Invalid username or password."}')
NOBODY = data({"error": "Repository not found"}, status=404)
NOT_FOUND = page("<title>404</title>Sorry, we can't find the page you are looking for.", status=404)


def look(url: str, **replies: Response) -> Facts:
    """Inspect one target; the replies are named after the paths of the API and the page, with underscores."""
    return inspect(huggingface, [url], {f"{SITE}/{name}": response for name, response in replies.items()}).only


def model(changes: dict[str, Any] | None = None) -> Facts:
    return look(f"{SITE}/lab/model", **{"api/models/lab/model": data({**MODEL, **(changes or {})})})


def test_a_model_is_there_with_its_files() -> None:
    facts = model()
    assert (facts.health, facts.reason, facts.final_url) == (Health.OK, "the model is there", f"{SITE}/lab/model")
    assert facts.files == (File(".gitattributes"), File("README.md"), File("ckpt/model.safetensors"))
    assert facts.metadata == Metadata(
        full_name="lab/model",
        id="lab/model",
        license="Apache-2.0",
        topics=("pytorch", "arxiv:2401.00001", "license:apache-2.0"),
        created_at="2024-01-02T23:29:04.000Z",
        pushed_at="2024-02-19T11:06:12.000Z",
        files=(".gitattributes", "README.md", "ckpt"),
        downloads=1200,
        likes=7,
        gated=False,
    )


def test_description_and_size_are_reported_if_the_hub_gives_them() -> None:
    """In bytes at the host, in KiB in the facts."""
    told = model({"description": "A net.", "usedStorage": 8192}).metadata
    assert told is not None
    assert (told.description, told.size_kb) == ("A net.", 8)


@pytest.mark.parametrize("gated", ["auto", "manual"])
def test_a_gated_model_is_there(gated: str) -> None:
    facts = model({"gated": gated})
    assert facts.health is Health.OK
    assert "gated (access on request)" in facts.reason
    assert facts.metadata is not None
    assert facts.metadata.gated is True


def test_a_model_of_nothing_but_a_card_shows_its_files() -> None:
    facts = model({"siblings": [{"rfilename": ".gitattributes"}, {"rfilename": "README.md"}]})
    assert facts.files == (File(".gitattributes"), File("README.md"))


def test_unreported_files_are_unknown() -> None:
    facts = look(f"{SITE}/lab/model", **{"api/models/lab/model": data({"id": "lab/model"})})
    assert (facts.health, facts.files) == (Health.OK, None)
    assert facts.metadata == Metadata(full_name="lab/model", id="lab/model")


def test_a_renamed_model_moved() -> None:
    facts = model({"id": "new/model"})
    assert (facts.health, facts.canonical) == (Health.MOVED, f"{SITE}/new/model")
    assert facts.redirects == (Redirect(f"{SITE}/lab/model", 307, f"{SITE}/new/model"),)


def test_letter_case_is_not_a_move() -> None:
    assert model({"id": "Lab/Model"}).health is Health.OK


def test_a_model_that_only_the_token_sees_is_restricted() -> None:
    facts = model({"private": True})
    assert (facts.health, facts.files, facts.metadata) == (Health.RESTRICTED, None, None)


def test_a_disabled_model_is_gone() -> None:
    assert model({"disabled": True}).health is Health.GONE
    refusal = Response("", 403, headers={"x-error-message": "Access to this resource is disabled."})
    assert look(f"{SITE}/lab/model", **{"api/models/lab/model": refusal}).health is Health.GONE


@pytest.mark.parametrize(
    ("kind", "url", "api"),
    [
        (Kind.MODEL, "lab/model", "api/models/lab/model"),
        (Kind.DATASET, "datasets/lab/set", "api/datasets/lab/set"),
        (Kind.SPACE, "spaces/lab/app", "api/spaces/lab/app"),
        (Kind.PAPER, "papers/2401.00001", "api/papers/2401.00001"),
        (Kind.COLLECTION, "collections/lab/all-65f1", "api/collections/lab/all-65f1"),
    ],
)
@pytest.mark.parametrize(
    ("missing", "shown", "health"),
    [
        (MISSING, NOT_FOUND, Health.GONE),
        (MISSING, page("<title>lab/model</title>"), Health.RESTRICTED),
        (MISSING, page("", status=403), Health.RESTRICTED),
        (MISSING, page("", status=429), Health.UNREACHABLE),
        (MISSING, failed(Failure.TIMEOUT), Health.UNREACHABLE),
        (NOBODY, NOT_FOUND, Health.GONE),
        (NOBODY, page("", status=401), Health.GONE),  # as clients with a token are answered
        (NOBODY, page("<title>lab/model</title>"), Health.RESTRICTED),
    ],
)
def test_missing_or_private_is_gone_by_a_404(
    kind: Kind, url: str, api: str, missing: Response, shown: Response, health: Health
) -> None:
    facts = look(f"{SITE}/{url}", **{api: missing, url: shown})
    assert facts.health is health


LISTS = {
    "lab/model": "api/models?author=lab&search=model&limit=100",
    "datasets/lab/set": "api/datasets?author=lab&search=set&limit=100",
    "spaces/lab/app": "api/spaces?author=lab&search=app&limit=100",
}


@pytest.mark.parametrize(("url", "listing"), LISTS.items())
@pytest.mark.parametrize(
    ("names", "health"),
    [
        (data([]), Health.GONE),
        (data([{"id": "lab/model-v2"}, {"id": "lab/dataset"}, {"id": "lab/app2"}]), Health.GONE),
        (data([{"id": "Lab/Model"}, {"id": "lab/set"}, {"id": "lab/app"}]), Health.RESTRICTED),  # contradictory
        (data([{"id": f"lab/x{number}"} for number in range(100)]), Health.RESTRICTED),  # there may be more
        (data({"error": "try later"}, status=503), Health.RESTRICTED),
        (page("<title>hotel</title>"), Health.RESTRICTED),
        (failed(Failure.TIMEOUT), Health.RESTRICTED),
    ],
)
def test_after_two_401s_the_owners_public_list_decides(url: str, listing: str, names: Response, health: Health) -> None:
    api = url if url.startswith(("datasets", "spaces")) else f"models/{url}"
    facts = look(f"{SITE}/{url}", **{f"api/{api}": MISSING, url: page("", status=401), listing: names})
    assert facts.health is health, facts.reason


def test_target_without_an_owner_is_on_no_list() -> None:
    facts = look(f"{SITE}/datasets/squad", **{"api/datasets/squad": MISSING, "datasets/squad": page("", status=401)})
    assert facts.health is Health.RESTRICTED


@pytest.mark.parametrize(
    ("response", "health"),
    [
        (Response("", 403), Health.RESTRICTED),
        (Response("", 429, Failure.LIMITED), Health.UNREACHABLE),
        (Response("", 429), Health.UNREACHABLE),
        (Response("", 500), Health.UNREACHABLE),
        (page("<title>Hotel</title>"), Health.UNREACHABLE),
        (data(b'{"id": '), Health.UNREACHABLE),
        (data([1]), Health.UNREACHABLE),
        (failed(Failure.NO_SUCH_HOST), Health.UNREACHABLE),
        (failed(Failure.OFFLINE), Health.SKIPPED),
    ],
)
def test_other_answers_leave_health_unknown(response: Response, health: Health) -> None:
    assert look(f"{SITE}/lab/model", **{"api/models/lab/model": response}).health is health


@pytest.mark.parametrize(
    ("said", "health"),
    [
        ('"private":false,', Health.OK),
        ('"private":true,', Health.RESTRICTED),
        ("", Health.UNREACHABLE),
    ],
)
def test_overlong_file_list_does_not_mean_absence(said: str, health: Health) -> None:
    """Nor does it mean that everybody can see it."""
    cut = Response("", 200, body=f'{{"id":"lab/set",{said}"siblings":[{{"rfilename":"a'.encode(), truncated=True)
    facts = look(f"{SITE}/datasets/lab/set", **{"api/datasets/lab/set": cut})
    assert (facts.health, facts.files) == (health, None)


def test_space_reports_the_state_of_its_app() -> None:
    space = {"id": "lab/app", "runtime": {"stage": "BUILD_ERROR"}, "siblings": [{"rfilename": "app.py"}]}
    facts = look(f"{SITE}/spaces/lab/app", **{"api/spaces/lab/app": data(space)})
    assert (facts.health, facts.reason) == (Health.OK, "the space is there, its app is BUILD_ERROR")
    assert facts.files == (File("app.py"),)


@pytest.mark.parametrize(
    ("path", "health", "kind"),
    [
        ("blob/main/ckpt/model.safetensors", Health.OK, Kind.FILE),
        ("resolve/main/README.md", Health.OK, Kind.FILE),
        ("tree/main/ckpt", Health.OK, None),
        ("tree/main/lost", Health.GONE, None),
        ("blob/main/lost.bin", Health.GONE, None),
        ("tree/v2/lost", Health.OK, None),  # files of another revision are not listed
        ("tree/main", Health.OK, None),
        ("discussions/3", Health.OK, None),
    ],
)
def test_a_path_within_is_looked_up(path: str, health: Health, kind: Kind | None) -> None:
    facts = look(f"{SITE}/lab/model/{path}", **{"api/models/lab/model": data(MODEL)})
    assert (facts.health, facts.kind) == (health, kind)


COLLECTION = {
    "slug": "lab/all-65f1",
    "title": "All",
    "description": None,
    "upvotes": 3,
    "lastUpdated": "2024-02-01T00:00:00.000Z",
    "items": [
        {"id": "lab/set", "type": "dataset"},
        {"id": "2401.00001", "type": "paper"},
        {"id": "lab/m", "type": "model"},
    ],
}


def test_a_collection_leads_to_what_it_collects() -> None:
    facts = look(f"{SITE}/collections/lab/all-65f1", **{"api/collections/lab/all-65f1": data(COLLECTION)})
    assert facts.leads == (f"{SITE}/datasets/lab/set", f"{SITE}/lab/m")
    assert facts.files is None
    empty = data({**COLLECTION, "items": []})
    assert look(f"{SITE}/collections/lab/all-65f1", **{"api/collections/lab/all-65f1": empty}).files == ()


def test_private_items_of_a_collection_are_not_shown() -> None:
    items = [{"id": "lab/set", "type": "dataset", "private": True}, {"id": "lab/m", "type": "model", "private": False}]
    url, api = f"{SITE}/collections/lab/all-65f1", "api/collections/lab/all-65f1"
    assert look(url, **{api: data({**COLLECTION, "items": items})}).leads == (f"{SITE}/lab/m",)
    closed = look(url, **{api: data({**COLLECTION, "private": True})})
    assert (closed.health, closed.leads, closed.metadata) == (Health.RESTRICTED, (), None)


PAPER = {
    "id": "2401.00001",
    "title": "A Tool",
    "upvotes": 10,
    "projectPage": "https://tool.github.io/",
    "githubRepo": "https://github.com/lab/tool",
    "githubRepoAddedBy": "user",
}


@pytest.mark.parametrize(
    ("changes", "leads"),
    [
        ({}, ("https://github.com/lab/tool", "https://tool.github.io/")),
        ({"githubRepoAddedBy": "auto"}, ("https://tool.github.io/",)),  # a guess: often somebody else's
        ({"githubRepo": None}, ("https://tool.github.io/",)),
        ({"githubRepo": None, "projectPage": None}, ()),
        ({"githubRepo": "javascript:alert(1)", "projectPage": 5}, ()),
    ],
)
def test_the_page_of_a_paper_names_its_repository(changes: dict[str, Any], leads: tuple[str, ...]) -> None:
    facts = look(f"{SITE}/papers/2401.00001", **{"api/papers/2401.00001": data({**PAPER, **changes})})
    assert (facts.health, facts.leads) == (Health.OK, leads)


@pytest.mark.parametrize(
    ("url", "key", "kind"),
    [
        ("https://huggingface.co/lab/model", "lab/model", Kind.MODEL),
        ("https://hf.co/lab/model", "lab/model", Kind.MODEL),
        ("https://huggingface.co/lab/model/tree/main", "lab/model", Kind.MODEL),
        ("https://huggingface.co/lab/model/tree/main/x", "lab/model/tree/main/x", Kind.MODEL),
        ("https://huggingface.co/datasets/lab/set/viewer/default", "datasets/lab/set", Kind.DATASET),
        ("https://huggingface.co/datasets/squad", "datasets/squad", Kind.DATASET),
        ("https://huggingface.co/spaces/lab/app?x=1", "spaces/lab/app", Kind.SPACE),
        ("https://huggingface.co/papers/2401.00001v2", "papers/2401.00001", Kind.PAPER),
        ("https://huggingface.co/collections/lab/all-65f1", "collections/lab/all-65f1", Kind.COLLECTION),
        ("https://huggingface.co/lab", None, None),
        ("https://huggingface.co/", None, None),
        ("https://huggingface.co/docs/transformers", None, None),
        ("https://huggingface.co/collections/lab", None, None),
        ("https://lab-app.hf.space/", None, None),
        ("https://example.org/lab/model", None, None),
    ],
)
def test_an_address_names_a_place(url: str, key: str | None, kind: Kind | None) -> None:
    if key is None:
        with pytest.raises(AssertionError, match="not known"):
            place_of(huggingface, url)
    else:
        target = place_of(huggingface, url)
        assert (target.key, target.kind) == (f"huggingface:{key}", kind)


@given(
    body=st.binary(max_size=200),
    status=st.sampled_from([200, 401, 403, 404, 500]),
    name=st.sampled_from(["lab/m", "papers/2401.00001", "collections/a/b"]),
)
def test_any_answer_becomes_facts(body: bytes, status: int, name: str) -> None:
    target = place_of(huggingface, f"{SITE}/{name}")
    facts, _ = hold(huggingface.flow(target, Tokens()), lambda request: Response(request.url, status, body=body))
    assert facts.reason
