"""The forms of an import: a file, what its columns hold, who is who."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django import forms

from predictor.imports.choosing import LARGEST_MAXIMUM, SMALLEST_MAXIMUM, Columns
from predictor.imports.core.mapping import Guess
from predictor.imports.core.people import Decision, How, Match
from predictor.imports.core.person import Person
from predictor.imports.core.table import Table
from predictor.imports.core.targets import DAY, field_of, targets_for
from predictor.imports.drafts import PLAIN, Draft
from predictor.models import Import
from predictor.problems import ImportUnclear
from studentperf.basics.uploads import most_said

KINDS = (
    (Import.Kind.STUDENTS, "Students: names, numbers, what stays the same about them, and marks if there are any"),
    (Import.Kind.INPUTS, "Marks or other entries of students who are in the class already"),
    (Import.Kind.OUTCOMES, "Results: what students really reached in what is predicted"),
)
SITTINGS = (("newest", "the newest counts"), ("best", "the best counts"))
DECIMALS = (("", "as the file shows"), (",", "a comma stands before decimals"), (".", "a point stands before decimals"))
# A page with more of them is not read; the next ones come once these are decided.
MOST_OPEN, MOST_LISTED, MOST_TOLD = 100, 300, 4


class UploadForm(forms.Form):
    kind = forms.ChoiceField(
        label="What is in the file", choices=KINDS, initial=Import.Kind.STUDENTS, widget=forms.RadioSelect
    )
    file = forms.FileField(
        label="File",
        help_text=f"CSV, Excel or OpenDocument (.xlsx, .xls, .ods), up to {most_said()}, as another system exports it.",
        error_messages={"required": "Choose a file.", "empty": "The file is empty.", "missing": "Choose a file."},
    )


class ReadingForm(forms.Form):
    """How the file is read as a whole, as far as there is a choice."""

    def __init__(self, draft: Draft, table: Table, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        layout = table.layout
        if table.other_sheets:
            self._add("sheet", "Sheet", [(name, name) for name in (table.sheet, *table.other_sheets)])
        if layout.format or draft.choices.get("format"):
            named = [(layout.format, f"an export of {layout.format_name}")] if layout.format else []
            again = [] if layout.format else [("", "whatever it looks like")]
            self._add("format", "Read as", [*named, (PLAIN, "a plain table"), *again], draft.choices.get("format"))
        if layout.tests and layout.tests.several:
            self._add("sittings", "Of several sittings", SITTINGS, layout.tests.rule)

    def _add(self, name: str, label: str, choices: Sequence[tuple[str, str]], now: str | None = None) -> None:
        self.fields[name] = forms.ChoiceField(label=label, choices=choices, initial=now, required=False)


class UnclearForm(forms.Form):
    """How a file is read that can be read in several ways."""

    LABELS = {"format": "This is an export of", "sheet": "The sheet that is read"}

    def __init__(self, unclear: ImportUnclear, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[unclear.what] = forms.ChoiceField(
            label=self.LABELS[unclear.what], choices=unclear.choices, widget=forms.RadioSelect
        )


class ColumnField(forms.ChoiceField):
    """What one column holds; the first rows and the reason of the guess stand beside it."""

    def __init__(self, guess: Guess, first: Sequence[str], why: str, **options: Any) -> None:
        super().__init__(label=guess.header or f"Column {guess.position + 1} (no header)", **options)
        self.position, self.first, self.why = guess.position, first, why


class ColumnsForm(forms.Form):
    def __init__(self, draft: Draft, guesses: Iterable[tuple[Guess, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = list(targets_for(draft.kind, draft.schema).items())
        for guess, why in guesses:
            target = field_of(draft.targets[guess.position], draft.schema)
            self.fields[f"column-{guess.position}"] = ColumnField(
                guess,
                [text for text in draft.table.first_texts(guess.position) if text],
                why,
                choices=choices,
                initial=draft.targets[guess.position],
            )
            if guess.position in draft.maxima or (target and target.is_number):
                self.fields[f"maximum-{guess.position}"] = _maximum_field(guess, draft)
        if draft.kind == "outcomes":
            self.fields["day"] = _day_field(draft)
        self.fields["decimal"] = forms.ChoiceField(
            label="Numbers such as 1,234",
            choices=DECIMALS,
            required=False,
            initial=draft.choices.get("decimal", ""),
        )

    def columns(self) -> Iterator[tuple[forms.BoundField, forms.BoundField | None]]:
        """Each with what it is out of, where that can be said."""
        for name in self.fields:
            if name.startswith("column-"):
                maximum = name.replace("column-", "maximum-")
                yield self[name], self[maximum] if maximum in self.fields else None

    def clean(self) -> None:
        if "day" in self.fields and not self.errors and not self.cleaned_data["day"] and DAY not in self._targets:
            self.add_error("day", "Say on which day these results were reached, or which column tells it.")

    @property
    def _targets(self) -> list[str]:
        return [self.cleaned_data[name] for name in self.fields if name.startswith("column-")]

    @property
    def chosen(self) -> Columns:
        data = self.cleaned_data
        told = {name.removeprefix("maximum-"): data[name] for name in self.fields if name.startswith("maximum-")}
        maxima = {int(place): maximum for place, maximum in told.items() if maximum}
        return Columns(targets=self._targets, decimal=data["decimal"], day=data.get("day"), maxima=maxima)


def _maximum_field(guess: Guess, draft: Draft) -> forms.FloatField:
    return forms.FloatField(
        label=f"{guess.header}: out of",
        required=False,
        min_value=SMALLEST_MAXIMUM,
        max_value=LARGEST_MAXIMUM,
        initial=_plain(draft.maxima.get(guess.position)),
        widget=forms.NumberInput(attrs={"step": "any", "placeholder": "as usual"}),
    )


def _plain(maximum: float | None) -> float | int | None:
    """20, not 20.0."""
    return int(maximum) if maximum is not None and maximum.is_integer() else maximum


def _day_field(draft: Draft) -> forms.DateField:
    return forms.DateField(
        label="Day of the results",
        required=False,
        initial=draft.day,
        help_text="Where no column tells it.",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class WhoField(forms.ChoiceField):
    """Who one row is about."""

    def __init__(self, match: Match, choices: list[tuple[str, str]], **options: Any) -> None:
        entry = match.entry
        label = ", ".join(part for part in (entry.name, entry.reference) if part) or "nobody"
        super().__init__(label=f"Row {entry.row}: {label}", choices=choices, required=False, **options)
        self.match = match


class TwiceField(forms.ChoiceField):
    """Which of several rows of one student counts."""

    def __init__(self, matches: Sequence[Match], choices: list[tuple[str, str]]) -> None:
        first = matches[0]
        name = first.person.name if first.person else first.entry.name or first.entry.reference
        super().__init__(label=name, choices=choices, required=False, widget=forms.RadioSelect)
        self.rows = [match.entry.row for match in matches]


class PeopleForm(forms.Form):
    """Everything that is open, up to a page; what is not answered stays open."""

    def __init__(self, draft: Draft, matches: Sequence[Match], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._takes_new, self._schema = draft.kind == "students", draft.schema
        shown = [match for match in matches if match.is_open and not match.entry.problems]
        for match in [match for match in shown if match.how is not How.TWICE][:MOST_OPEN]:
            choices = [("", "nobody has said yet"), *self._choices(match, draft.people)]
            initial = str(match.candidates[0].pk) if _is_proposed(match) else ""
            self.fields[f"row-{match.entry.row}"] = WhoField(match, choices, initial=initial)
        for group in _groups(match for match in shown if match.how is How.TWICE)[:MOST_OPEN]:
            self.fields[f"twice-{group[0].entry.row}"] = TwiceField(group, self._rows(group))
        asked = sum(len(field.rows) if isinstance(field, TwiceField) else 1 for field in self.fields.values())
        self.has_more = asked < len(shown)

    def _choices(self, match: Match, people: Sequence[Person]) -> Iterator[tuple[str, str]]:
        """Those who may be meant by their names first."""
        near = {person.pk for person in match.candidates}
        others = [person for person in people if person.pk not in near] if len(people) <= MOST_LISTED else []
        yield from ((str(person.pk), _called(person)) for person in match.candidates)
        if self._takes_new:
            yield "new", "a new student"
        yield "out", "leave this row out"
        yield from ((str(person.pk), _called(person)) for person in sorted(others, key=lambda one: one.name))

    def _rows(self, group: Sequence[Match]) -> list[tuple[str, str]]:
        choices = [(str(match.entry.row), f"row {match.entry.row} counts{self._told(match)}") for match in group]
        if self._takes_new and not group[0].person and not group[0].entry.reference:
            choices.append(("each", "each row is a student of their own"))
        return [*choices, ("none", "leave all of these rows out")]

    def _told(self, match: Match) -> str:
        told = [self._schema.field(slug).shown(value) for slug, value in match.entry.values.items()]
        return f": {', '.join(told[:MOST_TOLD])}" if told else ""

    def who(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith("row-")]

    def twice(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith("twice-")]

    @property
    def decisions(self) -> dict[int, Decision | None]:
        found: dict[int, Decision | None] = {}
        for name, field in self.fields.items():
            answer = self.cleaned_data.get(name)
            if answer and isinstance(field, TwiceField):
                found |= {row: _of_rows(answer, row) for row in field.rows}
            elif answer and isinstance(field, WhoField):
                found[field.match.entry.row] = answer if answer in ("new", "out") else int(answer)
        return found


def _is_proposed(match: Match) -> bool:
    """One student of the same name, and nobody else who may be meant: proposed, and stored once the page is sent."""
    return len(match.candidates) == 1 and match.is_called_like_the_first


def _of_rows(answer: str, row: int) -> Decision | None:
    if answer == "each":
        return "new"
    return None if answer == str(row) else "out"


def _called(person: Person) -> str:
    return f"{person.name} ({person.reference})" if person.reference else person.name


def _groups(matches: Iterable[Match]) -> list[list[Match]]:
    found: dict[tuple[int, ...], list[Match]] = defaultdict(list)
    for match in matches:
        found[match.others].append(match)
    return list(found.values())
