"""Invitations over the API, for admins. The link is a key: it goes to the address by mail and is in no answer."""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from predictor.access.links import link
from predictor.access.permissions import needs
from predictor.access.rights import Act
from predictor.api.documentation import MAY_CONFLICT
from predictor.api.fields import Id, Strict
from predictor.api.lists.listing import Listing
from predictor.api.parsing import Request
from predictor.api.refusals import Refused, invalid
from predictor.api.resource import Resource
from predictor.models import Invitation
from predictor.roles import RoleName
from predictor.sign_in import mails
from predictor.sign_in.invitations import work
from predictor.sign_in.invitations.words import why

ROLES = [str(name) for name in RoleName]


class InvitationSerializer(serializers.Serializer):
    id = Id()
    address = serializers.CharField()
    roles = serializers.ListField(child=serializers.ChoiceField(ROLES), help_text="Given when it is answered.")
    state = serializers.ChoiceField([str(state) for state in Invitation.State], help_text="void: who invited may not.")
    invited_by = serializers.CharField(source="invited_by.username", default=None, allow_null=True)
    made_at = serializers.DateTimeField()
    sent_at = serializers.DateTimeField(allow_null=True, help_text="Null: the mail could not be sent; send it again.")
    ends_at = serializers.DateTimeField(source="ends")
    account = Id(source="accepted_by_id", allow_null=True, help_text="That was made of it.")


class NewInvitationSerializer(Strict):
    address = serializers.EmailField(max_length=254)
    roles = serializers.ListField(child=serializers.ChoiceField(ROLES), min_length=1, max_length=len(ROLES))


INVITATION, NEW = InvitationSerializer(), NewInvitationSerializer()
LIST = Listing(InvitationSerializer, sorts=("id", "address"), moments=("made_at", "sent_at"))


class InvitationList(Resource):
    permission_classes = needs(Act.GIVE_ROLES)

    @extend_schema(
        parameters=[LIST.query],
        operation_id="invitations_list",
        responses=LIST.answer,
        summary="Who was invited, newest first",
    )
    def get(self, request: Request) -> Response:
        rows = Invitation.objects.select_related("invited_by__standing")
        return LIST.page(request, rows, INVITATION.to_representation)

    @extend_schema(
        request=NewInvitationSerializer,
        responses={201: InvitationSerializer},
        extensions=MAY_CONFLICT,
        summary="Invite somebody by mail",
        description="Whoever was invited and did not answer gets another link; the one before ends.",
    )
    def post(self, request: Request) -> Response:
        _check_mail()
        asked = NEW.run_validation(request.data)
        try:
            made = work.invite(asked["address"], asked["roles"], request.user)
        except work.InvitationError as error:
            raise _refusal(error) from error
        return _sent(*made, status=201)


class InvitationDetail(Resource):
    permission_classes = needs(Act.GIVE_ROLES)

    @extend_schema(responses={204: None}, extensions=MAY_CONFLICT, summary="Withdraw an invitation: its link ends")
    def delete(self, request: Request, pk: int) -> Response:
        if not work.withdraw(get_object_or_404(Invitation, pk=pk)):
            raise _refusal(work.InvitationError("answered"))
        return Response(status=204)


class InvitationSending(Resource):
    permission_classes = needs(Act.GIVE_ROLES)

    @extend_schema(
        request=None,
        responses=InvitationSerializer,
        extensions=MAY_CONFLICT,
        summary="Send an invitation again, with another link",
    )
    def post(self, request: Request, pk: int) -> Response:
        _check_mail()
        try:
            made = work.invite_again(get_object_or_404(Invitation, pk=pk), request.user)
        except work.InvitationError as error:
            raise _refusal(error) from error
        return _sent(*made, status=200)


def _check_mail() -> None:
    if not mails.sends_mail():
        told = _("No mail is sent here, and an invitation is a key that no program is given: invite on the page.")
        raise Refused(409, "no_mail", told)


def _sent(invitation: Invitation, token: str, *, status: int) -> Response:
    if mails.send(mails.of_invitation(invitation, link("invitation", key=token))):
        work.note_sent(invitation)
    row = Invitation.objects.select_related("invited_by__standing").get(pk=invitation.pk)
    return Response(INVITATION.to_representation(row), status=status)


def _refusal(error: work.InvitationError) -> Refused:
    if error.what == "has_account":
        return invalid({"address": why(error)})
    return Refused(409, "invitation_stays", why(error))
