"""Work in the background over the API: how far it is, what came of it, and calling it off."""

from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from predictor.access.rights import Act
from predictor.api.documentation import MAY_CONFLICT
from predictor.api.fields import Id
from predictor.api.lists.listing import Listing
from predictor.api.lists.query import Query
from predictor.api.parsing import Request
from predictor.api.refusals import Refused
from predictor.api.resource import Resource
from predictor.jobs import reads, work
from predictor.jobs.kinds import KINDS
from predictor.models import Job, JobQuerySet
from predictor.problems import JobEnded


class JobLineSerializer(serializers.Serializer):
    at = serializers.DateTimeField(allow_null=True)
    text = serializers.CharField()


class JobSerializer(serializers.Serializer):
    id = Id()
    kind = serializers.CharField()
    state = serializers.ChoiceField(Job.State.choices)
    percent = serializers.IntegerField(min_value=0, max_value=100, help_text="Never goes back.")
    asked_by = serializers.CharField(source="asked_by.username", default=None, allow_null=True)
    asked_at = serializers.DateTimeField()
    started_at = serializers.DateTimeField(allow_null=True, help_text="When the last attempt began.")
    ended_at = serializers.DateTimeField(allow_null=True)
    attempts = serializers.IntegerField()
    cancel_asked_at = serializers.DateTimeField(allow_null=True)


class AskedJobSerializer(JobSerializer):
    url = serializers.URLField(help_text="Where to follow it.")


class ShownJobSerializer(JobSerializer):
    title = serializers.CharField()
    statement = serializers.CharField(help_text="How it stands, in a sentence; of one that failed, why.")
    remaining_seconds = serializers.IntegerField(allow_null=True, help_text="Null where nothing tells it.")
    lines = JobLineSerializer(many=True, help_text="The last of what it told on the way.")  # not for readers
    result = serializers.DictField(help_text="What came of it, by its kind; empty until it is done.")


class JobQuery(Query):
    state = serializers.ChoiceField(Job.State.choices, required=False)
    kind = serializers.ChoiceField(sorted(KINDS), required=False)


JOB, ASKED = JobSerializer(), AskedJobSerializer()
LIST = Listing(
    JobSerializer,
    JobQuery,
    lookups={"state": "state", "kind": "kind"},
    sorts=("id", "started_at"),
    moments=("asked_at", "ended_at"),
)


def asked(request: Request, job: Job) -> Response:
    """The answer to whoever asked for work in the background."""
    job.url = url = request.build_absolute_uri(f"/api/v1/jobs/{job.pk}/")  # type: ignore[attr-defined]  # what the answer has beyond the job
    return Response(ASKED.to_representation(job), status=202, headers={"Location": url})


class JobList(Resource):
    @extend_schema(
        parameters=[LIST.query],
        operation_id="jobs_list",
        responses=LIST.answer,
        summary="Work in the background that you asked for, newest first; of an admin, everybody's",
    )
    def get(self, request: Request) -> Response:
        return LIST.page(request, _open_to(request), JOB.to_representation)


class JobDetail(Resource):
    @extend_schema(responses=ShownJobSerializer, summary="One job: how far it is and what came of it")
    def get(self, request: Request, pk: int) -> Response:
        return Response(_show(get_object_or_404(_open_to(request), pk=pk), request))


class JobCancellation(Resource):
    @extend_schema(
        request=None,
        responses=ShownJobSerializer,
        extensions=MAY_CONFLICT,
        summary="Call a job off",
        description="One that waits is cancelled at once, one that runs within two seconds; nothing of it is stored.",
    )
    def post(self, request: Request, pk: int) -> Response:
        job = get_object_or_404(_open_to(request), pk=pk)
        try:
            return Response(_show(work.cancel(job), request))
        except JobEnded as error:
            raise Refused(409, "job_ended", str(error)) from error


def _open_to(request: Request) -> JobQuerySet:
    return Job.objects.open_to(request.user, Act.FOLLOW_JOBS).select_related("asked_by")


def _show(job: Job, request: Request) -> dict[str, Any]:
    shown = reads.shown(job, request.user)
    return JOB.to_representation(job) | {
        "title": shown.title,
        "statement": shown.statement,
        "remaining_seconds": None if shown.remaining is None else round(shown.remaining.total_seconds()),
        "lines": JobLineSerializer(shown.lines, many=True).data,
        "result": job.result,
    }
