"""The local page in a browser: paste, drop, download; no barriers; without scripts too."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
DESKTOP, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
EXAMPLE = Path(__file__).parents[2] / "docs/examples/services-trade-2024-slip.md"
DROP = """([name, text]) => {
  const data = new DataTransfer();
  data.items.add(new File([text], name));
  document.querySelector("form").dispatchEvent(new DragEvent("drop", {dataTransfer: data, cancelable: true}));
}"""


def check(page, text=None):
    """Press the button, and wait for the page that answers."""
    if text:
        page.get_by_label("Text").fill(text)
    with page.expect_navigation():
        page.get_by_role("button", name="Check").click()


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_paste_and_see(visit, served, viewport, scripts):
    page = visit(served, viewport, java_script_enabled=scripts)
    check(page, "Kenya's exports rose 4.5 percent to $7.2 billion in 2024.")
    expect(page.locator("mark", has_text="$7.2 billion")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]


def test_drop_and_download(visit, served, tmp_path):
    page = visit(served)
    page.evaluate(DROP, [EXAMPLE.name, EXAMPLE.read_text(encoding="utf-8")])
    page.wait_for_url("**/results/*")
    expect(page.locator(".finding.error")).to_have_count(1)
    for name, saved in (("Download JSON", "result.json"), ("Download report", "report.html")):
        with page.expect_download() as download:
            page.get_by_role("link", name=name).click()
        download.value.save_as(tmp_path / saved)
    assert json.loads((tmp_path / "result.json").read_text())["findings"]
    report = visit((tmp_path / "report.html").as_uri())
    assert report.locator(".finding.error").count() == 1


def test_a_mistake_is_told(visit, served, axe):
    page = visit(served)
    check(page)
    assert "There is no text yet" in page.get_by_role("alert").inner_text()
    assert axe(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_barriers(visit, served, axe, scheme):
    page = visit(served, color_scheme=scheme)
    assert axe(page) == []
    check(page, EXAMPLE.read_text(encoding="utf-8"))
    assert axe(page) == []
