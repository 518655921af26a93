"""Connect to a Dask scheduler, and see that its workers run what this machine runs."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from gradrecon.batch.current import program
from gradrecon.batch.record import versions
from gradrecon.errors import Fault, UsageError

if TYPE_CHECKING:
    from distributed import Client

WAIT_SECONDS: float = 10
CLOSING = 2  # seconds
_ADDRESS = re.compile(r"(tcp|tls)://\S+:\d+")
_INSTALL = '在本项目的文件夹里运行 pip install -e ".[dask]" 后再试。'


@contextmanager
def connected(address: str) -> Iterator[Client]:
    """A client of the scheduler; raise UsageError if it cannot be reached."""
    try:
        from distributed import Client
    except ModuleNotFoundError:
        raise UsageError(Fault("--dask", "没有安装 distributed", _INSTALL)) from None
    try:
        logging.getLogger("distributed").setLevel(logging.CRITICAL)
        if not _ADDRESS.fullmatch(address):
            raise ValueError("地址写法不对")
        client = Client(address, timeout=WAIT_SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:
        why = f"{WAIT_SECONDS:g} 秒内没有应答" if isinstance(error, OSError) else str(error)
        raise UsageError(
            Fault(
                f"--dask {address}",
                f"连不上这个 Dask 调度器：{why}",
                "核对地址和端口，确认 dask scheduler 已启动、网络可通。",
                "如 tcp://10.0.0.8:8786",
            )
        ) from None
    try:
        yield client
    finally:
        with suppress(Exception):  # a scheduler that is gone says no farewell
            client.close(timeout=CLOSING)


def unencrypted(address: str) -> str:
    """What is to be said of an address at which everything crosses a network in the open, or ""."""
    host = address.removeprefix("tcp://").rpartition(":")[0].strip("[]")
    if not address.startswith("tcp://") or host in ("localhost", "::1") or host.startswith("127."):
        return ""
    return (
        f"注意：{address} 没有加密，学生信息会在网络上明文传送，连得上它的人都能让各机器运行程序。"
        "请给集群配置 TLS 证书并改用 tls://（见 docs/scaling.zh-CN.md）。"
    )


def require_same(client: Client) -> None:
    """Raise UsageError unless the cluster has workers that all run just what this machine runs."""
    if not client.scheduler_info()["workers"]:
        wrong, mend = "集群里没有 worker", "先在各机器上启动 dask worker。"
        raise UsageError(Fault("--dask", wrong, mend))
    try:
        found = client.run(identity)
    except Exception:
        found = {"": {"gradrecon": "没有安装，或是别的版本"}}
    here = identity()
    differ = {
        f"{name} 是 {theirs.get(name, '别的版本')}（本机 {version}）"
        for theirs in found.values()
        for name, version in here.items()
        if theirs.get(name) != version
    }
    if differ:
        wrong = f"集群各机器运行的和本机不一样：{'、'.join(sorted(differ))}"
        mend = "在各机器上装同样的程序和程序库（同一份 requirements.lock），然后重启 dask worker。"
        raise UsageError(Fault("--dask", wrong, mend))


def identity() -> dict[str, str]:
    """The program and the libraries that run here, by version and hash."""
    return {"程序": program()[:12], **versions()}
