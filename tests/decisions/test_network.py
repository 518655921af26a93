"""Which paths lie on another machine."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest

from gradrecon.decisions.network import Mount, on_network

MOUNTS = [
    Mount("/", "ext4"),
    Mount("/srv", "nfs4"),
    Mount("/srv/local", "xfs"),
    Mount("/mnt/share", "cifs", "rw,relatime"),
    Mount("/mnt/c", "9p"),
    Mount("/mnt/sshfs", "fuse.sshfs"),
    Mount("/mnt/z", "NTFS", "rw,remote"),
]


@pytest.mark.parametrize(
    ("path", "remote"),
    [
        ("/data/2025.db", False),
        ("/srv/me/2025.db", True),
        ("/srv/local/2025.db", False),
        ("/srvs/2025.db", False),
        ("/mnt/share/2025.db", True),
        ("/mnt/c/2025.db", True),
        ("/mnt/sshfs/2025.db", True),
        ("/mnt/z/2025.db", True),
    ],
)
def test_by_the_mount_that_holds_it(path, remote):
    assert on_network(PurePosixPath(path), MOUNTS) is remote


def test_a_windows_share_by_its_name():
    assert on_network(PurePosixPath("//server/share/2025.db"), [])


def test_this_machine_can_be_asked(tmp_path):
    assert on_network(Path(tmp_path)) in (True, False)
