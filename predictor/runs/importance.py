"""What counts for a model: how much it leans on each field, and how its predictions follow it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mlcore.models import SchemaVersion
from mlcore.pipeline.results.diagnosis import Contrast, DependencePoint, Diagnosis, FieldDependence, FieldImportance
from mlcore.pipeline.schema import Field
from mlcore.versions.stored import StoredRun
from mlcore.words import diagnosis as words
from mlcore.words import importance as importance_words
from mlcore.words.groups import called
from mlcore.words.numbers import count, interval, signed, size, telling, trimmed
from predictor.charts import curves
from predictor.charts.interval_marks import IntervalMark, interval_mark, shared_scale
from predictor.charts.scale import Scale


def not_shown(inputs: Collection[str], schema_version: SchemaVersion) -> str:
    """How many inputs whoever reads may not see; empty where they see all."""
    hidden = sum(slug in schema_version.closed.see for slug in inputs)
    if not hidden:
        return ""
    told = ngettext(
        "The model uses %(count)s more field, which your role does not see.",
        "The model uses %(count)s more fields, which your role does not see.",
        hidden,
    )
    return told % {"count": count(hidden)}


@dataclass(frozen=True, kw_only=True)
class Importance:
    field: Field
    points: str
    interval: str
    mark: IntervalMark | None
    standing: str


@dataclass(frozen=True)
class Point:
    """The average prediction with the field set to one choice or number."""

    label: str
    value: str
    interval: str
    mark: IntervalMark | None


@dataclass(frozen=True, kw_only=True)
class Sides:
    """Two groups set against each other, in the data and in the model."""

    between: str = ""
    raw: str = ""
    raw_interval: str = ""
    own: str = ""
    own_interval: str = ""
    note: str = ""
    said: str = ""


@dataclass(frozen=True, kw_only=True)
class Dependence:
    """One field: choices as marks or a number as a curve; the plain difference beside; a note where signs differ."""

    field: Field
    points: list[Point]
    curve: curves.Curve | None
    described: str
    sides: Sides

    @property
    def key(self) -> str:
        """Begins the ids of its picture."""
        return f"curve-{self.field.slug}"

    @property
    def title(self) -> str:
        return _("Average prediction by %(field)s") % {"field": self.field.label}


def importance(run: StoredRun, fields: Collection[str] | None = None) -> list[Importance]:
    """Of these fields, or of all; largest first, empty for a run that did not measure it."""
    diagnosis = run.diagnosis
    if diagnosis is None:
        return []
    shown = [measured for measured in diagnosis.importance if fields is None or measured.field in fields]
    scale = shared_scale((measured.points for measured in shown), from_zero=True)
    extra = telling(max((abs(measured.points.mean) for measured in diagnosis.importance), default=0), run.target)
    return [_importance(measured, run, diagnosis, scale, extra) for measured in shown]


def _importance(
    measured: FieldImportance, run: StoredRun, diagnosis: Diagnosis, scale: Scale | None, extra: int
) -> Importance:
    return Importance(
        field=run.schema.field(measured.field),
        points=signed(measured.points.mean, run.target, extra),
        interval=interval(measured.points, run.target, extra),
        mark=interval_mark(measured.points, scale),
        standing=importance_words.standing(measured, diagnosis.out_of_fold.rmse),
    )


def summary(run: StoredRun) -> str:
    """The fields that count most, those that hardly count and those of which nothing can be said."""
    diagnosis = run.diagnosis
    if diagnosis is None:
        return ""
    return importance_words.summary(diagnosis.importance, diagnosis.out_of_fold.rmse, run.schema)


def shared(run: StoredRun) -> str:
    """That a small importance is no sign that a field tells nothing."""
    return importance_words.shared(run.diagnosis.together if run.diagnosis else None, run.schema)


def dependences(run: StoredRun, fields: Collection[str]) -> list[Dependence]:
    """Of these fields; those whose signs differ first, then in the order of the schema."""
    known = run.diagnosis.dependence if run.diagnosis else ()
    measured = [dependence for dependence in known if dependence.points and dependence.field in fields]
    by_kind: dict[bool, list[FieldDependence]] = {True: [], False: []}
    for dependence in measured:
        by_kind[run.schema.field(dependence.field).is_number].append(dependence)
    # Choices move a prediction less than numbers do, so each kind has an axis of its own.
    scales = {is_number: _scale(part) for is_number, part in by_kind.items() if part}
    pairs = [(dependence, run.schema.field(dependence.field)) for dependence in measured]
    shown = [_dependence(dependence, field, run.target, scales[field.is_number]) for dependence, field in pairs]
    return sorted(shown, key=lambda dependence: not dependence.sides.note)


def _scale(measured: Sequence[FieldDependence]) -> Scale:
    return curves.common_scale([point.value for dependence in measured for point in dependence.points])


def _dependence(measured: FieldDependence, field: Field, target: Field, scale: Scale) -> Dependence:
    points = [_point(point, field, target, scale) for point in measured.points]
    return Dependence(
        field=field,
        points=points,
        curve=_curve(measured.points, scale) if field.is_number and len(points) > 1 else None,
        described=_described(points[0], points[-1]),
        sides=_sides(measured.contrast, field, target) if measured.contrast else Sides(),
    )


def _sides(contrast: Contrast, field: Field, target: Field) -> Sides:
    opposite = contrast.opposite and contrast.raw_interval is not None
    return Sides(
        between=_between(contrast, field),
        raw=signed(contrast.raw, target),
        raw_interval=interval(contrast.raw_interval, target),
        own=signed(contrast.own.mean, target),
        own_interval=interval(contrast.own, target),
        note=words.opposite_signs(contrast, field, target) if opposite else "",
        said="" if opposite else words.same_signs(contrast, field, target),
    )


def _between(contrast: Contrast, field: Field) -> str:
    sides = {"higher": called(contrast.higher, field), "lower": called(contrast.lower, field)}
    groups = _("“%(higher)s” minus “%(lower)s”") % sides
    if not contrast.n_higher:
        return groups
    higher, lower = (count(n, in_tens=contrast.in_tens) for n in (contrast.n_higher, contrast.n_lower))
    return _("%(groups)s (%(higher)s and %(lower)s students)") % {"groups": groups, "higher": higher, "lower": lower}


def _point(point: DependencePoint, field: Field, target: Field, scale: Scale) -> Point:
    label = trimmed(point.at, field.decimals + 1) if isinstance(point.at, float | int) else field.shown(point.at)
    mark = interval_mark(point.value, scale)
    return Point(label, size(point.value.mean, target), interval(point.value, target), mark)


def _described(first: Point, last: Point) -> str:
    """A curve's two ends in words, for who does not see it."""
    template = _(
        "From %(first)s (%(first_interval)s) at %(start)s to %(last)s (%(last_interval)s) at %(end)s; the table below "
        "has every point."
    )
    ends = {"first": first.value, "first_interval": first.interval, "start": first.label}
    return template % (ends | {"last": last.value, "last_interval": last.interval, "end": last.label})


def _curve(points: Sequence[DependencePoint], scale: Scale) -> curves.Curve:
    values = [point.value for point in points]
    return curves.curve(
        [float(point.at) for point in points],
        [[value.mean for value in values]],
        [value.low for value in values],
        [value.high for value in values],
        upwards=scale,
    )
