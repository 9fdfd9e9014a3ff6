"""The forms of a description: the file, the whole, and one per column."""

import math
from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mlcore.models import SchemaVersion
from mlcore.pipeline.describing.proposal import Proposal, ProposedColumn, Use
from mlcore.pipeline.files.formats import table
from mlcore.pipeline.schema import plain
from mlcore.pipeline.schema.checks import SLUG
from mlcore.pipeline.schema.spelling import tidy
from mlcore.words.numbers import localised
from predictor.classes.forms import SchemaChoice
from predictor.describing.changing import Changes, ColumnChange
from predictor.figures import Figure
from studentperf.basics.uploads import most_bytes, most_said

KINDS = [
    ("number", gettext_lazy("a number")),
    ("ordered", gettext_lazy("steps in an order")),
    ("category", gettext_lazy("one of several choices")),
    ("group", gettext_lazy("name of a class or school")),
    ("left out", gettext_lazy("leave it out")),  # not for readers
]
USES = [
    ("input", gettext_lazy("known before the result: use it")),
    ("audit", gettext_lazy("only look for whom a model errs")),
    ("kept", gettext_lazy("store it, do not use it")),
]
ABOUT = [
    ("student", gettext_lazy("the student, as long as nothing changes")),
    ("moment", gettext_lazy("a moment: asked for at each prediction")),
]
FORMATS = [("", gettext_lazy("as the file tells")), ("plain", gettext_lazy("no other system's"))] + [
    (one.slug, one.name) for one in table.FORMATS
]
DECIMALS = [
    ("", gettext_lazy("as the column tells")),
    (",", gettext_lazy("a little more than one")),
    (".", gettext_lazy("more than a thousand")),
]
READ_AS = ("format", "sheet", "decimal")
LONGEST_LABEL, LONGEST_CHOICES, LONGEST_UNIT = 80, 4_000, 20
# As many forms as fit into one page that a browser sends back.
COLUMNS_PER_PAGE = 100


class FileForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=format_lazy(
            gettext_lazy("A list, an export or a workbook as it comes: CSV, XLSX, XLS or ODS, up to {most}."),
            most=most_said(),
        ),
    )
    grows = SchemaChoice(
        SchemaVersion.objects.filter(tasks__isnull=False).distinct(),
        label=gettext_lazy("What it is"),
        required=False,
        empty_label=gettext_lazy("a file that is not described yet"),
        help_text=gettext_lazy(
            "A later file of something that is described already brings new rows, and perhaps new columns."
        ),
    )
    format = forms.ChoiceField(label=gettext_lazy("Whose export it is"), required=False, choices=FORMATS)
    sheet = forms.CharField(
        label=gettext_lazy("Sheet"),
        required=False,
        max_length=100,
        help_text=gettext_lazy("Of a workbook with several, where it is not the first."),
    )
    decimal = forms.ChoiceField(label=gettext_lazy("What 1,234 means"), required=False, choices=DECIMALS)

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > most_bytes():
            too_large = _(
                "The file is larger than %(most)s. Leave out rows or columns, or describe it on the server with "
                "manage.py describe."
            )
            raise forms.ValidationError(too_large % {"most": most_said()})
        return file

    @property
    def read_as(self) -> dict[str, str]:
        """What was said of how the file is to be read."""
        return {key: said for key in READ_AS if (said := self.cleaned_data[key])}

    @property
    def is_told(self) -> bool:
        """Whether something is said, or wrong, of what is folded away."""
        return self.is_bound and any(self[key].errors or self[key].data for key in READ_AS)


