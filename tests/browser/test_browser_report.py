"""The report in a browser: no barriers, fields on hover and on focus, filters, paper."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
DESKTOP, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


@pytest.mark.parametrize(("viewport", "scheme"), [(DESKTOP, "light"), (PHONE, "dark")], ids=["desktop", "phone"])
@pytest.mark.parametrize(
    "name", ["index.html", "figures.html", "articles/services-trade-2024-slip*", "articles/e-cnag*"]
)
def test_no_barriers_and_no_sideways_scrolling(visit, axe, report, name, viewport, scheme):
    (path,) = report.glob(name)
    page = visit(path.as_uri(), viewport, color_scheme=scheme)
    for folded in page.locator("details").all():
        folded.evaluate("one => { one.open = true; }")
    for box in page.locator(".legend input").all():
        box.check()
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]


def test_a_claim_s_fields_on_hover(visit, slip):
    page = visit(slip)
    popup = page.locator("#popup")
    assert popup.is_hidden()
    page.locator("#t-quantity2").hover()
    expect(popup).to_contain_text("services trade")
    expect(popup).to_contain_text("7.45 to 7.55 trillion Chinese yuan")
    page.locator("h1").hover()
    expect(popup).to_be_hidden()


def test_a_claim_s_fields_by_keyboard(visit, slip):
    page = visit(slip)
    page.locator("#show-date").focus()
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "t-quantity3":
            break
    expect(page.locator("#popup")).to_contain_text("about")
    described = page.locator("#t-quantity3").get_attribute("aria-describedby")
    assert "about" in page.locator(f"#{described}").text_content()
    page.keyboard.press("Escape")
    expect(page.locator("#popup")).to_be_hidden()


def test_a_claim_s_fields_on_a_phone(visit, slip):
    page = visit(slip, PHONE, has_touch=True, is_mobile=True)
    page.locator("#t-quantity4").tap()
    box = page.locator("#popup").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= PHONE["width"]
    assert box["y"] + box["height"] <= PHONE["height"] + 1


def test_a_finding_leads_to_its_words_and_back(visit, slip):
    page = visit(slip, PHONE)
    page.locator(".finding.error .words.core").last.click()
    mark = page.locator("mark.core").last
    page.wait_for_url(f"**#{mark.get_attribute('id')}")
    assert 0 <= mark.bounding_box()["y"] < PHONE["height"]
    page.locator(".ref").last.click()
    page.wait_for_url(f"**#{page.locator('.finding.error').get_attribute('id')}")


def test_a_finding_s_arithmetic_is_drawn_to_scale(visit, slip):
    page = visit(slip)
    expected = page.locator(".finding.error .bar.expected").bounding_box()
    observed = page.locator(".finding.error .bar.observed").bounding_box()
    gap = page.locator(".finding.error .gap.on-axis").bounding_box()
    assert observed["x"] + observed["width"] == pytest.approx(gap["x"], abs=2.5)
    assert gap["x"] + gap["width"] == pytest.approx(expected["x"], abs=2.5)


def test_kinds_can_be_hidden(visit, slip):
    page = visit(slip)
    background = "one => getComputedStyle(one).backgroundColor"
    assert page.locator("#t-policy1").evaluate(background) != "rgba(0, 0, 0, 0)"
    page.locator("#show-policy").uncheck()
    assert page.locator("#t-policy1").evaluate(background) == "rgba(0, 0, 0, 0)"


def test_the_index_filters_and_orders(visit, report):
    page = visit((report / "index.html").as_uri())
    rows = page.locator("#rows tr:visible")
    assert rows.count() == 25
    page.get_by_label("Words").fill("hong kong")
    assert 0 < rows.count() < 25
    assert page.locator("form output").inner_text() == f"{rows.count()} of 25 shown"
    page.get_by_label("Words").fill("")
    page.locator("select[name=worst]").select_option("error")
    assert [row.get_attribute("data-id") for row in rows.all()] == ["services-trade-2024-slip.md"]
    page.locator("select[name=worst]").select_option("")
    page.locator("select[name=order]").select_option("published")
    days = [row.get_attribute("data-published") for row in rows.all()]
    assert days == sorted(days)


def test_the_figures_filter(visit, report):
    page = visit((report / "figures.html").as_uri())
    blocks = page.locator(".block:visible")
    every = blocks.count()
    page.get_by_label("Show").select_option("clash")
    assert 0 < blocks.count() < every
    assert "≠" in page.locator(".clash").first.evaluate("one => getComputedStyle(one, '::before').content")


def test_a_table_that_goes_on_sideways_says_so(visit, report):
    page = visit((report / "figures.html").as_uri(), PHONE)
    hints, boxes = page.locator(".block .sideways"), page.locator(".block .scroll")
    wide = boxes.evaluate_all("all => all.map(one => one.scrollWidth > one.clientWidth + 1)")
    assert {True, False} == set(wide)
    for at in (wide.index(True), wide.index(False)):
        expect(hints.nth(at)).to_be_visible(visible=wide[at])
    first = boxes.nth(wide.index(True))
    expect(first).to_have_class("scroll more")
    first.evaluate("one => { one.scrollLeft = one.scrollWidth; }")
    expect(first).to_have_class("scroll")


def test_every_link_leads_somewhere(visit, report):
    page = visit((report / "index.html").as_uri())
    ids = {}
    for path in report.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        ids[path.resolve()] = set(re.findall(r' id="([^"]+)"', text))
    links = page.evaluate("[...document.links].map(one => one.getAttribute('href'))")
    for link in links:
        name, _, anchor = link.partition("#")
        target = (report / (name or "index.html")).resolve()
        assert not anchor or anchor in ids[target], link


def test_without_scripts_everything_is_there(visit, slip):
    page = visit(slip, java_script_enabled=False)
    assert page.locator(".finding.error").is_visible()
    page.locator("summary", has_text="Numbers").click()
    assert page.locator("#c-quantity2").is_visible()


def test_on_paper(visit, slip):
    page = visit(slip)
    page.emulate_media(media="print")
    assert page.locator("nav").first.is_hidden()
    assert page.locator(".finding").first.is_visible()
    assert page.locator(".text").evaluate("one => one.scrollHeight <= one.clientHeight + 1")
    assert page.pdf().startswith(b"%PDF")
