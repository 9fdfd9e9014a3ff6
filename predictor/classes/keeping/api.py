"""Classes through the years over the API: archiving, the next year, who teaches."""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from predictor import problems
from predictor.access.rights import Act
from predictor.api.documentation import MAY_CONFLICT
from predictor.api.fields import Id, Name, Strict, Text
from predictor.api.lists.listing import OLDEST_FIRST, Listing
from predictor.api.parsing import Request
from predictor.api.refusals import Refused, invalid
from predictor.api.resource import Resource
from predictor.classes.finding.listed import ClassroomSerializer, StudentSerializer
from predictor.classes.keeping import teachers, work
from predictor.classes.keeping.reads import classes_of
from predictor.models import Classroom, Student

MOST_STUDENTS = 10_000


class NextYearSerializer(Strict):
    name = Name(max_length=100, required=False, help_text="Of the class in the next year, where it is new.")
    into = Id(required=False, help_text="One of your classes instead, which records the same about its students.")
    students = serializers.ListField(
        child=Id(),
        allow_empty=False,
        max_length=MOST_STUDENTS,
        required=False,
        help_text="Who goes along; left out: everybody. The others stay in the class, which is archived.",
    )


class MoveSerializer(Strict):
    into = Id(help_text="One of your classes, which records the same about its students.")


class TeacherSerializer(serializers.Serializer):
    id = Id()
    username = serializers.CharField()


class NewTeacherSerializer(Strict):
    username = Text(max_length=150, help_text="Of an account that can log in.")


CLASSROOM, NEXT_YEAR, TEACHER = ClassroomSerializer(), NextYearSerializer(), TeacherSerializer()
NEW_TEACHER = NewTeacherSerializer()
CLASSROOMS = Listing(ClassroomSerializer, sorts=("id", "name", "created_at"), first=OLDEST_FIRST)
TEACHERS = Listing(TeacherSerializer, sorts=("id", "username"), first=OLDEST_FIRST)
MOVE, STUDENT = MoveSerializer(), StudentSerializer()


class ClassroomArchiving(Resource):
    @extend_schema(
        request=None,
        responses=ClassroomSerializer,
        summary="Archive a class",
        description="It stays readable. Results may still be entered; nothing else is added, changed or predicted.",
    )
    def post(self, request: Request, pk: int) -> Response:
        classroom = _classroom(request, pk, Act.ARCHIVE)
        work.archive(classroom)
        return Response(_show(classroom))

    @extend_schema(responses={200: ClassroomSerializer}, summary="Bring an archived class back")
    def delete(self, request: Request, pk: int) -> Response:
        classroom = _classroom(request, pk, Act.ARCHIVE)
        work.bring_back(classroom)
        return Response(_show(classroom))


class ClassroomNextYear(Resource):
    @extend_schema(
        request=NextYearSerializer,
        responses={201: ClassroomSerializer},
        extensions=MAY_CONFLICT,
        summary="Bring a class into the next year",
        description="A class of this name with the same teachers. Students go along with all that is known and was "
        "predicted; the class that they leave is archived.",
    )
    def post(self, request: Request, pk: int) -> Response:
        classroom = _classroom(request, pk, Act.ARCHIVE)
        content = NEXT_YEAR.run_validation(request.data)
        if ("name" in content) == ("into" in content):
            raise invalid({"name": _("Give a name for a new class, or say into which of your classes; not both.")})
        into = _open(request, content["into"], "into") if "into" in content else None
        try:
            following = work.into_next_year(
                classroom, name=content.get("name", ""), into=into, going=content.get("students")
            )
        except problems.ClassStays as error:
            raise Refused(409, "class_stays", str(error)) from error
        location = request.build_absolute_uri(f"/api/v1/classrooms/{following.pk}/")
        return Response(_show(following), status=201, headers={"Location": location})


class StudentMoving(Resource):
    @extend_schema(
        request=MoveSerializer,
        responses=StudentSerializer,
        extensions=MAY_CONFLICT,
        summary="Let a student change class",
        description="With all that is known and was predicted.",
    )
    def post(self, request: Request, pk: int) -> Response:
        rows = Student.objects.open_to(request.user, Act.ARCHIVE).select_related("classroom")
        student = get_object_or_404(rows, pk=pk)
        into = _open(request, MOVE.run_validation(request.data)["into"], "into")
        try:
            work.move_student(student, into)
        except problems.ClassStays as error:
            raise Refused(409, "class_stays", str(error)) from error
        return Response(STUDENT.to_representation(Student.objects.get(pk=pk)))


