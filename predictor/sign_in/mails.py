"""Mails about signing in. A link in one is a key: it stands behind a question mark, which no log keeps."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from smtplib import SMTPException

import structlog
from django.conf import settings
from django.contrib.auth.models import User
from django.core.mail import EmailMessage
from django.utils import formats
from django.utils.translation import gettext as _

from predictor.access.links import link
from predictor.models import Invitation

logger = structlog.get_logger(__name__)
# Whoever asks for a new password must not see by the time it takes whether there is such an account.
LATER = ThreadPoolExecutor(max_workers=1, thread_name_prefix="mails")


def sends_mail() -> bool:
    return not settings.EMAIL_BACKEND.endswith("console.EmailBackend")


def send(message: EmailMessage) -> bool:
    """False where it could not be sent; why is in the log."""
    try:
        return bool(message.send())
    except (SMTPException, OSError) as error:
        logger.error("mail_not_sent", why=type(error).__name__)
        return False


def send_later(message: EmailMessage) -> None:
    LATER.submit(send, message)


def of_invitation(invitation: Invitation, where: str) -> EmailMessage:
    by = invitation.invited_by
    about = {
        "who": (by.get_full_name() or by.get_username()) if by else _("An admin"),
        "link": where,
        "ends": formats.date_format(invitation.ends, "DATE_FORMAT"),
    }
    body = _(
        "%(who)s invites you to studentperf, where your school predicts exam scores.\n\nOpen this link until %(ends)s "
        "to make your account. It works once, and only for you:\n\n%(link)s\n\nIf you do not know what this is about, "
        "throw this mail away: nothing happens then."
    )
    return EmailMessage(_("You are invited to studentperf"), body % about, to=[invitation.address])


def of_change(user: User, what: str) -> EmailMessage | None:
    """To the owner of an account, of something that opens it; None where there is no address."""
    if not user.email:
        return None
    about = {"what": what, "name": user.get_username(), "link": link("account")}
    body = _(
        "%(what)s\n\nIt is about the account %(name)s in studentperf. If it was you, or an admin whom you asked, there "
        "is nothing to do. If not, tell an admin at once, and look here where you are logged in:\n\n%(link)s"
    )
    return EmailMessage(_("Your account in studentperf was changed"), body % about, to=[user.email])


def tell_owner(user: User, what: str, to: str = "") -> None:
    """`to` is another address than the account's, such as the one that it had."""
    if message := of_change(user, what):
        message.to = [to or user.email]
        send_later(message)


def of_reset(address: str, links: Sequence[tuple[str, str]]) -> EmailMessage:
    """A link for each account with the address, by user name."""
    begin = _("Somebody, you probably, asked for a new password in studentperf. The link works once, within an hour.")
    each = [_("For %(name)s:\n%(link)s") % {"name": name, "link": where} for name, where in links]
    end = _("If it was not you, throw this mail away: the password stays as it is.")
    return EmailMessage(_("A new password for studentperf"), "\n\n".join([begin, *each, end]), to=[address])
