"""The pages in a real browser: on a telephone, on a screen, in the dark, on paper, offline."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

A4_WITHIN_MARGINS = 687  # CSS pixels: 210 mm less twice 14 mm

# Texts that stick out of the window, of a box that hides what does not fit, or of their chart.
CLIPPED = """() => {
  const found = [], wide = document.documentElement.clientWidth;
  const own = e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim());
  for (const e of document.body.querySelectorAll('*')) {
    if (!own(e) || !e.getClientRects().length) continue;
    const box = e.getBoundingClientRect(), chart = e.closest('svg');
    const frame = chart ? chart.getBoundingClientRect() : {left: 0, right: wide};
    const hides = /hidden|clip/.test(getComputedStyle(e).overflowX) && !chart;
    const out = !e.closest('.scroll') && (box.left < frame.left - 1 || box.right > frame.right + 1);
    if (out || (hides && e.scrollWidth > e.clientWidth + 1)) found.push(e.textContent.trim());
  }
  return found;
}"""
# Pairs of texts of one chart that lie upon each other.
OVERLAPPING = """() => [...document.querySelectorAll('svg')].flatMap(chart => {
  const all = [...chart.querySelectorAll('text')].map(
    e => [e.textContent, e.getBoundingClientRect()]);
  return all.flatMap(([one, a], i) => all.slice(i + 1).filter(([, b]) =>
    Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 &&
    Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 2).map(([two]) => one + ' × ' + two));
})"""


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("colours", ["light", "dark"])
def test_axe_finds_nothing(opened: Callable[..., Any], width: int, colours: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(opened(width, color_scheme=colours))
    told = [(one["id"], one["nodes"][0]["html"][:200]) for one in found.response["violations"]]
    assert told == []


def test_it_is_read_without_a_network_and_without_scripts(
    opened: Callable[..., Any], address: str
) -> None:
    page = opened(1280, java_script_enabled=False)
    assert page.requested == [address]
    assert page.locator("h2").count() >= 8
    expect(page.locator("table").first).to_be_visible()
    expect(page.locator("svg").first).to_be_visible()


@pytest.mark.parametrize("width", [360, 768, 1280, 1920])
def test_nothing_is_cut_off_and_nothing_overlaps(opened: Callable[..., Any], width: int) -> None:
    page = opened(width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(CLIPPED) == []
    assert page.evaluate(OVERLAPPING) == []


def test_every_table_fits_on_paper(opened: Callable[..., Any]) -> None:
    page = opened(A4_WITHIN_MARGINS)
    page.emulate_media(media="print")
    assert page.evaluate("document.documentElement.scrollWidth") <= A4_WITHIN_MARGINS
    assert page.evaluate(CLIPPED) == []


def test_it_prints_to_a_few_sheets_of_a4(opened: Callable[..., Any]) -> None:
    printed = opened(1280).pdf(prefer_css_page_size=True, print_background=True)
    assert printed.startswith(b"%PDF")
    sheets = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", printed)
    assert 1 <= len(sheets) <= 8
    assert {(round(float(w)), round(float(h))) for w, h in sheets} == {(595, 842)}


def test_a_number_leads_to_what_it_means(opened: Callable[..., Any]) -> None:
    page = opened(1280)
    page.locator(".three a").first.click()
    assert page.url.endswith("#def-ready")
    expect(page.locator("#def-ready")).to_be_visible()


def test_it_can_be_used_with_the_keyboard(opened: Callable[..., Any]) -> None:
    page = opened(360)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.tagName") == "A"
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"
