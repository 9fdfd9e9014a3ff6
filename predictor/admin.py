"""Django's admin for people's data. Whatever a service has rules for can be read there, never written."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import User
from django.db import models
from django.http import HttpRequest

from mlcore.admin import ReadOnlyAdmin
from predictor.access.rights import Act, may
from predictor.api import tokens
from predictor.models import (
    Classroom,
    Explanation,
    GradeBoundaries,
    Import,
    Job,
    Membership,
    Outcome,
    Prediction,
    Roster,
    Student,
    Submission,
    Target,
)
from predictor.models.scope import by_task, rows_about
from predictor.predicting import words
from predictor.roles import OF_ADMINS
from predictor.sign_in import told as owner
from predictor.texts import Name


class OpenedAdmin(ReadOnlyAdmin):
    """Rows about people: of these, those that a role opens to whoever entered, whatever Django's own rights say."""

    def get_queryset(self, request: HttpRequest) -> Any:
        return self.opened(super().get_queryset(request), request.user)

    def opened(self, rows: Any, user: Any) -> Any:
        return rows.visible_to(user)


admin.site.unregister(User)


@admin.register(User)
class AccountAdmin(UserAdmin):
    """Names and passwords. Roles, and who may sign in, are given on the page of people, with a reason."""

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> tuple[str, ...]:
        return (*super().get_readonly_fields(request, obj), "is_active", OF_ADMINS)

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        owner.of_address(obj, str(form.initial.get("email", "")))

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may(request.user, Act.GIVE_ROLES).allowed

    has_add_permission = has_change_permission = has_view_permission

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Of an admin only once somebody took the role: where it is taken, the last one stays."""
        return self.has_view_permission(request) and not (obj and may(obj, Act.GIVE_ROLES))


@admin.register(Classroom)
class ClassroomAdmin(admin.ModelAdmin):
    """Who teaches a class is decided here; it is deleted on its page, which waits for whoever writes about it."""

    formfield_overrides = {models.CharField: {"form_class": Name}}
    list_display = ("name", "schema_version", "created_at", "archived_at")
    search_fields = ("name",)
    filter_horizontal = ("teachers",)

    def get_readonly_fields(self, request: HttpRequest, obj: Classroom | None = None) -> tuple[str, ...]:
        # What is known about the students is written in the words of the schema.
        return ("created_at",) if obj is None else ("schema_version", "created_at")

    def get_queryset(self, request: HttpRequest) -> Any:
        rows: Any = super().get_queryset(request)
        return rows.open_to(request.user, Act.CHANGE)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Classroom | None:
        found = super().get_object(request, object_id, from_field)
        if found is None or request.method != "POST":
            return found
        return Classroom.objects.to_change().filter(pk=found.pk).first()


@admin.register(Student)
class StudentAdmin(OpenedAdmin):
    list_display = ("name", "reference", "classroom")
    list_select_related = ("classroom",)
    list_filter = ("classroom",)
    search_fields = ("name", "reference")


@admin.register(Membership)
class MembershipAdmin(OpenedAdmin):
    list_display = ("student", "classroom", "left_at")
    list_select_related = ("student", "classroom")

    def opened(self, rows: Any, user: Any) -> Any:
        return rows.filter(student__in=Student.objects.visible_to(user).values("pk"))


admin.site.unregister(tokens.get_token_model())


@admin.register(tokens.get_token_model())
class TokenAdmin(ReadOnlyAdmin):
    """Tokens are given for a password only; here they can be ended."""

    list_display = ("user", "created", "expiry")
    list_select_related = ("user",)
    search_fields = ("user__username",)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return admin.ModelAdmin.has_delete_permission(self, request, obj)


for model in (EmailAddress, SocialApp, SocialToken, SocialAccount, Authenticator):
    admin.site.unregister(model)


@admin.register(Authenticator)
class SecondFactorAdmin(ReadOnlyAdmin):
    """For whoever lost their phone it is taken away here; its secret is nobody's."""

    list_display = ("user", "type", "created_at", "last_used_at")
    list_select_related = ("user",)
    search_fields = ("user__username",)
    exclude = ("data",)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return admin.ModelAdmin.has_delete_permission(self, request, obj)


@admin.register(SocialAccount)
class SchoolAccountAdmin(ReadOnlyAdmin):
    list_display = ("user", "date_joined", "last_login")
    list_select_related = ("user",)
    search_fields = ("user__username",)
    exclude = ("extra_data",)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return admin.ModelAdmin.has_delete_permission(self, request, obj)


@admin.register(Submission)
class SubmissionAdmin(OpenedAdmin):
    list_display = ("id", "task", "student", "door", "made_by", "made_at")
    list_select_related = ("task", "student", "made_by")
    list_filter = ("task", "door")

    def opened(self, rows: Any, user: Any) -> Any:
        return rows.filter(rows_about(user, Act.SEE, by_task))


@admin.register(Prediction)
class PredictionAdmin(OpenedAdmin):
    list_display = (
        "id",
        "student",
        "task",
        "value",
        "low80",
        "high80",
        "model_version",
        "made_by",
        "made_at",
    )
    list_select_related = ("student", "task", "model_version__task", "made_by")
    list_filter = ("task",)
    exclude = ("warnings",)
    readonly_fields = ("warnings_in_words",)

    @admin.display(description="warnings")
    def warnings_in_words(self, prediction: Prediction) -> str:
        return " ".join(warning.message for warning in words.warnings(prediction))


@admin.register(Explanation)
class ExplanationAdmin(OpenedAdmin):
    list_display = ("prediction", "reference", "computed_at")

    def opened(self, rows: Any, user: Any) -> Any:
        return rows.filter(prediction__in=Prediction.objects.visible_to(user).values("pk"))


@admin.register(Target)
class TargetAdmin(OpenedAdmin):
    list_display = ("id", "student", "task", "score", "grade", "locked", "why", "made_by", "made_at")
    list_select_related = ("student", "task", "made_by")
    list_filter = ("task", "locked")


@admin.register(GradeBoundaries)
class GradeBoundariesAdmin(OpenedAdmin):
    list_display = ("schema_name", "field", "classroom", "valid_from", "made_by", "made_at")
    list_select_related = ("classroom", "made_by")
    list_filter = ("schema_name", "field")


@admin.register(Outcome)
class OutcomeAdmin(OpenedAdmin):
    list_display = ("id", "student", "field", "value", "day", "door", "made_by", "made_at")
    list_select_related = ("student", "made_by")
    list_filter = ("schema_name", "field", "door")


@admin.register(Import)
class ImportAdmin(OpenedAdmin):
    list_display = ("id", "classroom", "kind", "state", "file_name", "made_by", "made_at")
    list_select_related = ("classroom", "made_by")
    list_filter = ("kind", "state")

    def opened(self, rows: Any, user: Any) -> Any:
        return rows.open_to(user, Act.SEE)


@admin.register(Roster)
class RosterAdmin(OpenedAdmin):
    list_display = ("id", "state", "file_name", "made_by", "made_at")
    list_select_related = ("made_by",)
    list_filter = ("state",)

    def opened(self, rows: Any, user: Any) -> Any:
        return rows if may(user, Act.IMPORT_ROSTERS) else rows.none()


@admin.register(Job)
class JobAdmin(OpenedAdmin):
    list_display = ("id", "kind", "state", "percent", "asked_by", "asked_at", "attempts")
    list_select_related = ("asked_by",)
    list_filter = ("kind", "state")

    def opened(self, rows: Any, user: Any) -> Any:
        return rows.open_to(user, Act.FOLLOW_JOBS)
