"""A file takes its place whole or not at all, and a failure leaves nothing beside it."""

import os
import stat
from pathlib import Path

import pytest

from mlcore.pipeline.atomic_file import written_beside


@pytest.fixture
def path(tmp_path):
    return tmp_path / "kept.txt"


def test_what_is_written_takes_the_place_of_what_was_there(path):
    path.write_text("before")
    with written_beside(path) as file:
        file.write("after")
        assert path.read_text() == "before"
    assert [(kept.name, kept.read_text()) for kept in path.parent.iterdir()] == [("kept.txt", "after")]


@pytest.mark.parametrize("how", [{}, {"durable": True}, {"mode": "wb"}])
def test_a_failure_while_writing_leaves_the_old_file_and_nothing_else(path, how):
    path.write_text("before")
    with pytest.raises(ZeroDivisionError), written_beside(path, **how):
        raise ZeroDivisionError
    assert [(kept.name, kept.read_text()) for kept in path.parent.iterdir()] == [("kept.txt", "before")]


def test_a_failure_to_take_the_place_leaves_nothing_beside(path):
    def write():
        with written_beside(path) as file:
            path.mkdir()
            file.write("after")

    with pytest.raises(OSError, match="kept"):
        write()
    assert list(path.parent.iterdir()) == [path]


def test_a_folder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(FileNotFoundError, match="nowhere"), written_beside(tmp_path / "nowhere" / "kept.txt"):
        pass


@pytest.mark.parametrize(("private", "open_to_others"), [(True, 0), (False, stat.S_IRGRP | stat.S_IROTH)])
def test_a_private_file_is_for_its_owner_only_from_the_beginning(path, private, open_to_others):
    before = os.umask(0o022)
    with written_beside(path, private=private):
        modes = {written.stat().st_mode & 0o077 for written in path.parent.iterdir()}
    os.umask(before)
    assert modes == {path.stat().st_mode & 0o077} == {open_to_others}


def test_a_link_stays_a_link(path):
    link = path.with_name("link.txt")
    link.symlink_to(path)
    with written_beside(link) as file:
        file.write("after")
    assert (link.is_symlink(), path.read_text()) == (True, "after")


def test_a_pipe_is_written_and_not_replaced():
    reading, writing = os.pipe()
    with written_beside(Path(f"/dev/fd/{writing}"), "wb") as file:
        file.write(b"after")
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        assert pipe.read() == b"after"


def test_a_long_name_has_room_beside_it(tmp_path):
    path = tmp_path / ("x" * 255)
    with written_beside(path) as file:
        file.write("after")
    assert path.read_text() == "after"
