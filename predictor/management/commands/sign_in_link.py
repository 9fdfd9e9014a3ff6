"""Print a link that logs one account in, once and within an hour: for when the provider is down, passwords are switched
off, or a phone is lost."""

from argparse import ArgumentParser
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError

from predictor.access.links import link
from predictor.sign_in import keys


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")
        parser.add_argument(
            "--forget-second-factors",
            action="store_true",
            help="take the app, the passkeys and the recovery codes of the account away as well",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(username=options["username"]).first()
        if user is None:
            raise CommandError(f"there is no account called '{options['username']}'")
        if not user.is_active:
            raise CommandError(f"the account '{options['username']}' is closed; open it first")
        if options["forget_second_factors"]:
            Authenticator.objects.filter(user=user).delete()
            self.stderr.write("Its second factors are forgotten.")
        self.stderr.write("Works once, within an hour.")
        self.stdout.write(link("login-link", key=keys.make(keys.LOG_IN, user)))
