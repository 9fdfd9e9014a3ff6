"""What the history can be narrowed to; a list of few students is looked up first, because that plans better."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import django_filters
from django import forms
from django.contrib.auth.models import User
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mlcore.models import ModelVersion, Task
from predictor.access.questions import questions_for
from predictor.access.requests import Request
from predictor.found.asked import Asked, few
from predictor.found.asked import seen_by as asked_by
from predictor.history.pages import ORDERS, Order
from predictor.history.widgets import QuickSelect
from predictor.models import Classroom, Prediction, PredictionQuerySet, Student, StudentQuerySet
from predictor.roles import Act

FEW = 2000


def seen_by(user: User, *, current: bool = False) -> PredictionQuerySet:
    """The rows of `visible_to`, with the user's students looked up beforehand; `current`: without archived classes."""
    if not current:
        return Prediction.objects.open_to(user, Act.SEE, written=_few_or_all)
    current_ones = Student.objects.current_for(user).order_by().values("pk")
    return Prediction.objects.open_to(
        user, Act.SEE, written=lambda theirs: _few_or_all(theirs.filter(pk__in=current_ones))
    )


def named(user: User, text: str) -> StudentQuerySet:
    """Students whom the user sees, by name or number."""
    return Student.objects.visible_to(user).filter(Q(name__icontains=text) | Q(reference__iexact=text))


def _few_or_all(students: QuerySet[Student]) -> Any:
    # Over a million predictions a subquery that matches nobody costs 170 ms or more, an empty list nothing.
    ids = list(students.order_by().values_list("pk", flat=True)[: FEW + 1])
    return ids if len(ids) <= FEW else students.order_by().values("pk")


def _my_classes(request: Request | None) -> QuerySet[Classroom]:
    """Archived ones last."""
    rows = Classroom.objects.visible_to(request.user) if request else Classroom.objects.none()
    return rows.order_by(F("archived_at").desc(nulls_first=True), "name", "pk")


def _my_questions(request: Request | None) -> QuerySet[Task]:
    return questions_for(request.user) if request else Task.objects.none()


def _my_versions(request: Request | None) -> QuerySet[ModelVersion]:
    return ModelVersion.objects.filter(task__in=_my_questions(request)).select_related("task").newest_first()


class ClassChoice(django_filters.fields.ModelChoiceField):
    def label_from_instance(self, obj: Classroom) -> str:
        return _("%(classroom)s (archived)") % {"classroom": obj.name} if obj.archived_at else obj.name


class ClassFilter(django_filters.ModelChoiceFilter):
    field_class = ClassChoice


class VersionChoice(django_filters.fields.ModelChoiceField):
    def label_from_instance(self, obj: ModelVersion) -> str:
        return _("%(question)s: version %(number)s") % {"question": obj.task.label, "number": obj.number}


class VersionFilter(django_filters.ModelChoiceFilter):
    field_class = VersionChoice


class IdFilter(django_filters.NumberFilter):
    field_class = forms.IntegerField


class HistoryFilter(django_filters.FilterSet):
    student = django_filters.CharFilter(
        method="of_students", label=gettext_lazy("Student's name or number"), max_length=150
    )
    classroom = ClassFilter(
        queryset=_my_classes,
        method="of_classroom",
        label=gettext_lazy("Class"),
        empty_label=gettext_lazy("all classes"),
        widget=QuickSelect,
    )
    task = django_filters.ModelChoiceFilter(
        queryset=_my_questions, label=gettext_lazy("Question"), empty_label=gettext_lazy("all questions")
    )
    version = VersionFilter(
        queryset=_my_versions,
        field_name="model_version",
        label=gettext_lazy("Model version"),
        empty_label=gettext_lazy("all versions"),
        widget=QuickSelect,
    )
    since = django_filters.DateFilter(
        method="made_since",
        label=gettext_lazy("From"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    until = django_filters.DateFilter(
        method="made_until", label=gettext_lazy("To"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    sort = django_filters.ChoiceFilter(
        method="leave_as_is",
        label=gettext_lazy("Sorted"),
        choices=[(name, order.label) for name, order in ORDERS.items() if name != "newest"],
        empty_label=ORDERS["newest"].label,
    )
    student_id = IdFilter(
        field_name="student_id",
        min_value=1,
        max_value=2**63 - 1,
        widget=forms.HiddenInput(),
    )

    class Meta:
        model = Prediction
        fields: list[str] = []

    def of_students(self, predictions: QuerySet[Prediction], name: str, text: str) -> QuerySet[Prediction]:
        return predictions.filter(student__in=_few_or_all(named(self.request.user, text)))

    def of_classroom(self, predictions: QuerySet[Prediction], name: str, classroom: Classroom) -> QuerySet[Prediction]:
        return predictions.filter(student__in=_few_or_all(classroom.students.all()))

    def made_since(self, predictions: QuerySet[Prediction], name: str, day: dt.date) -> QuerySet[Prediction]:
        return predictions.filter(made_at__gte=_at(day, dt.time.min))

    def made_until(self, predictions: QuerySet[Prediction], name: str, day: dt.date) -> QuerySet[Prediction]:
        return predictions.filter(made_at__lte=_at(day, dt.time.max))

    def leave_as_is(self, predictions: QuerySet[Prediction], name: str, value: str) -> QuerySet[Prediction]:
        return predictions

    @property
    def asked(self) -> Asked | None:
        """The same for indexes, where that is said by few enough students, a version, a task and days."""
        told = self.form.cleaned_data
        asked, groups = asked_by(self.request.user), [few(rows) for rows in self._students(told)]
        if asked is None or None in groups:
            return None
        for students in groups:
            asked = asked.of_students(students or ())
        asked = asked.of_task(told["task"]) if told["task"] else asked
        asked = asked.of_version(told["version"]) if told["version"] else asked
        since, until = told["since"], told["until"]
        return replace(asked, since=since and _at(since, dt.time.min), until=until and _at(until, dt.time.max))

    def _students(self, told: Mapping[str, Any]) -> Iterator[StudentQuerySet]:
        """Those of each filter that names some."""
        if text := told["student"]:
            yield named(self.request.user, text)
        if told["classroom"]:
            yield told["classroom"].students
        if told["student_id"]:
            yield Student.objects.filter(pk=told["student_id"])

    @property
    def order(self) -> Order:
        return ORDERS[self.form.cleaned_data.get("sort") or "newest"]


def _at(day: dt.date, time: dt.time) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, time))
