"""Classes and their students."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from predictor.access.rights import Act
from predictor.admin.opened import OpenedTable
from predictor.models import Classroom, Membership, Student
from predictor.texts import Name
from studentperf.basics.raw_tables.table import RawTable


@admin.register(Classroom)
class ClassroomAdmin(RawTable):
    """Who teaches a class is decided here; it is deleted on its page, which waits for whoever writes about it."""

    formfield_overrides = {models.CharField: {"form_class": Name}}
    list_display = ("name", "schema_version", "created_at", "archived_at")
    list_select_related = ("schema_version",)
    search_fields = ("name",)
    filter_horizontal = ("teachers",)

    def get_readonly_fields(self, request: HttpRequest, obj: Classroom | None = None) -> tuple[str, ...]:
        # What is known about the students is written in the words of the schema.
        return ("created_at",) if obj is None else ("schema_version", "created_at")

    def get_queryset(self, request: HttpRequest) -> Any:
        rows: Any = super().get_queryset(request)
        return rows.open_to(request.user, Act.CHANGE)

    def has_change_permission(self, request: HttpRequest, obj: Classroom | None = None) -> bool:
        return super().has_change_permission(request, obj) and not (obj and obj.archived_at)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Classroom | None:
        found = super().get_object(request, object_id, from_field)
        if found is None or request.method != "POST":
            return found
        return Classroom.objects.to_change().filter(pk=found.pk).first()


@admin.register(Student)
class StudentAdmin(OpenedTable):
    list_display = ("name", "reference", "classroom")
    list_select_related = ("classroom",)
    search_fields = ("name", "reference", "=classroom__name")


@admin.register(Membership)
class MembershipAdmin(OpenedTable):
    list_display = ("id", "student", "classroom", "left_at")
    list_select_related = ("student", "classroom")
    found_by = ("student", "classroom")

    def opened(self, rows: Any, user: Any) -> Any:
        return rows.filter(student__in=Student.objects.visible_to(user).values("pk"))
