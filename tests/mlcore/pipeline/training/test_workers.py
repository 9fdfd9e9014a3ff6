"""Candidates spread over processes: the same leaderboard, and nothing left running."""

import os
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Event

import pytest
from broken_candidates import never_end
from trainings import FEW, leaderboard, leaderboard_of_two_workers, shared_outcome, study_of

from mlcore.pipeline.fitting.candidates import Candidate
from mlcore.pipeline.fitting.study import Split
from mlcore.pipeline.places.here import Here
from mlcore.pipeline.training.results import Started
from mlcore.pipeline.training.training import train

pytestmark = pytest.mark.training


def wait_for_number(path: Path) -> int:
    while not (path.exists() and path.read_text().endswith(".")):
        Event().wait(0.02)
    return int(path.read_text().removesuffix("."))


def test_two_workers_give_the_leaderboard_of_one():
    without_broken = [line for line in leaderboard_of_two_workers() if not line["error"]]
    assert without_broken == leaderboard(shared_outcome())


def test_a_failure_in_a_worker_is_recorded_too():
    errors = {line["candidate"]: line["error"] for line in leaderboard_of_two_workers()}
    assert errors.pop("broken") == "ValueError: this library is out of order"
    assert set(errors.values()) == {None}


class CountedSplit(Split):
    """Counts how often it leaves for a worker."""

    sent = 0

    def __reduce__(self):
        CountedSplit.sent += 1
        return Split, (self.rows, self.train_positions, self.held_out_positions)


def test_a_worker_is_sent_the_rows_once():
    study = study_of()
    counted = CountedSplit(study.rows, study.split.train_positions, study.split.held_out_positions)
    eight = [replace(FEW[0], slug=f"linear {number}", simplicity=number) for number in range(8)]
    *_, last = train(replace(study, split=counted), eight, place=Here(2))
    assert len(last.outcome.results) == 8
    assert 1 <= CountedSplit.sent <= 4  # two, and those of a worker that was late for its first job


def test_stopping_half_way_ends_the_workers(tmp_path):
    pid_file = tmp_path / "pid"
    stuck = Candidate(slug="stuck", label="Stuck", simplicity=9, make=partial(never_end, pid_file), space={})
    stream = train(study_of(), [FEW[0], stuck], place=Here(2))
    assert isinstance(next(stream), Started)
    assert next(stream).result.candidate == "linear"
    pid = wait_for_number(pid_file)
    stream.close()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
