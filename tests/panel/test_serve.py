"""The panel under Voilà: for this machine only, and asking no other."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from gradrecon.panel.__main__ import main
from gradrecon.panel.serve import TEMPLATES, arguments, environment


def test_it_listens_on_this_machine_only_behind_a_token_without_cells() -> None:
    given = arguments(Path("notebooks/review.ipynb"), ["--port=8000", "--Voila.ip=0.0.0.0"])
    assert given[0] == str(Path("notebooks/review.ipynb"))
    assert given[-4:] == [
        "--Voila.ip=127.0.0.1", "--token", "--strip_sources=True", "--template=gradrecon",
    ]  # fmt: skip


def test_a_kernel_whose_page_went_without_a_word_ends_by_itself() -> None:
    given = arguments(Path("notebooks/review.ipynb"))
    assert "--MappingKernelManager.cull_idle_timeout=600" in given
    assert "--MappingKernelManager.cull_connected" not in " ".join(given)


def test_its_template_is_found_beside_those_of_others() -> None:
    assert (TEMPLATES / "voila/templates/gradrecon/index.html.j2").is_file()
    assert environment({})["JUPYTER_PATH"] == str(TEMPLATES)
    own, others = environment({"JUPYTER_PATH": "elsewhere"})["JUPYTER_PATH"].split(os.pathsep)
    assert (own, others) == (str(TEMPLATES), "elsewhere")


def test_what_is_no_option_is_said(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["notebooks/review.ipynb", "params/2026.toml"])
    assert ended.value.code == 2
    assert "params/2026.toml：复核面板不接受这个参数" in capsys.readouterr().err
