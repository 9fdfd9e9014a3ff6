"""Forms for the next year and for who teaches."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from predictor.models import Classroom, Student
from predictor.texts import Name


class NextYearForm(forms.Form):
    """Everybody goes along until somebody says otherwise."""

    into = forms.ModelChoiceField(
        Classroom.objects.none(),
        required=False,
        label=gettext_lazy("Into"),
        empty_label=gettext_lazy("A new class, called as below"),
    )
    name = Name(label=gettext_lazy("Name of the new class"), max_length=100, required=False)
    going = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Who goes along"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": gettext_lazy("Choose at least one student, or archive the class."),
            "invalid_choice": gettext_lazy("A student who was chosen is not in this class any more. Look again."),
        },
    )

    def __init__(self, students: Iterable[Student], classrooms: QuerySet[Classroom], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ModelChoiceField, self.fields["into"]).queryset = classrooms
        choices = [(student.pk, f"{student.name} {student.reference}".strip()) for student in students]
        cast(forms.ChoiceField, self.fields["going"]).choices = choices
        self.initial.setdefault("going", [key for key, _ in choices])

    def clean(self) -> None:
        if not self.errors and not self.cleaned_data["into"] and not self.cleaned_data["name"]:
            self.add_error("name", _("Give the new class a name, or choose one that is there."))


class ClassForm(forms.Form):
    into = forms.ModelChoiceField(Classroom.objects.none(), label=gettext_lazy("Class"), empty_label=None)

    def __init__(self, classrooms: QuerySet[Classroom], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ModelChoiceField, self.fields["into"]).queryset = classrooms


class TeacherForm(forms.Form):
    username = forms.CharField(
        label=gettext_lazy("Colleague's user name"),
        max_length=150,
        help_text=gettext_lazy("As they log in. They see and may do everything that you may do in this class."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )
