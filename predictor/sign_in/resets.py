"""A new password for whoever forgot theirs: a mail to the address that an admin entered, never to another spelling."""

from django.contrib.auth.models import User

from predictor.access.limits import RESETS_OF_ADDRESS
from predictor.access.links import link
from predictor.sign_in import accounts, keys, mails


def ask(address: str) -> None:
    """Nothing tells whether a mail goes out, or how many did before."""
    may_send = RESETS_OF_ADDRESS.allows(address.lower())
    found = [user for user in accounts.of_address(address) if user.has_usable_password()]
    if found and may_send:
        links = [(user.get_username(), _link(user)) for user in found]
        mails.send_later(mails.of_reset(found[0].email, links))


def _link(user: User) -> str:
    return link("password-new", key=keys.make(keys.NEW_PASSWORD, user))
