"""Forms for roles, for shutting somebody out, and for a department."""

from typing import Any, cast

from django import forms
from django.contrib.auth.models import User
from django.utils.translation import gettext_lazy as _

from mlcore.models import Task
from predictor.access.people.departments import Made, heads_to_choose
from predictor.access.people.words import LABELS
from predictor.access.people.work import Asked
from predictor.models import Classroom, Department
from predictor.models.accounts.people import LONGEST_NAME, LONGEST_WHY
from predictor.roles import names_allowed, roles_of
from predictor.texts import Name, Words


class ReasonForm(forms.Form):
    reason = Words(label=_("Reason"), max_length=LONGEST_WHY, help_text=_("Kept with the change, for good."))


class RolesForm(forms.Form):
    roles = forms.MultipleChoiceField(
        label=_("Roles"), choices=list(LABELS.items()), required=False, widget=forms.CheckboxSelectMultiple
    )
    names = forms.BooleanField(
        label=_("As head of school they may see names"),
        required=False,
        help_text=_("Then every class opens with its students. Only with the role head of school."),
    )
    reason = Words(label=_("Reason"), max_length=LONGEST_WHY, help_text=_("Kept with the change, for good."))

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.update(roles=[str(role) for role in roles_of(user)], names=names_allowed(user))

    @property
    def asked(self) -> Asked:
        return Asked(roles=self.cleaned_data["roles"], names=self.cleaned_data["names"])


class SearchForm(forms.Form):
    q = forms.CharField(label=_("Name, user name or e-mail"), required=False, max_length=150)
    role = forms.ChoiceField(label=_("Role"), required=False, choices=[("", _("any")), *LABELS.items()])


class Heads(forms.ModelMultipleChoiceField):
    def label_from_instance(self, obj: User) -> str:
        name = obj.get_full_name()
        return f"{name} ({obj.get_username()})" if name else obj.get_username()


class DepartmentForm(forms.Form):
    name = Name(label=_("Name"), max_length=LONGEST_NAME)
    heads = Heads(
        User.objects.none(),
        label=_("Heads"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Whoever has the role head of department."),
    )
    classrooms = forms.ModelMultipleChoiceField(
        Classroom.objects.none(), label=_("Classes"), required=False, widget=forms.CheckboxSelectMultiple
    )
    tasks = forms.ModelMultipleChoiceField(
        Task.objects.none(),
        label=_("Questions"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("What is predicted, aimed at and reached in others is not shown to the heads."),
    )
    reason = Words(label=_("Reason"), max_length=LONGEST_WHY, help_text=_("Kept with the change, for good."))

    def __init__(self, department: Department | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = {"heads": heads_to_choose(), "classrooms": Classroom.objects.all(), "tasks": Task.objects.all()}
        for name, rows in choices.items():
            cast(forms.ModelMultipleChoiceField, self.fields[name]).queryset = rows
        if department is not None:
            chosen = {name: list(getattr(department, name).values_list("pk", flat=True)) for name in choices}
            self.initial.update(chosen, name=department.name)

    @property
    def made(self) -> Made:
        said = self.cleaned_data
        return Made(name=said["name"], heads=said["heads"], classrooms=said["classrooms"], tasks=said["tasks"])