class StudentClassrooms(Resource):
    @extend_schema(
        parameters=[CLASSROOMS.query],
        operation_id="students_classrooms_list",
        responses=CLASSROOMS.answer,
        summary="Classes of yours that a student is in",
    )
    def get(self, request: Request, pk: int) -> Response:
        student = get_object_or_404(Student.objects.visible_to(request.user), pk=pk)
        keys = [place.classroom.pk for place in classes_of(student, request.user)]
        rows = Classroom.objects.filter(pk__in=keys).select_related("schema_version")
        return CLASSROOMS.page(request, rows, CLASSROOM.to_representation)

    @extend_schema(
        request=MoveSerializer,
        responses={201: ClassroomSerializer},
        extensions=MAY_CONFLICT,
        summary="Let a student be in one more class",
    )
    def post(self, request: Request, pk: int) -> Response:
        rows = Student.objects.open_to(request.user, Act.ARCHIVE).select_related("classroom")
        student = get_object_or_404(rows, pk=pk)
        into = _open(request, MOVE.run_validation(request.data)["into"], "into")
        try:
            work.add_to_class(student, into)
        except problems.ClassStays as error:
            raise Refused(409, "class_stays", str(error)) from error
        return Response(_show(into), status=201)


class StudentClassroom(Resource):
    @extend_schema(
        responses={204: None}, extensions=MAY_CONFLICT, summary="Let a student leave a class; no history is lost"
    )
    def delete(self, request: Request, pk: int, classroom: int) -> Response:
        student = get_object_or_404(Student.objects.visible_to(request.user).select_related("classroom"), pk=pk)
        try:
            work.leave_class(student, _classroom(request, classroom, Act.ARCHIVE))
        except problems.ClassStays as error:
            raise Refused(409, "class_stays", str(error)) from error
        return Response(status=204)


class ClassroomTeachers(Resource):
    @extend_schema(
        parameters=[TEACHERS.query],
        operation_id="classrooms_teachers_list",
        responses=TEACHERS.answer,
        summary="Who teaches a class",
    )
    def get(self, request: Request, pk: int) -> Response:
        rows = _classroom(request, pk, Act.SEE).teachers.all()
        return TEACHERS.page(request, rows, TEACHER.to_representation)

    @extend_schema(
        request=NewTeacherSerializer,
        responses={201: TeacherSerializer},
        extensions=MAY_CONFLICT,
        summary="Let a colleague teach it too",
    )
    def post(self, request: Request, pk: int) -> Response:
        classroom = _classroom(request, pk, Act.SHARE)
        content = NEW_TEACHER.run_validation(request.data)
        try:
            added = teachers.add_teacher(classroom, content["username"])
        except problems.ClassStays as error:
            raise Refused(409, "class_stays", str(error)) from error
        return Response(TEACHER.to_representation(added), status=201)


class ClassroomTeacher(Resource):
    @extend_schema(
        responses={204: None}, extensions=MAY_CONFLICT, summary="Let somebody not teach it any more; the last one stays"
    )
    def delete(self, request: Request, pk: int, teacher: int) -> Response:
        classroom = _classroom(request, pk, Act.SHARE)
        try:
            teachers.remove_teacher(classroom, get_object_or_404(classroom.teachers, pk=teacher))
        except problems.ClassStays as error:
            raise Refused(409, "class_stays", str(error)) from error
        return Response(status=204)


def _classroom(request: Request, pk: int, act: Act) -> Classroom:
    return get_object_or_404(Classroom.objects.open_to(request.user, act).select_related("schema_version"), pk=pk)


def _open(request: Request, pk: int, name: str) -> Classroom:
    """One that may take students in."""
    found = Classroom.objects.open_to(request.user, Act.CHANGE).filter(pk=pk).first()
    if found is None:
        raise invalid({name: _("You have no class %(pk)s.") % {"pk": pk}})
    return found


def _show(classroom: Classroom) -> dict[str, object]:
    row = Classroom.objects.select_related("schema_version").get(pk=classroom.pk)
    return dict(CLASSROOM.to_representation(row))
