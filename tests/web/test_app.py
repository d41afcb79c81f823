"""The local page: what it answers, and what it refuses."""

import asyncio
import json
import re
import threading
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

import extractor
from extractor.settings import Settings
from extractor.web import app as web
from extractor.web.store import Store

EXAMPLE = Path(__file__).parents[2] / "docs/examples/services-trade-2024-slip.md"
TEXT = "Kenya's exports\n\nExports rose 4.5 percent to $7.2 billion in 2024."
OWN = {"origin": "http://127.0.0.1", "sec-fetch-site": "same-origin"}


@pytest.fixture(scope="module")
def client():
    with TestClient(web.create(Settings(model="fast")), base_url="http://127.0.0.1", follow_redirects=False) as client:
        yield client


def checked(client, **more):
    done = client.post("/check", headers=OWN, **more)
    assert done.status_code == 303, done.text
    return done.headers["location"]


def test_a_pasted_article_and_its_downloads(client):
    place = checked(client, data={"text": TEXT.replace("\n", "\r\n"), "title": "Kenya", "published": "2025-02-05"})
    page = client.get(place).text
    assert "$7.2 billion</mark>" in page
    result = client.get(f"{place}/result.json")
    assert result.headers["content-disposition"] == 'attachment; filename="result.json"'
    read = extractor.Result.model_validate(result.json())
    assert (read.article.text, read.article.title, read.article.published) == (TEXT, "Kenya", "2025-02-05")
    report = client.get(f"{place}/report.html").text
    assert "$7.2 billion</mark>" in report
    assert "Download" not in report


def test_a_file_is_read_by_its_kind(client):
    place = checked(client, files={"file": (f"C:\\news\\{EXAMPLE.name}", EXAMPLE.read_bytes())})
    page = client.get(place).text
    assert "Currency conversion" in page
    assert "published 2025-02-05" in page
    written = client.get(f"{place}/result.json").content
    again = checked(client, files={"file": ("result.json", written)})
    assert client.get(f"{again}/result.json").json()["findings"] == json.loads(written)["findings"]


@pytest.mark.parametrize(
    ("sent", "status", "words"),
    [
        ({"data": {"text": "  "}}, 422, "There is no text yet"),
        ({"data": {"text": TEXT, "published": "soon"}}, 422, "soon"),
        ({"files": {"file": ("a.xyz", b"x")}}, 422, "a.xyz: no reader for this kind of file"),
        ({"files": {"file": ("a.txt", b"\x89PNG\r\n")}}, 422, "a PNG image"),
        ({"files": {"file": ("a.txt", b"")}}, 422, "empty"),
        ({"files": {"file": ("a.json", b'[{"text": "a"}, {"text": "b"}]')}}, 422, "several articles"),
        ({"files": {"file": ("<b>.xyz", b"x")}}, 422, "&lt;b&gt;.xyz"),
    ],
    ids=["nothing", "no date", "no reader", "binary", "empty", "several", "escaped"],
)
def test_what_can_t_be_read_is_told_above_the_form(client, sent, status, words):
    done = client.post("/check", headers=OWN, **sent)
    assert done.status_code == status
    assert words in done.text
    assert '<textarea id="words"' in done.text


def test_the_api_gives_what_extract_gives(client):
    given = {"text": TEXT, "id": "a", "published": "2025-02-05"}
    done = client.post("/api/extract", json=given)
    direct = extractor.extract(TEXT, id="a", published="2025-02-05", settings=Settings(model="fast"))
    assert done.text == direct.model_dump_json()
    schema = client.get("/openapi.json").json()
    assert set(schema["paths"]) == {"/api/extract", "/healthz", "/version"}
    assert not re.search("https?://", json.dumps(schema))


@pytest.mark.parametrize(
    "given",
    [{}, {"text": ""}, {"text": " \n"}, {"text": 1}, {"text": "secret", "more": 1},
     {"text": "secret", "published": "soon"}],
)
def test_the_api_refuses_what_it_can_t_use_without_repeating_it(client, given):
    done = client.post("/api/extract", json=given)
    assert done.status_code == 422
    assert "secret" not in done.text
    assert done.json()["detail"]


def test_the_api_says_of_a_blank_text_what_the_commands_say(client):
    assert client.post("/api/extract", json={"text": " \n"}).json() == {"detail": "empty: no text"}


