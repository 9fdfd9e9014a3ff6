"""Tokens that somebody makes for their programs on a page, where they are logged in with all that is asked of them."""

from collections.abc import Iterable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from predictor.access.rights import Act, may
from predictor.api.authentication import tokens
from predictor.api.refusals import Refused
from predictor.models.accounts.tokens import LONGEST_NAME, Scope
from predictor.texts import Words

if TYPE_CHECKING:
    from django.contrib.auth.models import User

OPENS = {
    Scope.READ: _("read what you see"),
    Scope.PREDICT: _("predict"),
    Scope.WRITE: _("change classes, students, entries and targets"),
    Scope.OUTCOMES: _("record results and support"),
    Scope.SENSITIVE: _("see and enter sensitive fields, as far as you do"),
    Scope.ADMIN: _("administer: data, trainings, models, people"),
}
AT_FIRST = [Scope.READ, Scope.PREDICT]


class ProgramForm(forms.Form):
    name = Words(label=_("What it is for"), max_length=LONGEST_NAME)

    def __init__(self, *args: Any, user: "User", **options: Any) -> None:
        super().__init__(*args, **options)
        offered = [(str(scope), said) for scope, said in OPENS.items() if _is_offered(scope, user)]
        self.fields["scopes"] = _scopes(offered)
        most = settings.API_TOKEN_DAYS
        self.fields["days"] = forms.IntegerField(
            label=_("Days until it ends"), min_value=1, max_value=most, initial=most
        )


def _scopes(offered: list[tuple[str, Any]]) -> forms.MultipleChoiceField:
    ticks, first = forms.CheckboxSelectMultiple, [str(scope) for scope in AT_FIRST]
    return forms.MultipleChoiceField(label=_("What it may do"), choices=offered, initial=first, widget=ticks)


def _is_offered(scope: Scope, user: "User") -> bool:
    """What only admins and data managers may do is no question for others."""
    return scope != Scope.ADMIN or bool(may(user, Act.TRAIN))


def begin(user: "User", form: ProgramForm) -> str:
    """The token; empty where there are too many with names, which the form then says."""
    asked = form.cleaned_data
    ends = timezone.now() + timedelta(days=asked["days"])
    try:
        return tokens.issue(user, asked["name"], asked["scopes"], ends)[0]
    except Refused as refusal:
        form.add_error("name", refusal.fields.get("name") or str(refusal.detail))
        return ""


def of(user: "User") -> Iterable[Any]:
    """The newest first; `opens` says what each may do."""
    rows = list(tokens.of(user))
    for row in rows:
        scopes = row.grant.scopes if hasattr(row, "grant") else list(Scope)
        row.opens = [OPENS[scope] for scope in Scope if scope in scopes]
        row.is_limited = len(scopes) < len(Scope)
    return rows


def end(user: "User", digest: str) -> None:
    """Of theirs alone; what was sent need be none, and no text that a database takes."""
    keys = [row.pk for row in tokens.of(user) if row.digest == digest]
    tokens.of(user).filter(pk__in=keys).delete()
