"""On which file system a folder is, as the kernel's table of mounts says."""

from __future__ import annotations

from pathlib import Path

import pytest

from storage.library.engine.mounts import network_file_system


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/", None),
        ("/home/ada", None),
        ("/home/ada/far", "nfs4"),
        ("/home/ada/far/deep/library", "nfs4"),
        ("/home/ada/farther", None),
        ("/home/ada/far/here", None),
        ("/mnt/with space/library", "cifs"),
        ("/mnt/back\\slash", "9p"),
        ("/mnt/ssh", "fuse.sshfs"),
        ("/mnt/hidden", None),
        ("/mnt/é", "smb3"),
    ],
)
def test_the_innermost_mount_says_on_what_a_folder_is(tmp_path: Path, folder: str, kind: str | None) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(
        "/dev/sda1 / ext4 rw 0 0\n"
        "host:/far /home/ada/far nfs4 rw 0 0\n"
        "tmpfs /home/ada/far/here tmpfs rw 0 0\n"
        "//host/share /mnt/with\\040space cifs rw 0 0\n"
        "x /mnt/back\\134slash 9p rw 0 0\n"
        "x /mnt/ssh fuse.sshfs rw 0 0\n"
        "x /mnt/hidden nfs rw 0 0\n"
        "y /mnt/hidden ext4 rw 0 0\n"
        "x /mnt/é smb3 rw 0 0\n"
        "\n"
        "broken line\n",
        encoding="utf-8",
    )
    assert network_file_system(Path(folder), mounts) == kind


def test_a_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "far").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "far")
    mounts = tmp_path / "mounts"
    mounts.write_text(f"/dev/sda1 / ext4 rw 0 0\nhost:/ {tmp_path.resolve()}/far nfs rw 0 0\n")
    assert network_file_system(tmp_path / "link", mounts) == "nfs"
    assert network_file_system(tmp_path, mounts) is None


@pytest.mark.parametrize("table", ["", "\n", "nonsense\n", "/dev/sda1 /\n"])
def test_a_system_that_tells_nothing_is_taken_for_local(tmp_path: Path, table: str) -> None:
    (tmp_path / "mounts").write_text(table)
    assert network_file_system(tmp_path, tmp_path / "mounts") is None
    assert network_file_system(tmp_path, tmp_path / "none") is None
