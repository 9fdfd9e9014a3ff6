"""Which kinds of work there are; what each does and says stands in a module of its own wing."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol, cast

from predictor.access.rights import Act
from predictor.models import Job

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from predictor.jobs.run import Run

MINUTE = 60


class Lane(StrEnum):
    """A worker runs one job of each lane at a time: nobody's few seconds wait behind an hour of training."""

    SHORT = "short"
    LONG = "long"


@dataclass(frozen=True)
class Outcome:
    """What came of a job, and the page that shows it."""

    sentence: str
    url: str = ""


@dataclass(frozen=True)
class Before:
    """What a job waits for, in words: 'the training that ada asked for at 10:12'; its number where it is a job."""

    said: str
    job: int | None = None


class Turns(Protocol):
    """The module that says which jobs of a kind take turns: those with the same value of an argument."""

    ARGUMENT: str

    def held(self) -> Collection[str]:
        """Values that somebody is at in this moment, also outside of jobs."""

    def waits_for(self, job: Job) -> Before | None:
        """Of a job that waits; None where it is its turn."""


class Work(Protocol):
    """The functions of the module of a kind."""

    def run(self, run: "Run", **arguments: Any) -> None:
        """Do it, up to `run.finish`. Raises Refused where it cannot be done."""

    def titles(self, jobs: Sequence[Job], viewer: "User") -> list[str]:
        """Of jobs of this kind, in their order: 'Training of Maths score'. They name nothing that the viewer may not
        see, or not any more."""

    def is_open(self, job: Job, viewer: "User") -> bool:
        """Whether they may read why it was refused."""

    def line(self, fact: Mapping[str, Any]) -> str:
        """One fact that `run.tell` was given, as a line."""

    def outcome(self, job: Job) -> Outcome:
        """Of a job that is done."""

    def given_up(self, job: Job) -> None:
        """Called in the transaction in which an attempt ended without a result, from another process."""


@dataclass(frozen=True, kw_only=True)
class Kind:
    """`silence` in seconds: how long a piece of work may take without a word until it counts as stuck. `attempts`: how
    often it may begin in all; an attempt that was let go because the worker was stopped is not counted. `turns` names
    the module of those whose jobs take turns. `quotes`: why one was refused may hold a cell of somebody's file.
    `needs`: what whoever asked must still be allowed when it begins; to which class, the work itself asks."""

    module: str
    lane: Lane
    silence: int
    attempts: int = 2
    turns: str = ""
    quotes: bool = False
    needs: Act | None = None

    @property
    def work(self) -> Work:
        return cast("Work", import_module(self.module))

    @property
    def taking_turns(self) -> Turns | None:
        return cast("Turns", import_module(self.turns)) if self.turns else None


KINDS: dict[str, Kind] = {
    "train": Kind(
        module="predictor.training.job",
        lane=Lane.LONG,
        silence=60 * MINUTE,
        turns="predictor.training.ordering.turns",
        needs=Act.TRAIN,
    ),
    "rehearse": Kind(module="predictor.rehearsal.job", lane=Lane.LONG, silence=30 * MINUTE, needs=Act.TRAIN),
    "policies": Kind(module="predictor.policies.job", lane=Lane.LONG, silence=30 * MINUTE, needs=Act.TRAIN),
    "forget": Kind(
        module="predictor.forgetting.rest.job",
        lane=Lane.LONG,
        silence=60 * MINUTE,
        turns="predictor.forgetting.rest.turns",
        needs=Act.FORGET,
    ),
    "report": Kind(module="predictor.sheets.job", lane=Lane.SHORT, silence=15 * MINUTE, needs=Act.EXPLORE),
    "preview": Kind(
        module="predictor.imports.previews.preview_job",
        lane=Lane.SHORT,
        silence=5 * MINUTE,
        quotes=True,
        needs=Act.CHANGE,
    ),
    "import": Kind(
        module="predictor.imports.previews.import_job",
        lane=Lane.SHORT,
        silence=5 * MINUTE,
        quotes=True,
        needs=Act.CHANGE,
    ),
    "file-predictions": Kind(
        module="predictor.file_predictions.job", lane=Lane.LONG, silence=5 * MINUTE, quotes=True, needs=Act.PREDICT
    ),
    "school-preview": Kind(
        module="predictor.oneroster.previews.preview_job",
        lane=Lane.SHORT,
        silence=10 * MINUTE,
        quotes=True,
        needs=Act.IMPORT_ROSTERS,
    ),
    "school-import": Kind(
        module="predictor.oneroster.previews.import_job",
        lane=Lane.SHORT,
        silence=10 * MINUTE,
        quotes=True,
        needs=Act.IMPORT_ROSTERS,
    ),
    "class-predictions": Kind(
        module="predictor.whole_class.job", lane=Lane.SHORT, silence=5 * MINUTE, needs=Act.PREDICT
    ),
}


def of_lanes(lanes: Collection[Lane]) -> list[str]:
    """Kinds that are done in these lanes."""
    return [name for name, kind in KINDS.items() if kind.lane in lanes]
