"""Forms built from a schema; the schema alone decides what a value may be."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mlcore.pipeline.schema import MANY_INPUTS, Field, InvalidValue, Value, exact, written
from mlcore.pipeline.schema.answers import Refusal
from mlcore.words.names import opening, the
from mlcore.words.numbers import localised, typed
from mlcore.words.said import said
from predictor.figures import figure_input

NOT_KNOWN = ("", gettext_lazy("not known"))
# A form of more fields than this is cut into sections, and a field can be looked for.
MOST_ON_A_SHEET, IN_A_SECTION = MANY_INPUTS, 20


class AnswerField(forms.Field):
    """An input for one field of a schema. Empty means: not known."""

    def __init__(self, described: Field) -> None:
        super().__init__(required=False, label=described.label, help_text=_hint(described), widget=_widget(described))
        self.described = described

    def clean(self, value: Any) -> Value:
        try:
            return self.described.clean(typed(value) if self.described.is_number else value)
        except InvalidValue as refusal:
            raise forms.ValidationError(said(refusal.problem)) from refusal

    def prepare_value(self, value: Any) -> Any:
        # Sent again as it stands, it must give the stored value.
        return localised(exact(written(value))) if isinstance(value, int | float) else value


def _hint(field: Field) -> str:
    bounds = f"{opening(said(field.allowing))}." if field.is_number else ""
    return " ".join(part for part in (field.help, bounds) if part)


def _widget(field: Field) -> forms.Widget:
    if field.is_number:
        return figure_input(field)
    return forms.Select(choices=[NOT_KNOWN, *((choice, field.shown(choice)) for choice in field.choices)])


@dataclass(frozen=True)
class Section:
    """Neighbours in the schema, called by the first and the last of them."""

    key: str
    about: str
    fields: list[forms.BoundField]

    @property
    def label(self) -> str:
        first, last = self.fields[0].label, self.fields[-1].label
        return str(first) if len(self.fields) == 1 else _("%(first)s to %(last)s") % {"first": first, "last": last}

    @property
    def is_wrong(self) -> bool:
        return any(field.errors for field in self.fields)


def _parts(fields: list[forms.BoundField]) -> list[list[forms.BoundField]]:
    return [fields[start : start + IN_A_SECTION] for start in range(0, len(fields), IN_A_SECTION)]


class AnswersForm(forms.Form):
    """The fields that a task or a student asks for, in the schema's order."""

    # Without a prefix a field called 'name' would be sent as the student's name.
    prefix = "answer"

    def __init__(self, described: Iterable[Field], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.described = {field.slug: field for field in described}
        self.fields |= {slug: AnswerField(field) for slug, field in self.described.items()}

    def refuse(self, refusals: Mapping[str, Refusal]) -> None:
        """Show what was refused beside the field it is about, and above all fields where none is asked for it."""
        for slug, refusal in refusals.items():
            if isinstance(refusal, InvalidValue) and slug in self.fields:
                self.add_error(slug, said(refusal.problem))
            else:
                self.add_error(None, said(refusal))

    @property
    def is_long(self) -> bool:
        return len(self.described) > MOST_ON_A_SHEET

    def sections(self) -> list[Section]:
        """Of a long form: what belongs to the moment before what stays, each in parts that can be overseen."""
        moment, student = _parts(self.about_the_moment()), _parts(self.about_the_student())
        parts = [
            *((_("At this moment"), part) for part in moment),
            *((_("About the student"), part) for part in student),
        ]
        return [Section(f"part-{place}", *part) for place, part in enumerate(parts, start=1)]

    def about_the_student(self) -> list[forms.BoundField]:
        return self._about("student")

    def about_the_moment(self) -> list[forms.BoundField]:
        return self._about("moment")

    def _about(self, about: str) -> list[forms.BoundField]:
        return [self[slug] for slug, field in self.described.items() if field.about == about]


class OwnEstimateForm(forms.Form):
    """What whoever asks expects, typed before the model answers."""

    prefix = "own"

    def __init__(self, target: Field, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["estimate"] = AnswerField(target)
        self.fields["estimate"].label = _("Your own estimate of %(target)s") % {"target": the(target)}

    @property
    def value(self) -> float | None:
        value: float | None = self.cleaned_data["estimate"]
        return value
