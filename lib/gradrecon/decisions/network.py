"""Whether a file lies on another machine: SQLite's quick mode must not be used there."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

# File systems that reach over a network, as the systems name them.
_REMOTE = frozenset(
    {"nfs", "nfs3", "nfs4", "cifs", "smb2", "smb3", "smbfs", "afpfs", "9p", "afs", "ncpfs",
     "davfs", "webdav", "ceph", "lustre", "glusterfs", "beegfs", "gpfs", "vboxsf", "prl_fs",
     "fuse.sshfs", "fuse.glusterfs", "fuse.rclone", "fuse.davfs2", "fuse.vmhgfs-fuse", "drvfs"}
)  # fmt: skip


class Mount(NamedTuple):
    """One mounted file system: where, of what type, with which options."""

    mountpoint: str
    fstype: str
    opts: str = ""


def on_network(path: Path, mounts: Iterable[Mount] | None = None) -> bool:
    """Whether a path lies on a network share; `mounts` are this machine's unless given."""
    if str(path).startswith(("\\\\", "//")):
        return True
    known = list(_mounts() if mounts is None else mounts)
    holding = [one for one in known if path.is_relative_to(one.mountpoint)]
    if not holding:
        return False
    nearest = max(holding, key=lambda one: len(one.mountpoint))
    return nearest.fstype.lower() in _REMOTE or "remote" in nearest.opts.split(",")


def _mounts() -> list[Mount]:
    import psutil  # type: ignore[import-untyped]

    # On Windows asking for all drives would wait for those that are not connected.
    found = psutil.disk_partitions(all=sys.platform != "win32")
    return [Mount(one.mountpoint, one.fstype, one.opts) for one in found]
