"""What a notebook shows of a result, on light and dark pages."""

import pytest

import extractor

pytestmark = pytest.mark.browser
TEXT = (
    "Trade in brief\n\nThe energy deficit narrowed from \u20ac23.4 bn to \u20ac25.9 bn, Li Jun of the Ministry of "
    "Commerce said. Export licences are needed since March 2025; 54 countries are exempt."
)


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("colours", ["color: #111; background: #fff", "color: #eee; background: #111"])
def test_no_barriers_and_no_sideways_scrolling(visit, axe, tmp_path, colours, width):
    shown = extractor.extract(TEXT, id="x", published="2025-05-05")._repr_html_()
    page = tmp_path / "cell.html"
    head = '<!doctype html><html lang="en"><meta charset="utf-8"><title>cell</title>'
    page.write_text(f'{head}<body style="{colours}"><main><h1>cell</h1>{shown}', encoding="utf-8")
    seen = visit(page.as_uri(), {"width": width, "height": 800})
    assert axe(seen) == []
    assert seen.locator("mark.core").count() == 2
    seen.locator("summary").click()
    assert seen.evaluate("document.documentElement.scrollWidth") <= width
    assert seen.locator("tbody tr").count() == 3
    assert axe(seen) == []
