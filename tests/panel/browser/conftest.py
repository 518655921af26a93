"""JupyterLab and Voilà, on this machine only, to show the panel to a real browser."""

from __future__ import annotations

import json
import re
import secrets
import socket
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import psutil
import pytest
import tomli_w

from gradrecon.panel.serve import arguments, environment
from gradrecon.sources import BY_NAME

PROJECT = Path(__file__).parents[3]
PATIENCE = 60  # seconds until a server or a page has failed
TOKEN = secrets.token_hex(8)
# JupyterLab asks its makers for news and newer versions unless told not to; and takes cells out
# of the page that are out of sight, which on a busy machine may be the one with the panel.
SETTINGS = {
    "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
    "notebook-extension/tracker": {"windowingMode": "none"},
}


@pytest.fixture(scope="session")
def raw(tmp_path_factory: pytest.TempPathFactory, new_troubled: Callable[[], Any]) -> Path:
    """The small cohort as the files that an office would send."""
    folder = tmp_path_factory.mktemp("raw")
    (folder / "returned").mkdir()
    for name, frame in new_troubled().frames.items():
        titles = {column.name: column.title for column in BY_NAME[name].columns}
        within = folder / "returned" if name == "returned" else folder
        path = within / f"{BY_NAME[name].title}.csv"
        frame.rename(columns=titles).to_csv(path, index=False, encoding="utf-8-sig")
    return folder


class Voila:
    """The panel as `make.py review` shows it."""

    name = "voila"

    def __init__(self, port: int, folder: Path) -> None:
        self.address = f"http://127.0.0.1:{port}"
        given = ["--no-browser", f"--port={port}", f"--Voila.token={TOKEN}"]
        self.command = ["-m", "voila", *arguments(folder, given)]

    def open(self, page: Any, notebook: Path) -> None:
        page.goto(f"{self.address}/voila/render/{notebook.name}?token={TOKEN}")

    def open_again(self, page: Any) -> None:
        page.reload()


class Lab:
    """The panel as the output of a cell."""

    name = "lab"

    def __init__(self, port: int, folder: Path) -> None:
        self.address = f"http://127.0.0.1:{port}"
        self.command = ["-m", "jupyterlab", "--no-browser", "--allow-root", f"--port={port}",
                        "--ServerApp.ip=127.0.0.1", f"--IdentityProvider.token={TOKEN}",
                        f"--ServerApp.root_dir={folder}"]  # fmt: skip

    def open(self, page: Any, notebook: Path) -> None:
        own = f"lab/workspaces/{notebook.stem}"  # or the tabs of others would open as well
        page.goto(f"{self.address}/{own}/tree/{notebook.name}?token={TOKEN}")
        self._run_all(page)

    def open_again(self, page: Any) -> None:
        page.reload()
        self._run_all(page)

    def _run_all(self, page: Any) -> None:
        page.locator("#jp-main-statusbar", has_text="| Idle").wait_for()
        ran = page.locator(".jp-InputPrompt", has_text=re.compile(r"\[[*0-9]"))
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and ran.count() == 0:
            # JupyterLab may forget what it is asked while it connects to its kernel.
            page.locator(".jp-NotebookPanel .jp-Cell").first.click()
            page.locator(".lm-MenuBar-itemLabel", has_text="Run").click()
            page.locator('.lm-Menu-item[data-command="runmenu:run-all"]').click()
            page.wait_for_timeout(1500)


def _is_kernel(process: psutil.Process) -> bool:
    try:
        return "ipykernel_launcher" in " ".join(process.cmdline())
    except psutil.NoSuchProcess:
        return False


