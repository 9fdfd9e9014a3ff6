"""Accounts with their roles, and departments, over the API: for admins."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib.auth.models import User
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from mlcore.models import Task
from predictor.access.people import departments, reads, work
from predictor.access.people.departments import Made
from predictor.access.permissions import needs
from predictor.access.rights import Act
from predictor.api.documentation import MAY_CONFLICT
from predictor.api.fields import Flag, Id, Strict, Text
from predictor.api.lists.listing import OLDEST_FIRST, Listing
from predictor.api.lists.query import Query
from predictor.api.parsing import Request
from predictor.api.refusals import Refused, invalid
from predictor.api.resource import Resource
from predictor.models import Classroom, Department, RoleChange
from predictor.models.accounts.factors import with_second_factor
from predictor.models.accounts.people import LONGEST_NAME, LONGEST_WHY
from predictor.problems import DeletedMeanwhile, LastAdmin, RolesRefused
from predictor.roles import RoleName

ROLES = [str(name) for name in RoleName]
MOST = 1_000


class PersonSerializer(serializers.Serializer):
    id = Id()
    username = serializers.CharField()
    name = serializers.CharField()
    email = serializers.CharField()
    roles = serializers.ListField(child=serializers.ChoiceField(ROLES))
    names_allowed = serializers.BooleanField(help_text="Of a head of school: whether classes open with their students.")
    is_active = serializers.BooleanField(help_text="Whether they may sign in.")
    second_factor = serializers.BooleanField(help_text="Whether one is set up; recovery codes alone are none.")
    last_login = serializers.DateTimeField(allow_null=True)


class PersonChangeSerializer(Strict):
    roles = serializers.ListField(
        child=Text(max_length=30), max_length=len(ROLES), required=False, help_text="All that they have from now on."
    )
    names_allowed = Flag(required=False)
    is_active = Flag(required=False)
    reason = Text(max_length=LONGEST_WHY, help_text="Kept with the change, for good.")


class PeopleQuery(Query):
    q = serializers.CharField(max_length=reads.LONGEST, required=False, help_text="Name, user name or e-mail.")
    role = serializers.ChoiceField(ROLES, required=False)
    is_active = serializers.BooleanField(required=False, help_text="Those who may sign in, or the others.")


class RoleChangeSerializer(serializers.Serializer):
    id = Id()
    at = serializers.DateTimeField()
    who = serializers.CharField(help_text="Who changed it; empty where no person did.")
    why = serializers.CharField()
    before = serializers.JSONField()
    after = serializers.JSONField()


class DepartmentSerializer(serializers.Serializer):
    id = Id()
    name = serializers.CharField()
    heads = serializers.ListField(child=Id(), help_text="Accounts with the role head_of_department.")
    classrooms = serializers.ListField(child=Id())
    tasks = serializers.ListField(child=serializers.CharField(), help_text="Slugs; of others its heads see nothing.")


class NewDepartmentSerializer(Strict):
    name = Text(max_length=LONGEST_NAME)
    heads = serializers.ListField(child=Id(), max_length=MOST, default=list)
    classrooms = serializers.ListField(child=Id(), max_length=MOST, default=list)
    tasks = serializers.ListField(child=Text(max_length=50), max_length=MOST, default=list)
    reason = Text(max_length=LONGEST_WHY, help_text="Kept with the change, for good.")


PERSON, PERSON_CHANGE, CHANGE = PersonSerializer(), PersonChangeSerializer(), RoleChangeSerializer()
DEPARTMENT, NEW_DEPARTMENT = DepartmentSerializer(), NewDepartmentSerializer()
LIST = Listing(
    PersonSerializer,
    PeopleQuery,
    lookups={"is_active": "is_active"},
    sorts=("id", "username", "last_login"),
    first=OLDEST_FIRST,
)
CHANGES = Listing(RoleChangeSerializer, moments=("at",))
DEPARTMENTS = Listing(DepartmentSerializer, sorts=("id", "name"), first=OLDEST_FIRST)


class PeopleList(Resource):
    permission_classes = needs(Act.GIVE_ROLES)

    @extend_schema(
        parameters=[LIST.query],
        operation_id="people_list",
        responses=LIST.answer,
        summary="Accounts with their roles",
    )
    def get(self, request: Request) -> Response:
        query = LIST.asked(request)
        return LIST.page(request, reads.found(query.get("q", ""), query.get("role", "")), _person, query)


class PersonDetail(Resource):
    permission_classes = needs(Act.GIVE_ROLES)

    @extend_schema(responses=PersonSerializer, summary="One account with its roles")
    def get(self, request: Request, pk: int) -> Response:
        return Response(_person(_user(pk)))

    @extend_schema(
        request=PersonChangeSerializer,
        responses=PersonSerializer,
        extensions=MAY_CONFLICT,
        summary="Give roles and take them, or shut somebody out",
        description="What is not sent stays. The last admin who can sign in stays one.",
    )
    def patch(self, request: Request, pk: int) -> Response:
        user, content = _user(pk), PERSON_CHANGE.run_validation(request.data)
        _refusing(lambda: work.change(user, _asked(content), request.user, content["reason"]))
        return Response(_person(_user(pk)))


class PersonChanges(Resource):
    permission_classes = needs(Act.GIVE_ROLES)

    @extend_schema(
        parameters=[CHANGES.query],
        operation_id="people_changes_list",
        responses=CHANGES.answer,
        summary="What was given to an account and taken, newest first",
    )
    def get(self, request: Request, pk: int) -> Response:
        rows = RoleChange.objects.filter(account=_user(pk).pk)
        return CHANGES.page(request, rows, CHANGE.to_representation)


class DepartmentList(Resource):
    permission_classes = needs(Act.GIVE_ROLES)

    @extend_schema(
        parameters=[DEPARTMENTS.query],
        operation_id="departments_list",
        responses=DEPARTMENTS.answer,
        summary="Departments",
    )
    def get(self, request: Request) -> Response:
        return DEPARTMENTS.page(request, reads.departments(), _department)

    @extend_schema(
        request=NewDepartmentSerializer,
        responses={201: DepartmentSerializer},
        extensions=MAY_CONFLICT,
        summary="Add a department",
    )
    def post(self, request: Request) -> Response:
        content = NEW_DEPARTMENT.run_validation(request.data)
        row = _refusing(lambda: departments.add_department(_made(content), request.user, content["reason"]))
        return Response(_department(row), status=201)


class DepartmentDetail(Resource):
    permission_classes = needs(Act.GIVE_ROLES)

    @extend_schema(responses=DepartmentSerializer, summary="One department")
    def get(self, request: Request, pk: int) -> Response:
        return Response(_department(get_object_or_404(reads.departments(), pk=pk)))

    @extend_schema(
        request=NewDepartmentSerializer,
        responses=DepartmentSerializer,
        extensions=MAY_CONFLICT,
        summary="Change a department",
        description="It has what is sent from then on; what is left out it has no more.",
    )
    def put(self, request: Request, pk: int) -> Response:
        row, content = get_object_or_404(Department, pk=pk), NEW_DEPARTMENT.run_validation(request.data)
        _refusing(lambda: departments.change_department(row, _made(content), request.user, content["reason"]))
        return Response(_department(get_object_or_404(reads.departments(), pk=pk)))


def _user(pk: int) -> User:
    return get_object_or_404(with_second_factor(User.objects.select_related("standing")), pk=pk)


def _person(user: Any) -> dict[str, Any]:
    about = {"id": user.pk, "username": user.get_username(), "name": user.get_full_name(), "email": user.email}
    return PERSON.to_representation(about | work.facts_of(user) | _signing_in(user))


def _signing_in(user: Any) -> dict[str, Any]:
    return {"second_factor": user.second_factor, "last_login": user.last_login}


def _department(row: Department) -> dict[str, Any]:
    return DEPARTMENT.to_representation(
        {
            "id": row.pk,
            "name": row.name,
            "heads": sorted(user.pk for user in row.heads.all()),
            "classrooms": sorted(room.pk for room in row.classrooms.all()),
            "tasks": sorted(task.slug for task in row.tasks.all()),
        }
    )


def _asked(content: Mapping[str, Any]) -> work.Asked:
    return work.Asked(content.get("roles"), content.get("names_allowed"), content.get("is_active"))


def _made(content: Mapping[str, Any]) -> Made:
    return Made(
        name=content["name"],
        heads=_all(User.objects.select_related("standing"), "pk", content, "heads"),
        classrooms=_all(Classroom.objects.all(), "pk", content, "classrooms"),
        tasks=_all(Task.objects.all(), "slug", content, "tasks"),
    )


def _all(rows: Any, key: str, content: Mapping[str, Any], name: str) -> list[Any]:
    """Everything that is named; what is not there is refused."""
    found = {getattr(row, key): row for row in rows.filter(**{f"{key}__in": content[name]})}
    missing = [str(one) for one in content[name] if one not in found]
    if missing:
        raise invalid({name: _("There is no %(missing)s.") % {"missing": ", ".join(missing[:5])}})
    return list(found.values())


def _refusing(do: Callable[[], Any]) -> Any:
    try:
        return do()
    except LastAdmin as error:
        raise Refused(409, "last_admin", str(error)) from error
    except RolesRefused as error:
        raise invalid({error.about: str(error)}) from error
    except DeletedMeanwhile as error:
        raise Http404(str(error)) from error
