"""Inviting, sending again, withdrawing, accepting. Only the hash of what is sent is kept, so sending again makes a new
link and ends the old one."""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils import timezone

from predictor.access.people.work import give_roles
from predictor.models import Invitation, Standing
from predictor.roles import RoleName
from predictor.sign_in import accounts

if TYPE_CHECKING:
    from predictor.models import InvitationQuerySet


class InvitationError(Exception):
    """Why it cannot be; `what` is for programs and tests."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


@transaction.atomic
def invite(address: str, given: Sequence[str], by: User) -> tuple[Invitation, str]:
    """The invitation and its token, which nobody can be told again. An address that was invited and did not answer has
    its invitation renewed. Raises InvitationError."""
    if accounts.of_address(address):
        raise InvitationError("has_account")
    token, said = (
        secrets.token_urlsafe(32),
        [str(name) for name in RoleName if name in given] or [str(RoleName.TEACHER)],
    )
    now = timezone.now()
    fresh = {"token_sha256": _hash(token), "ends": now + timedelta(days=settings.INVITATION_DAYS)}
    found = Invitation.objects.unanswered().select_for_update().filter(address__iexact=address).first()
    if found is None:
        return _new(address=address, roles=said, invited_by=by, **fresh), token
    Invitation.objects.filter(pk=found.pk).update(roles=said, invited_by=by, made_at=now, **fresh)
    found.refresh_from_db()
    return found, token


def _new(**told: object) -> Invitation:
    try:
        with transaction.atomic():
            return Invitation.objects.create(**told)
    except IntegrityError:
        raise InvitationError("at_once") from None


def invite_again(invitation: Invitation, by: User) -> tuple[Invitation, str]:
    """With the same roles. Raises InvitationError."""
    if invitation.state in (Invitation.State.ACCEPTED, Invitation.State.WITHDRAWN):
        raise InvitationError("answered")
    return invite(invitation.address, invitation.roles, by)


def note_sent(invitation: Invitation) -> None:
    Invitation.objects.filter(pk=invitation.pk).update(sent_at=timezone.now())


def withdraw(invitation: Invitation) -> bool:
    """False where it was answered meanwhile."""
    return bool(Invitation.objects.unanswered().filter(pk=invitation.pk).update(withdrawn_at=timezone.now()))


def of_token(token: str) -> Invitation | None:
    """An open one; looked up by a hash of the whole token, so the time it takes tells nothing about it."""
    return _that_counts(Invitation.objects.open().filter(token_sha256=_hash(token)).first())


def accept(token: str, username: str, password: str) -> User:
    """Raises InvitationError: it ended, or was accepted by somebody else at the same moment."""
    with transaction.atomic():
        invitation = _locked(Invitation.objects.filter(token_sha256=_hash(token)))
        if invitation is None:
            raise InvitationError("ended")
        return _open_account(invitation, username, password)


@transaction.atomic
def accept_of_address(address: str, name: str) -> User | None:
    """By somebody whose provider says that the address is theirs; None where it was not invited."""
    candidates = Invitation.objects.filter(address__iexact=address)
    invitation = _locked(candidates)
    if invitation is None or not accounts.is_same(invitation.address, address):
        return None
    return _open_account(invitation, accounts.free_name(name), None)


def _locked(rows: "InvitationQuerySet") -> Invitation | None:
    return _that_counts(rows.open().select_for_update().first())


def _that_counts(found: Invitation | None) -> Invitation | None:
    return found if found is not None and found.counts else None


def _open_account(invitation: Invitation, username: str, password: str | None) -> User:
    if accounts.of_address(invitation.address):
        raise InvitationError("has_account")
    try:
        with transaction.atomic():
            user = User.objects.create_user(username, invitation.address, password)
    except IntegrityError:
        raise InvitationError("name_taken") from None
    # Whoever has no row is a teacher; who was invited as something else never was.
    Standing.objects.create(user=user, roles=[])
    give_roles(user, invitation.roles, invitation.invited_by, "invited")
    Invitation.objects.filter(pk=invitation.pk).update(accepted_at=timezone.now(), accepted_by=user)
    return user


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
