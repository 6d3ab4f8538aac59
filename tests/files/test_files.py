"""Files: read within bounds, written all or nothing, whatever the machine does."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from careplan import files
from careplan.files import Target
from careplan.model.diagnostic import Diagnostic, Label, Place
from tests.files.machine import as_nobody, finish, leftovers, said

OLD, NEW = b"old\n", b"new\n"


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def label(name: str = "a17.toml") -> Label:
    return Label(place=Place(file=name, path=("program",)))


class TestReading:
    def test_a_file_is_read(self, tmp_path: Path) -> None:
        (tmp_path / "a").write_bytes(OLD)
        assert files.read(str(tmp_path / "a")) == OLD

    @pytest.mark.parametrize("name", ["a", "a\0b", "a/b"])
    def test_a_missing_file_is_said_to_be_missing(
        self, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        assert said(files.read(name)) == ("file-missing", f"`{name}` does not exist")

    def test_a_file_used_as_a_folder_is_missing(self, tmp_path: Path) -> None:
        (tmp_path / "a").write_bytes(OLD)
        assert said(files.read(f"{tmp_path}/a/b"))[0] == "file-missing"

    def test_a_folder_is_no_file(self, tmp_path: Path) -> None:
        assert said(files.read(str(tmp_path))) == (
            "file-unreadable",
            f"`{tmp_path}` cannot be read: is a directory",
        )

    def test_a_pipe_is_not_waited_for(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "pipe")
        assert said(files.read(f"{tmp_path}/pipe")) == (
            "file-unreadable",
            f"`{tmp_path}/pipe` cannot be read: it is not a regular file",
        )

    def test_a_device_is_no_file(self) -> None:
        assert said(files.read("/dev/zero"))[0] == "file-unreadable"

    def test_a_name_that_is_too_long_is_said(self) -> None:
        assert said(files.read("a" * 300))[1].endswith("file name too long")

    def test_a_file_up_to_the_limit_is_read_and_none_beyond(
        self, tmp_path: Path
    ) -> None:
        (tmp_path / "a").write_bytes(b"12345")
        assert files.read(f"{tmp_path}/a", limit=5) == b"12345"
        assert said(files.read(f"{tmp_path}/a", limit=4)) == (
            "too-large",
            f"`{tmp_path}/a` is larger than 4 bytes",
        )

    def test_what_never_ends_is_read_up_to_the_limit(self, tmp_path: Path) -> None:
        (tmp_path / "a").touch()
        os.truncate(tmp_path / "a", 10**12)
        assert said(files.read(f"{tmp_path}/a"))[1].endswith("larger than 1 MB")

    def test_the_place_that_names_a_file_is_pointed_at(self) -> None:
        problem = files.read("nowhere.toml", label=label())
        assert isinstance(problem, Diagnostic)
        assert problem.primary == label()

    def test_an_unreadable_file_is_said(self, tmp_path: Path) -> None:
        path = tmp_path / "a"
        path.write_bytes(OLD)
        path.chmod(0)
        problem = as_nobody(f"print(files.read({str(path)!r}).message)", tmp_path)
        assert problem == f"`{path}` cannot be read: permission denied\n"

    def test_a_closed_standard_input_is_said(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(sys, "stdin", None)
        assert said(files.read("-")) == (
            "file-unreadable",
            "`-` cannot be read: it is closed",
        )


class TestTree:
    def test_a_file_below_is_found(self, tmp_path: Path) -> None:
        found = files.resolve(tmp_path, "plans/a.toml", label=label())
        assert found == tmp_path / "plans/a.toml"

    @pytest.mark.parametrize(
        "name", ["../a.toml", "plans/../../a", "/etc/passwd", "\0"]
    )
    def test_a_file_elsewhere_is_refused(self, name: str, tmp_path: Path) -> None:
        problem = files.resolve(tmp_path, name, label=label())
        assert said(problem) == (
            "outside-tree",
            f"`{name}` lies outside of the folder of the file that names it",
        )

    def test_a_link_out_of_the_tree_is_refused(self, tmp_path: Path) -> None:
        (tmp_path / "inside").mkdir()
        (tmp_path / "secret").write_bytes(OLD)
        (tmp_path / "inside/a.toml").symlink_to("../secret")
        problem = files.resolve(tmp_path / "inside", "a.toml", label=label())
        assert said(problem)[0] == "outside-tree"

    def test_a_link_within_the_tree_is_followed(self, tmp_path: Path) -> None:
        (tmp_path / "a.toml").write_bytes(OLD)
        (tmp_path / "b.toml").symlink_to("a.toml")
        found = files.resolve(tmp_path, "b.toml", label=label())
        assert found == tmp_path / "b.toml"

    def test_a_file_is_named_as_a_document_in_the_folder_would(
        self, tmp_path: Path
    ) -> None:
        (tmp_path / "plans").mkdir()
        name = str(tmp_path / "plans" / "a.toml")
        assert files.relate(name, tmp_path) == "plans/a.toml"
        assert said(files.relate(name, tmp_path / "people"))[0] == "outside-tree"

    def test_files_are_listed_in_order_without_hidden_ones(
        self, tmp_path: Path
    ) -> None:
        for name in ("b/x.toml", "a/y.toml", "a.toml", ".git/z.toml", ".w.toml"):
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).touch()
        found = files.find(str(tmp_path), ".toml")
        assert [str(Path(name).relative_to(tmp_path)) for name in found] == [
            "a.toml",
            "a/y.toml",
            "b/x.toml",
        ]


class TestWriting:
    def test_a_new_file_can_be_read_by_nobody_else(self, tmp_path: Path) -> None:
        target = tmp_path / "out" / "a17" / "careplan.ics"
        assert files.replace_all((Target(path=target, data=NEW),)) is None
        assert target.read_bytes() == NEW
        assert mode(target) == 0o600
        assert mode(target.parent) == 0o700
        assert leftovers(target.parent) == []

    def test_a_file_is_private_from_the_first_moment(self, tmp_path: Path) -> None:
        """Not even while it is written may others open it, whatever the umask says."""
        before = os.umask(0)
        try:
            script = (
                "import os\n"
                "real = os.fsync\n"
                "def look(descriptor):\n"
                "    print(oct(os.fstat(descriptor).st_mode & 0o777))\n"
                "    real(descriptor)\n"
                "os.fsync = look\n"
                "files.replace_all((files.Target(path=Path('a'), data=b'x'),))"
            )
            assert finish(script, tmp_path)[1].splitlines()[0] == "0o600"
        finally:
            os.umask(before)

    def test_a_replaced_file_keeps_its_mode(self, tmp_path: Path) -> None:
        target = tmp_path / "a"
        target.write_bytes(OLD)
        target.chmod(0o640)
        assert files.replace_all((Target(path=target, data=NEW),)) is None
        assert (target.read_bytes(), mode(target)) == (NEW, 0o640)

    @pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files away")
    def test_a_replaced_file_keeps_its_owner(self, tmp_path: Path) -> None:
        target = tmp_path / "a"
        target.write_bytes(OLD)
        os.chown(target, 1234, 2345)
        assert files.replace_all((Target(path=target, data=NEW),)) is None
        assert (target.stat().st_uid, target.stat().st_gid) == (1234, 2345)

    @pytest.mark.skipif(os.geteuid() != 0, reason="needs another user")
    def test_a_file_whose_owner_cannot_be_kept_is_not_replaced(
        self, tmp_path: Path
    ) -> None:
        target = tmp_path / "a"
        target.write_bytes(OLD)
        target.chmod(0o666)
        tmp_path.chmod(0o777)
        script = (
            f"target = files.Target(path=Path({str(target)!r}), data=b'x')\n"
            "print(files.replace_all((target,)).message)"
        )
        assert as_nobody(script, tmp_path) == (
            f"`{target}` cannot be written: its owner and group cannot be kept\n"
        )
        assert target.read_bytes() == OLD
        assert leftovers(tmp_path) == []

    def test_a_link_stays_a_link(self, tmp_path: Path) -> None:
        (tmp_path / "real").write_bytes(OLD)
        (tmp_path / "link").symlink_to("real")
        assert files.replace_all((Target(path=tmp_path / "link", data=NEW),)) is None
        assert (tmp_path / "link").is_symlink()
        assert (tmp_path / "real").read_bytes() == NEW

    def test_a_folder_is_not_replaced(self, tmp_path: Path) -> None:
        problem = files.replace_all((Target(path=tmp_path, data=NEW),))
        assert said(problem) == (
            "file-unwritable",
            f"`{tmp_path}` cannot be written: it is a folder",
        )

    def test_a_pipe_is_not_replaced(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "pipe")
        problem = files.replace_all((Target(path=tmp_path / "pipe", data=NEW),))
        assert said(problem)[1].endswith("it is not a regular file")

    def test_a_read_only_file_is_not_replaced(self, tmp_path: Path) -> None:
        target = tmp_path / "a"
        target.write_bytes(OLD)
        target.chmod(0o444)
        tmp_path.chmod(0o777)
        script = (
            f"target = files.Target(path=Path({str(target)!r}), data=b'x')\n"
            "print(files.replace_all((target,)).message)"
        )
        assert as_nobody(script, tmp_path) == (
            f"`{target}` cannot be written: permission denied\n"
        )

    def test_a_read_only_folder_is_said(self, tmp_path: Path) -> None:
        tmp_path.chmod(0o555)
        script = (
            f"target = files.Target(path=Path({str(tmp_path)!r}) / 'a', data=b'x')\n"
            "print(files.replace_all((target,)).message)"
        )
        assert as_nobody(script, tmp_path) == (
            f"`{tmp_path}/a` cannot be written: permission denied\n"
        )

    def test_of_two_files_none_is_replaced_if_one_cannot_be(
        self, tmp_path: Path
    ) -> None:
        first, second = tmp_path / "first", tmp_path / "second"
        first.write_bytes(OLD)
        second.mkdir()
        targets = (Target(path=first, data=NEW), Target(path=second, data=NEW))
        assert said(files.replace_all(targets))[0] == "file-unwritable"
        assert first.read_bytes() == OLD
        assert leftovers(tmp_path) == []

    def test_an_existing_file_is_never_created_anew(self, tmp_path: Path) -> None:
        target = tmp_path / "a17.toml"
        assert files.create(Target(path=target, data=OLD)) is None
        problem = files.create(Target(path=target, data=NEW))
        assert said(problem) == ("file-exists", f"`{target}` exists already")
        assert target.read_bytes() == OLD

    def test_a_link_that_leads_nowhere_exists(self, tmp_path: Path) -> None:
        (tmp_path / "a").symlink_to("nowhere")
        problem = files.create(Target(path=tmp_path / "a", data=NEW))
        assert said(problem)[0] == "file-exists"
