"""The pages hold together: links lead somewhere, snippets work, both languages say the same."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from doc_pages import PROJECT, Block, Page, blocks, pages, written

from gradrecon.cohort import cohort

PARAMS = tomllib.loads((PROJECT / "params" / "2025.toml").read_text(encoding="utf-8"))
PAIRS = [page for page in written() if page.path.with_suffix(".zh-CN.md").exists()]
# Where names of the project's own files stand within sentences.
_PATH = re.compile(r"(lib|tests|notebooks|docs|params|tools)/[\w./-]*[\w/]|[\w-]+\.(py|lock|yml)")


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Page) -> None:
    for link in page.links:
        if link.startswith("https://"):
            continue
        file, _, anchor = link.partition("#")
        target = (page.path.parent / file).resolve() if file else page.path
        assert target.exists(), link
        assert not anchor or anchor in Page(target).anchors, link


@pytest.mark.parametrize("page", written(), ids=lambda page: page.name)
def test_every_file_of_the_project_that_is_named_exists(page: Page) -> None:
    named = [span for span in page.spans if _PATH.fullmatch(span) and "2026" not in span]
    places = (PROJECT, PROJECT / "lib" / "gradrecon", page.path.parent)
    assert [name for name in named if not any((place / name).exists() for place in places)] == []


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_no_chinese_sentence_is_broken_over_lines(page: Page) -> None:
    """A page would show a blank where the line ends."""
    assert re.findall(r"\w*[一-鿿，。；：、”）]\n *[一-鿿“（]\w*", page.prose) == []


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_the_map_of_the_code_names_every_package(name: str) -> None:
    text = (PROJECT / name).read_text(encoding="utf-8")
    packages = [path.parent.name for path in (PROJECT / "lib" / "gradrecon").glob("*/__init__.py")]
    assert [one for one in packages if not re.search(rf"^  .*\b{one}/", text, re.MULTILINE)] == []


def merged(base: Mapping[str, Any], more: Mapping[str, Any]) -> dict[str, Any]:
    """A params file's content with what a snippet says in its place."""
    inner = {
        key: merged(base[key], value)
        for key, value in more.items()
        if isinstance(value, dict) and isinstance(base.get(key), dict)
    }
    return {**base, **more, **inner}


@pytest.mark.parametrize("block", blocks("toml"), ids=lambda block: block.page)
def test_every_toml_snippet_is_a_params_file_s(block: Block) -> None:
    cohort.parse(merged(PARAMS, tomllib.loads(block.text)))


def squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


@pytest.mark.parametrize("block", blocks("python"), ids=lambda block: block.page)
def test_every_python_snippet_is_the_code_s_or_at_least_code(block: Block) -> None:
    """What defines something is quoted from the code, to the letter; settings are only read."""
    compile(block.text, block.page, "exec")
    if re.search(r"^(def|class) |Rule\(|Column\(|Trouble\(", block.text, re.MULTILINE):
        sources = [*(PROJECT / "lib").rglob("*.py"), *(PROJECT / "tests").rglob("*.py")]
        quoted = squeezed(block.text)
        assert any(quoted in squeezed(path.read_text(encoding="utf-8")) for path in sources)


@pytest.mark.parametrize("page", PAIRS, ids=lambda page: page.name)
def test_both_languages_have_the_same_parts_and_commands(page: Page) -> None:
    other = Page(page.path.with_suffix(".zh-CN.md"))
    assert len(page.headings) == len(other.headings)
    assert [plain(block) for block in page.blocks] == [plain(block) for block in other.blocks]
    assert {Path(link).name for link in page.links if ".png" in link} == {
        Path(link).name for link in other.links if ".png" in link
    }


def plain(block: Block) -> tuple[str, str]:
    """A block without what is said in its language: remarks, drawings, the reader's own words."""
    if block.language not in ("sh", "bat", "toml", "python"):
        return block.language, ""
    text = re.sub(r"\s*#.*", "", block.text)
    return block.language, re.sub(r"REPOSITORY|仓库地址", "", text)


def test_every_written_page_is_there_in_both_languages() -> None:
    names = {page.name for page in written()} - {"CONTRIBUTING.md"}
    english = {name for name in names if ".zh-CN." not in name}
    assert {name.replace(".md", ".zh-CN.md") for name in english} == names - english


@pytest.mark.parametrize("name", ["office.md", "office.zh-CN.md"])
def test_refusals_are_quoted_as_the_software_says_them(name: str) -> None:
    page = Page(PROJECT / "docs" / name)
    table = re.search(r"\| (提示|it says) \|(.*?)\n\n", page.text, re.DOTALL)
    quoted = re.findall(r"^\| ([一-鿿、]+) \|", table[2] if table else "", re.MULTILINE)
    code = "".join(path.read_text(encoding="utf-8") for path in (PROJECT / "lib").rglob("*.py"))
    assert len(quoted) >= 5
    assert [said for cell in quoted for said in cell.split("、") if said not in code] == []
