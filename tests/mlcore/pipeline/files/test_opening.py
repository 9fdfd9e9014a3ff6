"""What can be read only once is read like a file, and within the same bounds."""

import os
import threading
from pathlib import Path

import pytest

from mlcore.pipeline.exceptions import DataError
from mlcore.pipeline.files.reading import Reading, open_table

TEXT = "colour,place\nred,Zürich\ngreen,Genève\n"


@pytest.fixture
def pipe(tmp_path):
    """A file that can be read only once, with this content."""

    def _pipe(content):
        os.mkfifo(tmp_path / "pipe")
        threading.Thread(target=(tmp_path / "pipe").write_bytes, args=[content], daemon=True).start()
        return tmp_path / "pipe"

    return _pipe


def test_a_pipe_is_read_like_a_file(pipe):
    with open_table(pipe(TEXT.encode("cp1252"))) as table:
        assert list(table.records) == [(2, ["red", "Zürich"]), (3, ["green", "Genève"])]


def test_a_pipe_that_does_not_end_is_refused():
    endless = open_table(Path("/dev/zero"), Reading(most_bytes=2_000_000))
    with pytest.raises(DataError, match="larger than 2 MB"), endless:
        pass
