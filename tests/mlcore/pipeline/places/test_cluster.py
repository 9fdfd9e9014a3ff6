"""A cluster of two worker processes finds what this machine finds, also where a worker is killed."""

import os
import signal
from dataclasses import replace
from functools import cache, partial
from importlib.util import find_spec
from pathlib import Path
from threading import Event, Thread

import pytest
from broken_candidates import end_others, wait_once
from served_bundles import bundle_of
from trainings import ALONE, FEW, events, leaderboard, quick, study_of

from mlcore.pipeline.exceptions import WorkersError
from mlcore.pipeline.files import reading
from mlcore.pipeline.fitting.candidates import Candidate, choose_candidates
from mlcore.pipeline.places import alike, cluster, on_worker
from mlcore.pipeline.places.cluster import Cluster
from mlcore.pipeline.places.here import Here
from mlcore.pipeline.predicted_files.writing import predict_file
from mlcore.pipeline.training.training import train

pytestmark = [
    pytest.mark.training,
    pytest.mark.skipif(find_spec("distributed") is None, reason="Dask is not installed; `make test` does it"),
]
SOME = [FEW[0], *map(quick, choose_candidates(["forest"]))]
NOBODY = "tcp://127.0.0.1:1"


@pytest.fixture(scope="module")
def two_workers(tmp_path_factory):
    from dask_clusters import dask_cluster

    with dask_cluster(tmp_path_factory.mktemp("dask")) as started:
        yield started


@cache
def alone():
    return everything_found(ALONE)


def everything_found(place, candidates=SOME):
    """The leaderboard, and what the winner says of every row: values, ranges and warnings."""
    *_, last = events(candidates=candidates, place=place, group="house")
    rows = study_of().rows.inputs.to_dict("records")
    return leaderboard(last.outcome), last.outcome.bundle.predict(rows), last.outcome.diagnosis


def candidate(slug, make):
    return Candidate(slug=slug, label=slug, simplicity=9, make=make, space={})


def pid_in(path: Path) -> int:
    while not (path.exists() and path.read_text().endswith(".")):
        Event().wait(0.02)
    return int(path.read_text().removesuffix("."))


def kill_whoever_says_so(path: Path) -> None:
    os.kill(pid_in(path), signal.SIGKILL)


@pytest.mark.parametrize("place", [Here(2), None], ids=["two processes", "cluster"])
def test_every_place_finds_the_same_to_the_last_bit(two_workers, place):
    assert everything_found(place or two_workers) == alone()


def test_a_worker_killed_in_mid_run_costs_no_result(two_workers, tmp_path):
    late = replace(candidate("late", partial(wait_once, tmp_path / "pid")), simplicity=0)
    Thread(target=kill_whoever_says_so, args=[tmp_path / "pid"]).start()
    *_, last = train(study_of(), [late, FEW[0]], place=two_workers)
    (tmp_path / "pid").write_text("nobody waits any more")
    *_, expected = train(study_of(), [late, FEW[0]], place=ALONE)
    assert leaderboard(last.outcome) == leaderboard(expected.outcome)


def test_a_candidate_that_ends_every_worker_fails_alone(two_workers):
    deadly = candidate("deadly", partial(end_others, os.getpid()))
    *_, last = train(study_of(), [deadly, FEW[0]], place=two_workers)
    errors = {result.candidate: result.error for result in last.outcome.results}
    assert "each of 2 Dask workers that began it died" in errors.pop("deadly")
    assert set(errors.values()) == {None}


def test_stopping_half_way_leaves_nothing_to_do(two_workers, tmp_path):
    stuck = candidate("stuck", partial(wait_once, tmp_path / "pid"))
    stream = train(study_of(), [FEW[0], stuck], place=two_workers)
    next(stream)
    assert next(stream).result.candidate == "linear"
    pid = pid_in(tmp_path / "pid")
    stream.close()
    with client_of(two_workers) as client:
        while client.run_on_scheduler(lambda dask_scheduler: len(dask_scheduler.tasks)):
            Event().wait(0.05)
    os.kill(pid, signal.SIGKILL)


def client_of(place: Cluster):
    from distributed import Client

    return Client(place.address, set_as_default=False)


@pytest.mark.parametrize("place", [Here(1), Here(2), None], ids=["one process", "two processes", "cluster"])
def test_chunks_come_back_with_their_numbers(two_workers, place):
    with (place or two_workers).opened() as crew:
        assert dict(crew.spread(pow, 2, range(30))) == {number: 2**number for number in range(30)}


@pytest.mark.parametrize("place", [Here(2), None], ids=["two processes", "cluster"])
def test_a_file_is_predicted_alike_in_every_place(two_workers, tmp_path, monkeypatch, place):
    monkeypatch.setattr(reading, "CELLS_PER_CHUNK", 40)
    path = tmp_path / "in.csv"
    lines = [f"{number},north,high,{number},{'many' if number % 50 == 7 else 64}" for number in range(100)]
    path.write_text("\n".join(["number,track,effort,logic,music", *lines]), encoding="utf-8")
    for name, where in [("alone.csv", None), ("spread.csv", place or two_workers)]:
        told = predict_file(path, tmp_path / name, bundle_of(), place=where)
        assert (told.rows, told.predicted) == (100, 98)
    assert (tmp_path / "spread.csv").read_bytes() == (tmp_path / "alone.csv").read_bytes()


def test_chunks_are_taken_only_as_there_is_room(two_workers):
    taken = []
    with two_workers.opened() as crew:
        next(crew.spread(pow, 2, (taken.append(number) or number for number in range(30))))
    assert len(taken) <= 4


def test_a_scheduler_that_is_not_there_is_named_with_the_remedy(monkeypatch):
    monkeypatch.setattr(cluster, "PATIENCE", 0.2)
    with pytest.raises(WorkersError, match="tcp://127.0.0.1:1 does not answer: start it .* leave that setting empty"):
        events(place=Cluster(NOBODY))


def test_workers_with_another_library_are_refused_before_any_work(two_workers, monkeypatch):
    other = {**alike.facts(), "NumPy": "1.0"}
    monkeypatch.setattr(cluster, "facts", lambda: other)
    with pytest.raises(WorkersError, match=r"Dask worker tcp://\S+ has NumPy 2\S+, this machine 1\.0"):
        events(place=two_workers)


def test_a_worker_of_several_threads_is_refused():
    with pytest.raises(WorkersError, match="has 4 threads: start it with --nthreads 1"):
        on_worker.check_worker("tcp://10.0.0.9:1", (4, alike.facts()), alike.facts())
