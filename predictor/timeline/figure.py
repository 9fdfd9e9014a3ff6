"""The time line as a picture: a lane for entries, one per score with predictions and results."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mlcore.pipeline.schema import Field, Schema
from predictor.charts.scale import Scale, Tick, short_name
from predictor.timeline.events import Event, Kind
from predictor.timeline.times import TimeScale, time_scale
from predictor.timeline.words import field_of

# More marks beside each other cannot be told apart on a phone.
PLACES, HALF = 90, 0.5
LANE, PANEL, SUPPORT, FOOT = 44, 156, 34, 30
# More of them are in the table.
MOST_SUPPORTS = 8


@dataclass(frozen=True, kw_only=True)
class Told:
    """A prediction: its range as a bar and its value as a dot; `other` is a second question about the same score."""

    x: str
    low: str
    high: str
    value: str
    other: bool


@dataclass(frozen=True)
class At:
    x: str
    y: str = ""


@dataclass(frozen=True, kw_only=True)
class Panel:
    """One score."""

    label: str
    y: int
    told: tuple[Told, ...]
    reached: tuple[At, ...]
    levels: tuple[Tick, ...]


@dataclass(frozen=True, kw_only=True)
class Period:
    """A support, from its first day to its last or to today; the text begins or ends at `text_at`."""

    what: str
    y: int
    first: str
    last: str
    goes_on: bool
    text_at: str
    anchor: str


@dataclass(frozen=True, kw_only=True)
class Figure:
    title: str
    description: str
    entered: tuple[At, ...]
    panels: tuple[Panel, ...]
    periods: tuple[Period, ...]
    ticks: tuple[Tick, ...]
    height: int
    has_others: bool

    @property
    def axis_at(self) -> int:
        return self.height - 26


def figure(name: str, events: Sequence[Event], schema: Schema) -> Figure | None:
    """None without events."""
    if not events:
        return None
    supports = [event for event in events if event.kind is Kind.SUPPORTED]
    times = time_scale([event.moment for event in events] + [_end(event) for event in supports])
    panels = _panels(events, schema, times)
    periods = _periods(supports[:MOST_SUPPORTS], times, LANE + PANEL * len(panels))
    return Figure(
        title=_("What happened with %(name)s over time") % {"name": name},
        description=_description(events),
        entered=tuple(At(times.x(event.moment)) for event in _thinned(events, times, Kind.ENTERED)),
        panels=panels,
        periods=periods,
        ticks=times.ticks(),
        height=LANE + PANEL * len(panels) + SUPPORT * len(periods) + FOOT,
        has_others=any(told.other for panel in panels for told in panel.told),
    )


def _description(events: Iterable[Event]) -> str:
    found = Counter(event.kind for event in events)
    parts = [_counted(kind, found[kind]) for kind in reversed(list(Kind)) if found[kind]]
    return _("%(counts)s; of several at nearly one time the newest is drawn.") % {"counts": ", ".join(parts)}


def _counted(kind: Kind, count: int) -> str:
    said = {
        Kind.REACHED: ngettext("%(count)s result", "%(count)s results", count),
        Kind.PREDICTED: ngettext("%(count)s prediction", "%(count)s predictions", count),
        Kind.ENTERED: ngettext("%(count)s entry", "%(count)s entries", count),
        Kind.SUPPORTED: ngettext("%(count)s support", "%(count)s supports", count),
    }
    return said[kind] % {"count": count}


def _panels(events: Sequence[Event], schema: Schema, times: TimeScale) -> tuple[Panel, ...]:
    """In the order of the schema's questions."""
    fields = dict.fromkeys(schema.field(task.target) for task in schema.tasks)
    by_field = _by_field(events, schema)
    known = [field for field in fields if by_field.get(field.slug)]
    return tuple(_panel(field, by_field[field.slug], times, LANE + PANEL * at) for at, field in enumerate(known))


def _by_field(events: Iterable[Event], schema: Schema) -> Mapping[str, list[Event]]:
    found: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        if event.kind is Kind.PREDICTED and event.row.task.schema_version.name == schema.name:
            found[event.row.task.question.target].append(event)
        elif event.kind is Kind.REACHED and (field := field_of(event.row, schema)):
            found[field.slug].append(event)
    return found


def _panel(field: Field, events: Sequence[Event], times: TimeScale, y: int) -> Panel:
    scale = Scale(*field.bounds)
    told = _thinned(events, times, Kind.PREDICTED)
    first = min((event.row.task_id for event in told), default=0)
    reached = _thinned(events, times, Kind.REACHED)
    return Panel(
        label=field.label,
        y=y,
        told=tuple(_told(event, times, scale, other=event.row.task_id != first) for event in reversed(told)),
        reached=tuple(At(times.x(event.moment), scale.y(event.row.value)) for event in reached),
        levels=scale.levels(),
    )


def _told(event: Event, times: TimeScale, scale: Scale, *, other: bool) -> Told:
    row = event.row
    return Told(
        x=times.x(event.moment), low=scale.y(row.low80), high=scale.y(row.high80), value=scale.y(row.value), other=other
    )


def _end(event: Event) -> dt.datetime:
    """Of a support: the end of its last day, or now; one that begins later has no end yet."""
    if event.row.until_day is None:
        return max(timezone.now(), event.moment)
    return timezone.make_aware(dt.datetime.combine(event.row.until_day, dt.time.max))


def _periods(supports: Sequence[Event], times: TimeScale, y: int) -> tuple[Period, ...]:
    return tuple(_period(event, times, y + SUPPORT * at) for at, event in enumerate(reversed(supports)))


def _period(event: Event, times: TimeScale, y: int) -> Period:
    """The text stands where there is room for it."""
    first, last = times.x(event.moment), times.x(_end(event))
    on_the_right = times.share(event.moment) > HALF
    return Period(
        what=short_name(event.row.what),
        y=y,
        first=first,
        last=last,
        goes_on=event.row.until_day is None,
        text_at=last if on_the_right else first,
        anchor="end" if on_the_right else "start",
    )


def _thinned(events: Iterable[Event], times: TimeScale, kind: Kind) -> list[Event]:
    """Of a kind the newest of each question at each place that can be told from others; events are newest first."""
    found: dict[Hashable, Event] = {}
    for event in events:
        if event.kind is kind:
            about = getattr(event.row, "task_id", 0) if kind is Kind.PREDICTED else 0
            found.setdefault((about, round(times.share(event.moment) * PLACES)), event)
    return list(found.values())
