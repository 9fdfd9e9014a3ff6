"""A file takes its place whole or not at all, and a failure leaves nothing beside it."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from mlcore.pipeline.atomic_file import remove_abandoned, written_beside


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


KILLED = """
import os, sys
from pathlib import Path
from mlcore.pipeline.atomic_file import written_beside
with written_beside(Path(sys.argv[1])) as file:
    file.write("half of it")
    file.flush()
    os.kill(os.getpid(), 9)
"""


def killed_while_writing(path: Path) -> Path:
    subprocess.run([sys.executable, "-c", KILLED, str(path)], cwd=Path(__file__).resolve().parents[3], check=False)
    (part,) = [left for left in path.parent.iterdir() if left.suffix == ".part"]
    assert part.read_text() == "half of it"
    return part


def test_what_a_killed_process_was_writing_is_removed(path):
    part = killed_while_writing(path)
    remove_abandoned(path.parent)
    assert not part.exists()


def test_what_is_being_written_stays_and_takes_its_place(path):
    with written_beside(path) as file:
        file.write("after")
        remove_abandoned(path.parent)
    assert path.read_text() == "after"


def test_other_files_are_left_alone(path):
    others = [path, path.with_name("film.mkv.part"), path.with_name(".film.part"), path.with_name(".x.0123456z.part")]
    for other in others:
        other.touch()
    path.with_name(".folder.01234567.part").mkdir()
    remove_abandoned(path.parent)
    assert len(list(path.parent.iterdir())) == 5


def test_a_folder_that_was_never_made_holds_nothing(tmp_path):
    remove_abandoned(tmp_path / "nowhere")


def test_the_next_start_of_the_product_removes_it(path):
    for folder in ("bundles", "cache/explorations"):
        (path.parent / folder).mkdir(parents=True)
    parts = [killed_while_writing(path.parent / place) for place in ("a", "bundles/b", "cache/explorations/c")]
    environment = os.environ | {"DATA_DIR": str(path.parent), "DJANGO_SETTINGS_MODULE": "studentperf.settings"}
    root = Path(__file__).resolve().parents[3]
    subprocess.run([sys.executable, "-c", "import studentperf.wsgi"], cwd=root, env=environment, check=True)
    assert not [part for part in parts if part.exists()]