def test_head_is_answered_as_get_is(client):
    place = checked(client, data={"text": TEXT})
    for path in ("/", place, f"{place}/result.json", "/healthz", "/version", "/nothing", "/openapi.json"):
        head, get = client.head(path), client.get(path)
        assert (head.status_code, head.content) == (get.status_code, b"")
        assert head.headers == get.headers
    assert client.head("/check").status_code == 405


def test_lone_surrogates_are_no_trouble(client):
    done = client.post("/api/extract", content=b'{"text": "Exports rose \\ud800 4.5 percent."}',
                       headers={"content-type": "application/json"})  # fmt: skip
    assert done.status_code == 200
    assert done.json()["article"]["text"] == "Exports rose \ud800 4.5 percent."


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"host": "evil.example"}, 421),
        ({"host": "127.0.0.1.evil.example:80"}, 421),
        ({"origin": "http://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({}, 303),
        ({"host": "localhost:9000", "origin": "http://localhost:9000"}, 303),
        ({"host": "[::1]:9000"}, 303),
        (OWN, 303),
    ],
)
@pytest.mark.parametrize("path", ["/check", "/api/extract"])
def test_only_its_own_pages_may_send(client, path, headers, status):
    more = {"data": {"text": "a"}} if path == "/check" else {"json": {"text": "a"}}
    expected = 200 if status == 303 and path != "/check" else status
    assert client.post(path, headers=headers, **more).status_code == expected


def test_every_answer_is_guarded(client):
    for path in ("/", "/nothing", "/healthz", "/results/none"):
        done = client.get(path)
        assert "default-src 'none'" in done.headers["content-security-policy"]
        assert "frame-ancestors 'none'" in done.headers["content-security-policy"]
        assert done.headers["cache-control"] == "no-store"
        assert done.headers["x-content-type-options"] == "nosniff"
        assert "access-control-allow-origin" not in done.headers
    assert client.get("/docs").status_code == client.get("/redoc").status_code == 404


def test_a_body_has_a_limit_told_or_not():
    small = web.create(Settings(model="fast"), limit=1000)
    with TestClient(small, base_url="http://127.0.0.1") as client:
        large = b'{"text": "' + b"a" * 200_000 + b'"}'
        parts = (large[at : at + 5000] for at in range(0, len(large), 5000))
        kind = {"content-type": "application/json"}
        for content in (large, parts):
            done = client.post("/api/extract", content=content, headers=kind)
            assert done.status_code == 413
            assert done.headers["cache-control"] == "no-store"
        done = client.post("/check", files={"file": ("a.txt", b"a " * 2000)})
        assert done.status_code == 413


def test_a_request_has_its_time(monkeypatch):
    ended = threading.Event()
    monkeypatch.setattr(extractor, "extract", lambda *_, **__: ended.wait(60))
    hurried = web.create(Settings(model="fast"), seconds=0.2)
    with TestClient(hurried, base_url="http://127.0.0.1") as client:
        done = client.post("/api/extract", json={"text": "Exports rose."})
        assert (done.status_code, done.text) == (503, "the article takes longer than 0.2 seconds\n")
        assert done.headers["cache-control"] == "no-store"
        ended.set()


def test_a_body_that_never_ends_is_given_up():
    sent = []

    async def receive():
        await asyncio.sleep(60)

    async def send(message):
        sent.append(message)

    app = web.create(Settings(model="fast"), seconds=0.2)
    headers = [(b"host", b"127.0.0.1"), (b"content-type", b"application/json"), (b"content-length", b"100")]
    scope = {"type": "http", "method": "POST", "path": "/api/extract", "query_string": b"", "headers": headers}
    asyncio.run(app(scope, receive, send))
    assert [message.get("status") for message in sent] == [408, None]


def test_health_and_version(client):
    assert client.get("/healthz").text == "ok\n"
    assert client.get("/version").json()["version"] == extractor.__version__


def test_only_the_last_results_are_kept(client):
    assert client.get("/results/none").status_code == 404
    store = Store(kept=2)
    names = [store.put(extractor.Result(article=extractor.Article(id=str(n), text=""))) for n in range(3)]
    assert [store.get(name) is None for name in names] == [True, False, False]
