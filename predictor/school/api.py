"""All classes as totals over the API."""

from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from mlcore.models import Task
from predictor.access.permissions import needs
from predictor.access.rights import Act
from predictor.api.fields import Id
from predictor.api.lists.listing import Listing
from predictor.api.lists.query import Query
from predictor.api.parsing import Request
from predictor.api.refusals import invalid
from predictor.api.resource import Resource
from predictor.models import Classroom
from predictor.school.page import tasks_asked
from predictor.school.totals import ClassTotal, classes_asked, sizes_of, totals_of


class ClassTotalSerializer(serializers.Serializer):
    classroom = Id()
    name = serializers.CharField()
    students = serializers.IntegerField(
        allow_null=True, help_text="Null: too few, or it would give the number of a class with too few."
    )
    predicted = serializers.IntegerField(
        allow_null=True, help_text="Null: fewer than 10, all but fewer than 10, or hidden with the class."
    )
    mean = serializers.FloatField(allow_null=True, help_text="Expected, of at least 10 students.")
    mean_low = serializers.FloatField(allow_null=True, help_text="For 8 of 10 such classes it is from here …")
    mean_high = serializers.FloatField(allow_null=True, help_text="… to here.")
    passed = serializers.IntegerField(allow_null=True, help_text="Expected to reach the pass mark, where there is one.")
    results = serializers.IntegerField(allow_null=True, help_text="Results of the track record, whole blocks of 10.")
    inside_80 = serializers.FloatField(allow_null=True, help_text="The share of them inside their 80 % range.")
    mean_error = serializers.FloatField(allow_null=True)


class SchoolQuery(Query):
    task = serializers.SlugField(max_length=50, help_text="Slug of a task that is asked of a class.")


TOTAL = ClassTotalSerializer()
LIST = Listing(
    ClassTotalSerializer, SchoolQuery, sorts=("classroom", "name"), columns={"classroom": "id"}, first="classroom"
)


class SchoolTotals(Resource):
    permission_classes = needs(Act.SEE_TOTALS)

    @extend_schema(
        parameters=[LIST.query],
        operation_id="school_totals",
        responses=LIST.answer,
        summary="All classes of a task as totals",
        description="Nobody's name. What is of fewer than 10 students is null, and what would give it away.",
    )
    def get(self, request: Request) -> Response:
        query = LIST.asked(request)
        task = _task(query["task"])
        sizes = sizes_of(task)

        def shown(rows: list[Classroom]) -> list[dict[str, Any]]:
            return [_show(one) for one in totals_of(rows, task, sizes)]

        return LIST.page_at_once(request, classes_asked(task), shown, query)


def _task(slug: str) -> Task:
    tasks = {task.slug: task for task in tasks_asked()}
    if slug not in tasks:
        told = _("Task '%(slug)s' is asked of no class; there are: %(there)s")
        raise invalid({"task": told % {"slug": slug, "there": ", ".join(sorted(tasks))}})
    return tasks[slug]


def _show(one: ClassTotal) -> dict[str, Any]:
    expected, record = one.expected, one.record.record if one.record else None
    return TOTAL.to_representation(
        {
            "classroom": one.classroom.pk,
            "name": one.classroom.name,
            "students": one.students,
            "predicted": one.predicted,
            "mean": expected.mean.expected if expected else None,
            "mean_low": expected.mean.low if expected else None,
            "mean_high": expected.mean.high if expected else None,
            "passed": expected.passed.people if expected and expected.passed else None,
            "results": one.record.counted if one.record else None,
            "inside_80": record.inside[0].share.mean if record else None,
            "mean_error": record.error.mean if record else None,
        }
    )
