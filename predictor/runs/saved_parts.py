"""What was measured of one model, as lists to be saved: whatever its pages show, and no more."""

from collections.abc import Iterator, Sequence

from django.http import Http404

from mlcore.versions.stored import StoredRun
from predictor.access.requests import Request
from predictor.access.rights import Act, needs
from predictor.runs import candidate as candidates
from predictor.runs import importance as counting
from predictor.runs.asked import result_of, task_of, trained_run_of
from predictor.runs.groups import GroupTables
from predictor.runs.strongest import Strongest, strongest
from predictor.saving.shown import shown
from predictor.saving.table import SavedTable, named_after

GROUPS = ("Field", "Group", "Students", "Too high or too low", "Its interval", "Typical error", "Error's interval")
BANDS = ("Predicted", "Students", "Too high or too low on average")
CURVE = ("Students", "Learned from", "Unseen", "Best to worst part")
POINTS = ("Field", "Value", "Predicted", "95 % interval")


@needs(Act.READ_MODELS)
def groups(request: Request, slug: str, pk: int, candidate: str) -> SavedTable:
    run, result = result_of(task_of(slug), pk, candidate)
    return groups_list(candidate, candidates.page(run, result.in_full())["groups"])


def groups_list(name: str, found: GroupTables) -> SavedTable:
    """Of a candidate or a version; groups of few are not in it, as they are not on the page."""
    covered = (found.covered, "Held: interval") if found.covered else ()
    rows = [row[: len(GROUPS) + len(covered)] for row in _of_groups(found)]
    return shown(named_after("groups", name), "Groups", (*GROUPS, *covered), rows, words=("Group",))


def _of_groups(found: GroupTables) -> Iterator[Sequence[str]]:
    for table in found.tables:
        for row in table.rows:
            error, held = (row.error, row.error_interval), (row.covered, row.covered_interval)
            yield (table.field.label, row.group, row.n, row.bias, row.interval, *error, *held)


@needs(Act.READ_MODELS)
def bands(request: Request, slug: str, pk: int, candidate: str) -> SavedTable:
    """Students that the model had not seen, in parts by what was predicted."""
    run, result = result_of(task_of(slug), pk, candidate)
    found = candidates.held_out(result.in_full().measured.held_out_rows, run.target)
    rows = [(between, str(n), bias) for between, n, bias in found.bands] if found else []
    return shown(named_after("by-prediction", candidate), "By prediction", BANDS, rows)


@needs(Act.READ_MODELS)
def curve(request: Request, slug: str, pk: int, candidate: str) -> SavedTable:
    run, result = result_of(task_of(slug), pk, candidate)
    found = candidates.learning_curve(result.in_full().measured.learning_curve, run.target)
    rows = [(str(students), *others) for students, *others in found.rows] if found else []
    return shown(named_after("learning-curve", candidate), "More data", CURVE, rows)


@needs(Act.READ_MODELS)
def settings(request: Request, slug: str, pk: int, candidate: str) -> SavedTable:
    """What was searched and chosen, then the best that was tried."""
    _, result = result_of(task_of(slug), pk, candidate)
    measured = result.in_full().measured
    rows = [(one.name, one.tried, one.chosen, "") for one in candidates.settings_of(measured)]
    rows += [(params, "", "", rmse) for params, rmse in candidates.search_of(measured).best]
    headings = ("Setting", "Tried", "Chosen", "RMSE")
    return shown(named_after("settings", candidate), "Settings", headings, rows, words=("Tried",))


@needs(Act.READ_MODELS)
def importance(request: Request, slug: str) -> SavedTable:
    run, most = _leaning(request, slug)
    unit = run.target.unit or "points"
    rows = [(one.field.label, one.standing, one.points, one.interval) for one in counting.importance(run, most.slugs)]
    headings = ("Field", "Standing", unit.capitalize(), "95 % interval")
    return shown(named_after("what-matters", slug), "What matters", headings, rows, words=("Standing",))


@needs(Act.READ_MODELS)
def dependence(request: Request, slug: str) -> SavedTable:
    """How predictions go with each field."""
    run, most = _leaning(request, slug)
    found = counting.dependences(run, most.slugs)
    rows = [(one.field.label, at.label, at.value, at.interval) for one in found for at in one.points]
    return shown(named_after("by-field", slug), "By field", POINTS, rows)


def _leaning(request: Request, slug: str) -> tuple[StoredRun, Strongest]:
    run = trained_run_of(request, task_of(slug))
    try:
        return run, strongest(run, request.GET.get("field", ""))
    except LookupError:
        raise Http404("The model of this run has no such field.") from None
