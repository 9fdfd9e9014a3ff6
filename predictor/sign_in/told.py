"""What an account's owner is told by mail: whoever took it over would change these first."""

from django.contrib.auth.models import User
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from predictor.sign_in import mails

# By the names that the library gives its mails.
OF_FACTORS = {
    "mfa/email/totp_activated": gettext_lazy("An app for codes was set up."),
    "mfa/email/totp_deactivated": gettext_lazy("The app for codes was taken away."),
    "mfa/email/webauthn_added": gettext_lazy("A passkey was set up."),
    "mfa/email/webauthn_removed": gettext_lazy("A passkey was taken away."),
    "mfa/email/recovery_codes_generated": gettext_lazy("New recovery codes were made; older ones no longer count."),
}


def of_factor(user: User, name: str) -> None:
    if what := OF_FACTORS.get(name):
        mails.tell_owner(user, str(what))


def of_address(user: User, before: str) -> None:
    """At the address that the account had."""
    if before and before != user.email:
        mails.tell_owner(user, _("The mail address of the account is another one now."), to=before)


class TellOwner:
    """Among Django's password validators because those are told of every new password, whoever sets it and where."""

    def validate(self, password: str, user: User | None = None) -> None:
        pass

    def password_changed(self, password: str, user: User) -> None:
        """Nobody who was never in can be surprised, and a new account has its first password then."""
        if user.last_login is not None:
            mails.tell_owner(user, _("The password was changed."))

    def get_help_text(self) -> str:
        return _("Whoever has the account gets a mail that the password was changed.")