class WholeForm(forms.Form):
    label = forms.CharField(label=gettext_lazy("What it is called"), max_length=LONGEST_LABEL)
    name = forms.CharField(
        label=gettext_lazy("Short name"),
        max_length=40,
        help_text=gettext_lazy("Small letters, digits and -; commands and later versions know it by this name."),
    )
    result = forms.TypedChoiceField(label=gettext_lazy("The result that is predicted"), coerce=int, empty_value=None)

    def __init__(self, proposal: Proposal, data: Mapping[str, Any] | None = None) -> None:
        found = proposal.result
        initial = {"label": proposal.label, "name": proposal.name, "result": found.position if found else None}
        super().__init__(data, initial=initial)
        numbers = [column for column in proposal.taken if column.field and column.field.is_number]
        cast(forms.ChoiceField, self.fields["result"]).choices = [
            (c.position, c.field.label) for c in numbers if c.field
        ]
        # Without numbers one has to become some first.
        self.fields["result"].required = bool(numbers)

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if not SLUG.fullmatch(name):
            raise forms.ValidationError(_("Use small letters, digits and -, beginning with a letter."))
        return name


class ColumnForm(forms.Form):
    """What may be changed of one column; which facts there are depends on its kind."""

    kind = forms.ChoiceField(label=gettext_lazy("What it is"), choices=KINDS)
    use = forms.ChoiceField(label=gettext_lazy("What is done with it"), choices=USES, required=False)
    label = forms.CharField(label=gettext_lazy("What it is called"), max_length=LONGEST_LABEL)
    about = forms.ChoiceField(label=gettext_lazy("What it tells of"), choices=ABOUT)
    choices = forms.CharField(
        label=gettext_lazy("Choices"),
        max_length=LONGEST_CHOICES,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("One per line; where they are steps in an order, the least first."),
    )
    minimum = Figure(label=gettext_lazy("Smallest value"))
    maximum = Figure(label=gettext_lazy("Largest value"))
    unit = forms.CharField(label=gettext_lazy("Unit"), required=False, max_length=LONGEST_UNIT)
    sensitive = forms.BooleanField(label=gettext_lazy("Sensitive"), required=False)

    def __init__(self, column: ProposedColumn, data: Mapping[str, Any] | None = None) -> None:
        self.column = column
        super().__init__(data, initial=_initial(column), prefix=f"c{column.position}")
        for name in set(self.fields) - _facts_of(column):
            del self.fields[name]

    def clean_choices(self) -> tuple[str, ...]:
        lines = (tidy(line) for line in self.cleaned_data["choices"].splitlines())
        choices = tuple(line for line in lines if line)
        if len(choices) < 2 or len({choice.casefold() for choice in choices}) < len(choices):
            raise forms.ValidationError(_("List at least two choices, each of them once."))
        return choices

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        low, high = given.get("minimum"), given.get("maximum")
        if low is not None and high is not None and not (math.isfinite(high - low) and low < high):
            self.add_error("minimum", _("The smallest value must be below the largest."))
        return given

    @property
    def change(self) -> ColumnChange:
        given = dict(self.cleaned_data)
        kind, use = given.pop("kind"), cast(Use, given.pop("use", "") or "input")
        return ColumnChange(kind=kind, use=use, facts=given)


def changes_of(whole: WholeForm, columns: list[ColumnForm]) -> Changes:
    given = whole.cleaned_data
    by_place = {form.column.position: form.change for form in columns}
    return Changes(name=given["name"], label=given["label"], result=given["result"], columns=by_place)


def _facts_of(column: ProposedColumn) -> set[str]:
    field = column.field
    if field is None or not column.is_taken:
        return {"kind"}
    facts = {"kind", "label"}
    if field.is_cluster:
        return facts
    facts |= {"about", "sensitive"} | ({"use"} if column.use != "result" else set())
    return facts | ({"minimum", "maximum", "unit"} if field.is_number else {"choices"})


def _initial(column: ProposedColumn) -> dict[str, Any]:
    field = column.field
    if field is None:
        return {"kind": column.kind}
    facts = {name: getattr(field, name) for name in ("label", "unit", "about", "sensitive")}
    bounds = {"minimum": localised(plain(field.minimum)), "maximum": localised(plain(field.maximum))}
    return facts | bounds | {"kind": column.kind, "use": column.use, "choices": "\n".join(field.choices)}
