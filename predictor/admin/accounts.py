"""Accounts, what they sign in with, and groups of Django's own rights."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.db.models import PROTECT
from django.http import HttpRequest
from django.utils.translation import gettext as _

from predictor.access.rights import Act, may
from predictor.api.authentication import tokens
from predictor.roles import OF_ADMINS
from predictor.sign_in import told as owner
from studentperf.basics.raw_tables.table import EndedHere, RawTable

for model in (
    User,
    Group,
    tokens.get_token_model(),
    EmailAddress,
    SocialApp,
    SocialToken,
    SocialAccount,
    Authenticator,
):
    admin.site.unregister(model)


@admin.register(Group)
class RightsAdmin(RawTable, GroupAdmin):
    listed_by = "name"


@admin.register(User)
class AccountAdmin(RawTable, UserAdmin):
    """Names and passwords. Roles, and who may sign in, are given on the page of people, with a reason."""

    listed_by = "username"

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

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Without reading all that somebody ever made, to say that for its sake they stay."""
        kept = [user.get_username() for user in objs if _made_something(user)]
        if not kept:
            return super().get_deleted_objects(objs, request)
        told = _("%(name)s made what is kept, and is shut out on the page of people instead of being deleted.")
        return [], {}, set(), [told % {"name": name} for name in kept]


def _made_something(user: User) -> bool:
    relations: Any = User._meta.get_fields(include_hidden=True)
    return any(
        relation.related_model._default_manager.filter(**{relation.field.name: user}).exists()
        for relation in relations
        if getattr(relation, "on_delete", None) is PROTECT
    )


@admin.register(tokens.get_token_model())
class TokenAdmin(EndedHere):
    """Tokens are given for a password only; here they can be ended."""

    list_display = ("user", "created", "expiry")
    list_select_related = ("user",)
    search_fields = ("user__username",)


@admin.register(Authenticator)
class SecondFactorAdmin(EndedHere):
    """For whoever lost their phone it is taken away here; its secret is nobody's."""

    list_display = ("user", "type", "created_at", "last_used_at")
    list_select_related = ("user",)
    search_fields = ("user__username",)
    exclude = ("data",)


@admin.register(SocialAccount)
class SchoolAccountAdmin(EndedHere):
    list_display = ("user", "date_joined", "last_login")
    list_select_related = ("user",)
    search_fields = ("user__username",)
    exclude = ("extra_data",)
