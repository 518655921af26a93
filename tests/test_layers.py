"""The layers of the package: a room imports only rooms below it, under TYPE_CHECKING too."""

from __future__ import annotations

from pathlib import Path

import grimp
import pytest
from importlinter.cli import lint_imports

ROOT = Path(__file__).parents[1]
IN_THE_ROOT = 10


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("gradrecon", exclude_type_checking_imports=False, cache_dir=None)


def test_the_contract_is_kept(capsys: pytest.CaptureFixture[str]) -> None:
    broken = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True)
    assert broken == 0, capsys.readouterr().out


def test_no_modules_import_each_other_in_a_circle(graph: grimp.ImportGraph) -> None:
    imports = {name: set(graph.find_modules_directly_imported_by(name)) for name in graph.modules}
    while free := {name for name, wanted in imports.items() if not wanted}:
        imports = {name: wanted - free for name, wanted in imports.items() if name not in free}
    assert imports == {}  # what is left imports only what is left


def test_the_root_holds_a_handful_of_files() -> None:
    assert len(list((ROOT / "lib" / "gradrecon").glob("*.py"))) <= IN_THE_ROOT
