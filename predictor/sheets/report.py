"""Everything a report shows: the exploration for each target, and the leaderboard of each question's newest run."""

from dataclasses import dataclass

from mlcore.datasets.explorations import exploration_of
from mlcore.models import Dataset, Task, TrainingRun
from mlcore.pipeline.schema import Field, Schema
from mlcore.versions.stored import StoredRun
from predictor.charts.interval_marks import IntervalMark
from predictor.explore.choice import targets
from predictor.explore.figure import Figure
from predictor.explore.left_out import LeftOut, left_out
from predictor.explore.overview import Closeness, closeness, matrix_figure
from predictor.explore.page import Findings, findings_of, picture_of, seen_exploration
from predictor.explore.quality import quality_of
from predictor.explore.single import single_figures
from predictor.runs.leaderboard import Leaderboard, Line, leaderboard
from predictor.runs.reads import finished


@dataclass(frozen=True)
class BoardCell:
    shown: str
    interval: str
    mark: IntervalMark | None = None


@dataclass(frozen=True)
class BoardLine:
    label: str
    standing: str
    measured: tuple[BoardCell, ...]
    behind: BoardCell


@dataclass(frozen=True)
class TaskBoard:
    """`run` is None where nobody has trained the task; `elsewhere` names other data that it was trained on."""

    task: Task
    run: TrainingRun | None = None
    board: Leaderboard | None = None
    elsewhere: str = ""

    @property
    def columns(self) -> list[str]:
        """What was measured, then how far behind the winner: paper has room for these."""
        first = self.board.lines[0] if self.board else None
        return [column.label for column, _ in first.measured] + [first.behind[0].label] if first else []

    @property
    def lines(self) -> list[BoardLine]:
        return [_board_line(line) for line in self.board.lines] if self.board else []


@dataclass(frozen=True, kw_only=True)
class Section:
    target: Field
    findings: Findings
    lines: tuple[Closeness, ...]
    pictures: tuple[Figure, ...]
    boards: tuple[TaskBoard, ...]
    left_out: LeftOut | None = None

    @property
    def left_out_labels(self) -> str:
        return ", ".join(field.label for field in self.left_out.fields) if self.left_out else ""


@dataclass(frozen=True)
class Report:
    sections: tuple[Section, ...]
    matrix: Figure
    single: tuple[Figure, ...]
    quality: str


def report_of(dataset: Dataset, task: Task | None = None) -> Report:
    """For the target of one task, or for every target that a task of the schema asks for."""
    schema = dataset.schema_version.shown
    tasks, chosen = _tasks(schema, task), targets_of(dataset, task)
    first = seen_exploration(dataset, exploration_of(dataset, chosen[0].slug))
    return Report(
        sections=tuple(_section(dataset, schema, target, tasks) for target in chosen),
        matrix=matrix_figure(first, schema, "all"),
        single=tuple(single_figures(first, schema, "single")),
        quality=quality_of(dataset, first.summary),
    )


def targets_of(dataset: Dataset, task: Task | None) -> list[Field]:
    """The results that a report is about; the first of the schema, where no task asks for any."""
    schema = dataset.schema_version.shown
    asked = {question.target.slug for question in _tasks(schema, task)}
    return [target for target in targets(schema) if target.slug in asked] or list(targets(schema)[:1])


def _tasks(schema: Schema, task: Task | None) -> list[Task]:
    return [task] if task else list(Task.objects.filter(schema_version__name=schema.name))


def _section(dataset: Dataset, schema: Schema, target: Field, tasks: list[Task]) -> Section:
    exploration = seen_exploration(dataset, exploration_of(dataset, target.slug))
    lines = closeness(exploration, schema)
    return Section(
        target=target,
        findings=findings_of(exploration, schema),
        lines=tuple(lines),
        pictures=tuple(picture_of(exploration, schema, line.field, target.slug) for line in lines),
        boards=tuple(_board(task, dataset) for task in tasks if task.target.slug == target.slug),
        left_out=left_out(exploration, schema),
    )


def _board_line(line: Line) -> BoardLine:
    _, shown, interval = line.behind
    measured = tuple(BoardCell(cell.shown, cell.interval, cell.mark) for _, cell in line.measured)
    return BoardLine(line.result.label, line.standing, measured, BoardCell(shown, interval))


def _board(task: Task, dataset: Dataset) -> TaskBoard:
    """Of the newest run on these rows; without one, of the newest on any."""
    runs = finished(task)
    run = runs.filter(dataset=dataset).first() or runs.first()
    if run is None:
        return TaskBoard(task)
    elsewhere = "" if run.dataset_id == dataset.pk else run.dataset.name
    return TaskBoard(task, run, leaderboard(StoredRun.of(run), ""), elsewhere)