class Host:
    """A server of notebooks for as long as it is needed, with all that it starts."""

    def __init__(self, kind: type[Voila] | type[Lab], folder: Path) -> None:
        with socket.socket() as found:
            found.bind(("127.0.0.1", 0))
            self.port = found.getsockname()[1]
        self.folder = folder
        self.shows = kind(self.port, folder)
        for name, content in SETTINGS.items():
            path = folder / "settings" / "@jupyterlab" / f"{name}.jupyterlab-settings"
            path.parent.mkdir(parents=True)
            path.write_text(json.dumps(content), encoding="utf-8")
        own = {"JUPYTERLAB_SETTINGS_DIR": str(folder / "settings"),
               "JUPYTER_CONFIG_DIR": str(folder / "config")}  # fmt: skip
        self._log = (folder / "server.log").open("wb")
        self._process = subprocess.Popen(
            [sys.executable, *self.shows.command], cwd=PROJECT, env=environment() | own,
            stdout=self._log, stderr=self._log,
        )  # fmt: skip

    def wait(self) -> None:
        """Until it answers."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and self._process.poll() is None:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.1)
        pytest.fail((self.folder / "server.log").read_text(encoding="utf-8", errors="replace"))

    def kernels(self) -> list[psutil.Process]:
        """The kernels that run now."""
        return [one for one in self._started() if _is_kernel(one)]

    def kill_kernels(self) -> None:
        """End every kernel at once, as a crash would."""
        for one in self.kernels():
            with suppress(psutil.NoSuchProcess):
                one.kill()

    def stop(self) -> None:
        """End it and all that it started."""
        started = self._started()
        self._process.kill()
        for one in started:
            with suppress(psutil.NoSuchProcess):
                one.kill()
        self._process.wait(PATIENCE)
        self._log.close()

    def _started(self) -> list[psutil.Process]:
        try:
            return psutil.Process(self._process.pid).children(recursive=True)
        except psutil.NoSuchProcess:
            return []


@pytest.fixture(scope="session", params=[Voila, Lab], ids=lambda kind: kind.name)
def host(
    request: pytest.FixtureRequest, browser: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Host]:
    """A server that is up; it is stopped however the tests end."""
    started = Host(request.param, tmp_path_factory.mktemp(request.param.name))
    try:
        started.wait()
        yield started
    finally:
        started.stop()


class Sitting:
    """One reviewer before one page."""

    def __init__(self, host: Host, page: Any, notebook: Path) -> None:
        self.host, self.page = host, page
        self.elsewhere: list[str] = []
        self.alerts: list[str] = []
        page.on("request", lambda request: self._requested(request.url))
        page.on("dialog", self._asked)
        page.set_default_navigation_timeout(PATIENCE * 1000)
        host.shows.open(page, notebook)
        self.panel = page.locator(".gradrecon-panel")
        self.wait()

    def wait(self) -> None:
        """Until a case is on the screen."""
        self.panel.locator(".case h2").wait_for(timeout=PATIENCE * 1000)

    def open_again(self) -> None:
        """Load the page again, and run the notebook where that is for the user to do."""
        self.host.shows.open_again(self.page)
        self.wait()

    def press(self, *keys: str) -> None:
        """Press keys one after the other; a text of several letters with `=` is typed."""
        for key in keys:
            if key.startswith("="):
                self.page.keyboard.type(key[1:])
            else:
                self.page.keyboard.press(key)

    def _asked(self, dialog: Any) -> None:
        if dialog.type != "beforeunload":  # JupyterLab's, about the notebook itself
            self.alerts.append(dialog.message)
        dialog.accept()

    def _requested(self, address: str) -> None:
        own = (self.host.shows.address, "data:", "blob:", "about:")
        if not address.startswith((*own, self.host.shows.address.replace("http", "ws"))):
            self.elsewhere.append(address)


@pytest.fixture
def sit(host: Host, browser: Any, raw: Path, tmp_path: Path) -> Iterator[Callable[[str], Sitting]]:
    """Seat a reviewer before the panel; all of one test share a store of decisions."""
    settings = tomllib.loads((PROJECT / "params" / "2025.toml").read_text(encoding="utf-8"))
    store = {"decisions": {"url": f"sqlite:///{(tmp_path / 'decisions.db').as_posix()}"}}
    params = tmp_path / "params.toml"
    params.write_text(tomli_w.dumps(settings | store), encoding="utf-8")
    seated: list[Sitting] = []

    def sit_down(reviewer: str) -> Sitting:
        given = {"cohort": str(params), "as_of": "2025-03-03", "raw": str(raw)}
        notebook = host.folder / f"{secrets.token_hex(4)}.ipynb"
        write(notebook, given | {"reviewer": reviewer, "reason": "浏览器测试"})
        page = browser.new_context(viewport={"width": 1600, "height": 1000}).new_page()
        seated.append(Sitting(host, page, notebook))
        return seated[-1]

    yield sit_down
    for one in seated:
        one.page.context.close()
    assert [one.elsewhere for one in seated if one.elsewhere] == []
    assert [one.alerts for one in seated if one.alerts] == []


def write(notebook: Path, parameters: dict[str, str]) -> None:
    """The review notebook with other parameters."""
    content = json.loads((PROJECT / "notebooks" / "review.ipynb").read_text(encoding="utf-8"))
    (cell,) = (one for one in content["cells"] if "parameters" in one["metadata"].get("tags", []))
    cell["source"] = "\n".join(f"{name} = {value!r}" for name, value in parameters.items())
    notebook.write_text(json.dumps(content), encoding="utf-8")
