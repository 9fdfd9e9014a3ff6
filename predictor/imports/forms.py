"""The forms of an import: a file, what its columns hold, who is who."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from predictor.days import check_day
from predictor.figures import Figure
from predictor.imports.choosing import LARGEST_MAXIMUM, SMALLEST_MAXIMUM, Columns
from predictor.imports.core.mapping import Guess
from predictor.imports.core.table import Table
from predictor.imports.core.targets import DAY, field_of, targets_for
from predictor.imports.drafts import PLAIN, Draft
from predictor.models import Import
from predictor.problems import ImportUnclear
from studentperf.basics.uploads import NO_FILE, most_said

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

KINDS = (
    (
        Import.Kind.STUDENTS,
        gettext_lazy("Students: names, numbers, what stays the same about them, and marks if there are any"),
    ),
    (Import.Kind.INPUTS, gettext_lazy("Marks or other entries of students who are in the class already")),
    (Import.Kind.OUTCOMES, gettext_lazy("Results: what students really reached in what is predicted")),
)
SITTINGS = (("newest", gettext_lazy("the newest counts")), ("best", gettext_lazy("the best counts")))
DECIMALS = (
    ("", gettext_lazy("as the file shows")),
    (",", gettext_lazy("a comma stands before decimals")),
    (".", gettext_lazy("a point stands before decimals")),
)


class UploadForm(forms.Form):
    kind = forms.ChoiceField(
        label=gettext_lazy("What is in the file"), choices=KINDS, initial=Import.Kind.STUDENTS, widget=forms.RadioSelect
    )
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=format_lazy(
            gettext_lazy("CSV, Excel or OpenDocument (.xlsx, .xls, .ods), up to {most}, as another system exports it."),
            most=most_said(),
        ),
        error_messages=NO_FILE,
    )


class ReadingForm(forms.Form):
    """How the file is read as a whole, as far as there is a choice."""

    def __init__(self, draft: Draft, table: Table, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        layout = table.layout
        if table.other_sheets:
            self._add("sheet", _("Sheet"), [(name, name) for name in (table.sheet, *table.other_sheets)])
        if layout.format or draft.choices.get("format"):
            named = (
                [(layout.format, _("an export of %(format)s") % {"format": layout.format_name})]
                if layout.format
                else []
            )
            again = [] if layout.format else [("", _("whatever it looks like"))]
            self._add(
                "format", _("Read as"), [*named, (PLAIN, _("a plain table")), *again], draft.choices.get("format")
            )
        if layout.tests and layout.tests.several:
            self._add("sittings", _("Of several sittings"), SITTINGS, layout.tests.rule)

    def _add(
        self, name: str, label: str, choices: "Sequence[tuple[str, StrOrPromise]]", now: str | None = None
    ) -> None:
        self.fields[name] = forms.ChoiceField(label=label, choices=choices, initial=now, required=False)


class UnclearForm(forms.Form):
    """How a file is read that can be read in several ways."""

    LABELS = {"format": gettext_lazy("This is an export of"), "sheet": gettext_lazy("The sheet that is read")}

    def __init__(self, unclear: ImportUnclear, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[unclear.what] = forms.ChoiceField(
            label=self.LABELS[unclear.what], choices=unclear.choices, widget=forms.RadioSelect
        )


class ColumnField(forms.ChoiceField):
    """What one column holds; the first rows and the reason of the guess stand beside it."""

    def __init__(self, guess: Guess, first: Sequence[str], why: str, **options: Any) -> None:
        super().__init__(
            label=guess.header or _("Column %(number)s (no header)") % {"number": guess.position + 1}, **options
        )
        self.position, self.first, self.why = guess.position, first, why


class ColumnsForm(forms.Form):
    def __init__(self, draft: Draft, guesses: Iterable[tuple[Guess, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = list(targets_for(draft.kind, draft.schema).items())
        for guess, why in guesses:
            now, first = draft.targets[guess.position], draft.table.first_texts(guess.position)
            self.fields[f"column-{guess.position}"] = ColumnField(
                guess, [text for text in first if text], why, choices=choices, initial=now
            )
            if guess.position in draft.maxima or ((target := field_of(now, draft.schema)) and target.is_number):
                self.fields[f"maximum-{guess.position}"] = _maximum_field(guess, draft)
        if draft.kind == "outcomes":
            self.fields["day"] = _day_field(draft)
        self.fields["decimal"] = _decimal_field(draft)

    def columns(self) -> Iterator[tuple[forms.BoundField, forms.BoundField | None]]:
        """Each with what it is out of, where that can be said."""
        for name in self.fields:
            if name.startswith("column-"):
                maximum = name.replace("column-", "maximum-")
                yield self[name], self[maximum] if maximum in self.fields else None

    def clean(self) -> None:
        if "day" in self.fields and not self.errors and not self.cleaned_data["day"] and DAY not in self._targets:
            self.add_error("day", _("Say on which day these results were reached, or which column tells it."))

    @property
    def _targets(self) -> list[str]:
        return [self.cleaned_data[name] for name in self.fields if name.startswith("column-")]

    @property
    def chosen(self) -> Columns:
        data = self.cleaned_data
        told = {name.removeprefix("maximum-"): data[name] for name in self.fields if name.startswith("maximum-")}
        maxima = {int(place): maximum for place, maximum in told.items() if maximum}
        return Columns(targets=self._targets, decimal=data["decimal"], day=data.get("day"), maxima=maxima)


def _decimal_field(draft: Draft) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Numbers such as 1,234"),
        choices=DECIMALS,
        required=False,
        initial=draft.choices.get("decimal", ""),
    )


def _maximum_field(guess: Guess, draft: Draft) -> Figure:
    return Figure(
        label=_("%(header)s: out of") % {"header": guess.header},
        required=False,
        min_value=SMALLEST_MAXIMUM,
        max_value=LARGEST_MAXIMUM,
        initial=_plain(draft.maxima.get(guess.position)),
        widget=forms.TextInput(attrs={"inputmode": "decimal", "placeholder": _("as usual")}),
    )


def _plain(maximum: float | None) -> float | int | None:
    """20, not 20.0."""
    return int(maximum) if maximum is not None and maximum.is_integer() else maximum


def _day_field(draft: Draft) -> forms.DateField:
    return forms.DateField(
        label=_("Day of the results"),
        required=False,
        initial=draft.day,
        validators=[check_day],
        help_text=_("Where no column tells it."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
