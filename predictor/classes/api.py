"""Classes and students of the person who asks."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from mlcore.models import SchemaVersion
from mlcore.words.said import said
from predictor import problems
from predictor.access.permissions import needs
from predictor.access.rights import Act
from predictor.access.seen.classes import classes_known_to
from predictor.access_log.record import seen
from predictor.api.documentation import MAY_CONFLICT
from predictor.api.fields import Id, Name, Strict, Text, Values
from predictor.api.lists.query import wants
from predictor.api.parsing import Request
from predictor.api.refusals import invalid
from predictor.api.resource import Resource
from predictor.classes import work
from predictor.classes.finding.listed import CLASSROOMS, STUDENTS, ClassroomSerializer, StudentSerializer
from predictor.classes.finding.reads import find
from predictor.models import Classroom, ClassroomQuerySet, Student, StudentQuerySet


class ClassroomChangeSerializer(Strict):
    name = Name(max_length=100)


class NewClassroomSerializer(ClassroomChangeSerializer):
    schema = Text(max_length=50, help_text="Name of the schema in whose words its students are described, for good.")


class StudentChangeSerializer(Strict):
    name = Name(max_length=150, required=False)
    reference = Name(max_length=50, allow_blank=True, required=False, help_text="Once per class, where given.")
    known = Values(required=False, help_text="Fields of the class's schema; null: no longer known.")


class NewStudentSerializer(StudentChangeSerializer):
    classroom = Id()
    name = Name(max_length=150)


CLASSROOM, STUDENT = ClassroomSerializer(), StudentSerializer()
NEW_CLASSROOM, CLASSROOM_CHANGE = NewClassroomSerializer(), ClassroomChangeSerializer()
NEW_STUDENT, STUDENT_CHANGE = NewStudentSerializer(), StudentChangeSerializer()


class ClassroomList(Resource):
    def get_permissions(self) -> list[Any]:
        return [one() for one in (needs(Act.ADD_CLASS) if self.request.method == "POST" else self.permission_classes)]

    @extend_schema(
        parameters=[CLASSROOMS.query],
        operation_id="classrooms_list",
        responses=CLASSROOMS.answer,
        summary="Your classes",
    )
    def get(self, request: Request) -> Response:
        query, rows = CLASSROOMS.asked(request), _classrooms(request, Act.SEE)
        chosen = rows.archived() if query["archived"] else rows.current()
        return CLASSROOMS.page(request, chosen, CLASSROOM.to_representation, query)

    @extend_schema(request=NewClassroomSerializer, responses={201: ClassroomSerializer}, summary="Add a class of yours")
    def post(self, request: Request) -> Response:
        asked = NEW_CLASSROOM.run_validation(request.data)
        made = work.create_class(name=asked["name"], schema_version=_schema(asked["schema"]), teacher=request.user)
        location = f"{request.build_absolute_uri(request.path)}{made.pk}/"
        return Response(CLASSROOM.to_representation(made), status=201, headers={"Location": location})


class ClassroomDetail(Resource):
    @extend_schema(responses=ClassroomSerializer, summary="One of your classes")
    def get(self, request: Request, pk: int) -> Response:
        return Response(CLASSROOM.to_representation(_classroom(request, pk, Act.SEE)))

    @extend_schema(
        request=ClassroomChangeSerializer,
        responses=ClassroomSerializer,
        extensions=MAY_CONFLICT,
        summary="Rename a class",
    )
    def patch(self, request: Request, pk: int) -> Response:
        classroom = _classroom(request, pk, Act.CHANGE)
        work.rename_class(classroom, CLASSROOM_CHANGE.run_validation(request.data)["name"])
        return Response(CLASSROOM.to_representation(classroom))

    @extend_schema(
        responses={204: None},
        summary="Delete a class",
        description="With its students, and everything that was entered, recorded and predicted for them, for good.",
    )
    def delete(self, request: Request, pk: int) -> Response:
        work.delete_class(_classroom(request, pk, Act.DELETE))
        return Response(status=204)


class StudentList(Resource):
    @extend_schema(
        parameters=[STUDENTS.query],
        operation_id="students_list",
        responses=STUDENTS.answer,
        summary="Students of your classes",
    )
    def get(self, request: Request) -> Response:
        query = STUDENTS.asked(request)
        rows = _asked(request, query).select_related("classroom").prefetch_related("classroom__schema_version")
        return STUDENTS.page_at_once(request, rows, partial(_listed, request, query), query)

    @extend_schema(
        request=NewStudentSerializer,
        responses={201: StudentSerializer},
        extensions=MAY_CONFLICT,
        summary="Add a student",
    )
    def post(self, request: Request) -> Response:
        content = NEW_STUDENT.run_validation(request.data)
        classroom = _classrooms(request, Act.CHANGE).filter(pk=content["classroom"]).first()
        if classroom is None:
            raise invalid({"classroom": _("You have no class %(pk)s.") % {"pk": content["classroom"]}})
        student = Student(classroom=classroom)
        _save(request, student, {name: value for name, value in content.items() if name != "classroom"})
        location = f"{request.build_absolute_uri()}{student.pk}/"
        return Response(_show(student, request), status=201, headers={"Location": location})


class StudentDetail(Resource):
    @extend_schema(responses=StudentSerializer, summary="One student")
    def get(self, request: Request, pk: int) -> Response:
        return Response(_show(get_object_or_404(_students(request, Act.SEE), pk=pk), request))

    @extend_schema(
        request=StudentChangeSerializer,
        responses=StudentSerializer,
        extensions=MAY_CONFLICT,
        summary="Change a student",
        description="What is not sent stays. Fields of `known` are changed one by one; null forgets one.",
    )
    def patch(self, request: Request, pk: int) -> Response:
        student = get_object_or_404(_students(request, Act.CHANGE), pk=pk)
        _save(request, student, STUDENT_CHANGE.run_validation(request.data))
        return Response(_show(student, request))

    @extend_schema(
        responses={204: None},
        summary="Delete a student",
        description="With everything that was entered, recorded and predicted for them, for good.",
    )
    def delete(self, request: Request, pk: int) -> Response:
        work.delete_student(get_object_or_404(_students(request, Act.DELETE), pk=pk))
        return Response(status=204)


def _show(student: Student, request: Request) -> dict[str, Any]:
    return _show_all([student], request)[0]


def _show_all(students: list[Student], request: Request) -> list[dict[str, Any]]:
    known = classes_known_to(request.user, students)
    return [STUDENT.to_representation(student) | {"classroom": known[student.pk].pk} for student in students]


def _listed(request: Request, query: Mapping[str, Any], rows: list[Student]) -> list[dict[str, Any]]:
    seen(request, [row.pk for row in rows])
    if not wants(query, "classroom"):
        return [STUDENT.to_representation(row) for row in rows]
    return _show_all(rows, request)


def _asked(request: Request, query: Mapping[str, Any]) -> StudentQuerySet:
    if "q" not in query and "classroom" not in query:
        return Student.objects.current_for(request.user)
    students = find(request.user, query["q"]) if "q" in query else Student.objects.visible_to(request.user)
    if "classroom" not in query:
        return students
    return students.in_classes(Classroom.objects.visible_to(request.user).filter(pk=query["classroom"]))


def _classrooms(request: Request, act: Act) -> ClassroomQuerySet:
    return Classroom.objects.open_to(request.user, act).select_related("schema_version")


def _classroom(request: Request, pk: int, act: Act) -> Classroom:
    return get_object_or_404(_classrooms(request, act), pk=pk)


def _schema(name: str) -> SchemaVersion:
    versions = {version.name: version for version in work.schemas_in_use().order_by("version")}
    if name not in versions:
        told = _("Nothing is predicted from a schema '%(name)s'; there are: %(names)s")
        there = ", ".join(versions) or _("none")
        raise invalid({"schema": told % {"name": name, "names": there}}, {"schema": {"choices": list(versions)}})
    return versions[name]


def _students(request: Request, act: Act) -> StudentQuerySet:
    return Student.objects.open_to(request.user, act).select_related("classroom__schema_version")


def _save(request: Request, student: Student, content: Mapping[str, Any]) -> None:
    try:
        work.save_student(student, **content, by=request.user)
    except problems.ReferenceTaken as error:
        raise invalid({"reference": str(error)}) from error
    except problems.InvalidAnswers as error:
        raise invalid({f"known.{slug}": said(found) for slug, found in error.refusals.items()}) from error
