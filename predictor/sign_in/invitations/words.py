"""Why somebody is not invited, or cannot answer, in words."""

from django.utils.translation import gettext as _

from predictor.sign_in.invitations.work import InvitationError


def why(error: InvitationError) -> str:
    return {
        "has_account": _("There is an account with this address already."),
        "answered": _("This invitation was answered or withdrawn already."),
        "name_taken": _("This name is taken. Choose another."),
        "ended": _("This invitation has ended. Ask for a new one."),
    }.get(error.what, _("Somebody else did the same at this moment. Look again."))
