"""The panel in JupyterLab and under Voilà, as people use it; names in it are mischief."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

sync_api = pytest.importorskip("playwright.sync_api", reason="没有安装 playwright")
expect = sync_api.expect

BIRTH = "出生日期与证件号不一致"
SURNAME = "Zou"
Sit = Callable[[str], Any]


def left(sitting: Any) -> Any:
    return sitting.panel.locator(".left")


def current(sitting: Any) -> Any:
    return sitting.panel.locator('.line[aria-selected="true"]')


def filter_by_mouse(sitting: Any, facet: str, value: str) -> None:
    menu = sitting.panel.locator("details.menu", has=sitting.page.locator(".what", has_text=facet))
    menu.locator("summary").click()
    menu.locator("button", has_text=value).click()
    sitting.panel.locator(".case h2").click()


def find(sitting: Any, text: str, count: str) -> None:
    sitting.press("/", f"={text}", "Enter")
    expect(left(sitting)).to_have_text(f"待我处理 {count}")


def test_by_mouse_and_after_loading_the_page_again(sit: Sit) -> None:
    sitting = sit("王老师")
    panel = sitting.panel
    filter_by_mouse(sitting, "问题", BIRTH)
    expect(left(sitting)).to_have_text("待我处理 6/6")
    expect(panel.locator(".line").nth(0)).to_contain_text("<script>alert(1)</script>")
    expect(panel.locator(".line").nth(1)).to_contain_text("=1+1")

    panel.locator('[data-verdict="无需处理"]').click()
    expect(left(sitting)).to_have_text("待我处理 5/6")
    expect(current(sitting)).to_contain_text("=1+1")
    expect(panel.locator(".line").nth(0)).to_contain_text("已处理")

    sitting.open_again()
    expect(left(sitting)).to_have_text("待我处理 5/6")
    expect(current(sitting)).to_contain_text("=1+1")
    expect(panel.locator(".mine li")).to_contain_text("<script>alert(1)</script>")
    panel.locator(".mine button", has_text="撤销").click()
    expect(left(sitting)).to_have_text("待我处理 6/6")
    expect(current(sitting)).to_contain_text("<script>")


def test_by_keyboard_alone(sit: Sit) -> None:
    sitting = sit("王老师")
    panel, cells = sitting.panel, sitting.page.locator(".jp-Cell").count()
    expect(panel).to_be_focused()
    find(sitting, BIRTH[:4], "6/6")
    expect(panel).to_be_focused()

    sitting.press("m", "=<b>\u202e=1+1</b>", "Enter", "6")
    expect(left(sitting)).to_have_text("待我处理 5/6")
    sitting.press("u")
    expect(left(sitting)).to_have_text("待我处理 6/6")
    expect(panel.locator(".past .note")).to_have_text("<b>U+202E=1+1</b>")

    expect(panel.locator(".case")).not_to_contain_text("2000-05-10")
    sitting.press("v")
    expect(panel.locator(".case")).to_contain_text("2000-05-10")

    sitting.press("d", "d", "x", "a", "z")  # what would cut, delete and add cells in JupyterLab
    sitting.press("b", "6")
    expect(panel.locator(".changes tbody tr")).to_have_count(6)
    sitting.press("Enter")
    expect(left(sitting)).to_have_text("全部处理完，共 6 条")
    sitting.press("g")
    expect(panel.locator("dialog[open]")).to_contain_text("王老师")
    sitting.press("Escape")
    expect(panel).to_be_focused()
    assert sitting.page.locator(".jp-Cell").count() == cells


def test_a_second_reviewer_chooses_without_being_led(sit: Sit) -> None:
    first = sit("王老师")
    find(first, SURNAME, "1/1")
    first.press("2")
    expect(current(first)).to_contain_text("待第二人复核")

    second = sit("李老师")
    find(second, SURNAME, "1/1")
    expect(current(second)).to_contain_text("王老师 正在看")
    expect(second.panel.locator(".case")).to_contain_text("您判定之后才能看到")
    second.press("2")
    expect(current(second)).to_contain_text("已处理")
    expect(current(first)).to_contain_text("已处理")  # without touching anything


def test_a_kernel_that_dies_loses_nothing_and_is_said(sit: Sit) -> None:
    sitting = sit("王老师")
    panel = sitting.panel
    find(sitting, BIRTH[:4], "6/6")
    sitting.press("6")
    expect(left(sitting)).to_have_text("待我处理 5/6")

    sitting.host.kill_kernels()
    sitting.press("9")
    expect(panel.locator(".banner")).to_contain_text("“待查”尚未确认保存")
    expect(current(sitting)).to_contain_text("=1+1")

    sitting.open_again()
    expect(panel.locator(".banner")).to_contain_text("断线前的判定“待查”没有保存")
    expect(left(sitting)).to_have_text("待我处理 5/6")
    panel.locator(".banner button", has_text="再次提交").click()
    expect(left(sitting)).to_have_text("待我处理 4/6")
    expect(panel.locator(".banner")).to_be_hidden()
    expect(panel.locator(".mine li")).to_have_count(2)


def test_a_note_stays_with_the_case_on_which_it_was_typed(sit: Sit) -> None:
    sitting = sit("王老师")
    note = sitting.panel.locator(".note[type=text]")
    find(sitting, BIRTH[:4], "6/6")
    sitting.press("m", "=户口簿已看", "Escape", "j")
    expect(note).to_have_value("")
    sitting.press("m", "=另一条", "Escape", "k")
    expect(note).to_have_value("户口簿已看")

    sitting.open_again()
    expect(note).to_have_value("户口簿已看")
    sitting.press("6")
    expect(left(sitting)).to_have_text("待我处理 5/6")
    expect(note).to_have_value("另一条")
    sitting.press("u")
    expect(sitting.panel.locator(".past .note")).to_have_text("户口簿已看")
    expect(note).to_have_value("")


def test_a_page_that_goes_takes_its_kernel_with_it(host: Any, sit: Sit) -> None:
    if host.shows.name != "voila":
        pytest.skip("在 JupyterLab 里，内核由用户关闭")
    others = {one.pid for one in host.kernels()}
    sitting = sit("王老师")

    def own() -> int:
        sitting.page.wait_for_timeout(250)
        return sum(one.pid not in others for one in host.kernels())

    for _ in range(2):
        sitting.open_again()
    assert any(own() == 1 for _ in range(40))
    sitting.page.goto("about:blank")
    assert any(own() == 0 for _ in range(40))


def test_axe_finds_nothing_in_the_panel(sit: Sit) -> None:
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(sit("王老师").page, context=".gradrecon-panel")
    told = [(one["id"], one["nodes"][0]["html"][:200]) for one in found.response["violations"]]
    assert not told, told
