"""Headless Chromium for the tests marked `browser`; where there is none, they fail."""

import shutil
import socket
import threading
import time
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright
from typer.testing import CliRunner

from extractor.cli import app

ROOT = Path(__file__).parents[2]
DESKTOP = {"width": 1280, "height": 900}


@pytest.fixture(scope="session")
def chromium():
    path = shutil.which("chromium") or "/usr/bin/chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium):
    """Opens an address in a window of its own and watches it: nothing fetched from elsewhere, no complaint."""
    contexts, requests, complaints = [], [], []

    def opened(address, viewport=DESKTOP, **options):
        context = chromium.new_context(viewport=viewport, reduced_motion="reduce", **options)
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: requests.append(request.url))
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(address)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert [text for text in complaints if "(Unprocessable" not in text] == []  # a form sent empty
    assert [url for url in requests if not url.startswith(("file://", "blob:", "http://127.0.0.1:"))] == []


@pytest.fixture(scope="session")
def axe():
    """Everything that axe finds on a page."""

    def found(page):
        return [
            (one["id"], one["impact"], node["target"], node["failureSummary"])
            for one in Axe().run(page).response["violations"]
            for node in one["nodes"][:2]
        ]

    return found


@pytest.fixture(scope="session")
def report(tmp_path_factory):
    """A report on the corpus and the examples."""
    out = tmp_path_factory.mktemp("report")
    inputs = [str(ROOT / "corpus/articles"), str(ROOT / "docs/examples")]
    done = CliRunner().invoke(app, ["report", *inputs, "-o", str(out)])
    assert done.exit_code == 0, done.output
    return out


@pytest.fixture(scope="session")
def slip(report):
    """The page of the example with an error."""
    (path,) = report.glob("articles/services-trade-2024-slip*")
    return path.as_uri()


@pytest.fixture(scope="session")
def served():
    """The address of a running server."""
    import uvicorn

    from extractor.web.app import create

    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        bound.listen()
        server = uvicorn.Server(uvicorn.Config(create(), log_level="warning"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]})
        thread.start()
        while not server.started and thread.is_alive():
            time.sleep(0.05)
        yield f"http://127.0.0.1:{bound.getsockname()[1]}/"
        server.should_exit = True
        thread.join()
