"""What the library asks of this product: who may come, what is said, how secrets are kept."""

import base64
import hashlib
from typing import Any

import structlog
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp, SocialLogin
from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from predictor.models.accounts.factors import has_second_factor
from predictor.sign_in import told
from predictor.sign_in.sessions import note_browser
from studentperf.sign_in import PROVIDER

logger = structlog.get_logger(__name__)
BACKEND = "django.contrib.auth.backends.ModelBackend"
SAID = {
    "mfa/messages/totp_activated.txt": gettext_lazy("The app is set up: its codes are asked for at every log-in."),
    "mfa/messages/totp_deactivated.txt": gettext_lazy("The app is taken away."),
    "mfa/messages/webauthn_added.txt": gettext_lazy("The passkey is set up."),
    "mfa/messages/webauthn_removed.txt": gettext_lazy("The passkey is taken away."),
    "mfa/messages/recovery_codes_generated.txt": gettext_lazy(
        "Here are new recovery codes; older ones no longer count."
    ),
}


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def login(self, request: HttpRequest, user: Any) -> None:
        user.backend = BACKEND
        super().login(request, user)
        note_browser(request)

    def respond_user_inactive(self, request: HttpRequest, user: Any) -> HttpResponse:
        return render(request, "sign_in/refused.html", {"why": "inactive"}, status=403)

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *rest: Any, **named: Any
    ) -> None:
        """Of its messages those that we have words for; what stands on the page anyway is not said twice."""
        if text := named.get("message") or SAID.get(message_template or ""):
            messages.add_message(request, level, text)

    def send_notification_mail(self, template_prefix: str, user: Any, *rest: Any, **named: Any) -> None:
        """In our words, and by the address that an admin entered."""
        told.of_factor(user, template_prefix)

    def is_reauthentication_required(self, *, app: str, **named: Any) -> bool:
        """Whoever has neither a password that counts nor a second factor has nothing to show again."""
        user = context.request.user
        can = (settings.PASSWORD_SIGN_IN and user.has_usable_password()) or has_second_factor(user)
        return can and super().is_reauthentication_required(app=app, **named)

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        found = super().get_reauthentication_methods(user)
        return [method for method in found if settings.PASSWORD_SIGN_IN or method["id"] != "reauthenticate"]


class FactorAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": gettext_lazy("This code is not right, or was used already. Wait for the next one.")
    }

    def encrypt(self, text: str) -> str:
        """By the key of the installation: whoever holds a backup alone cannot make codes."""
        return _cipher(settings.SECRET_KEY).encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Empty, which no code fits, where it was kept under a key that is gone."""
        for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
            try:
                return _cipher(key).decrypt(encrypted_text.encode()).decode()
            except InvalidToken:
                continue
        return ""

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        return _("Passkey %(number)s") % {"number": user.authenticator_set.filter(type=type).count() + 1}

    def get_public_key_credential_user_entity(self, user: User) -> dict[str, Any]:
        return super().get_public_key_credential_user_entity(user) | {"display_name": user.get_username()}


def _cipher(key: str) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(b"second factors " + key.encode()).digest()))


class ProviderAdapter(DefaultSocialAccountAdapter):
    """One provider, said by the settings; none is kept in the database."""

    def list_apps(
        self, request: HttpRequest, provider: str | None = None, client_id: str | None = None
    ) -> list[SocialApp]:
        found = settings.OIDC
        if found is None or provider not in (None, PROVIDER, "openid_connect"):
            return []
        about = {"server_url": found.server, "oauth_pkce_enabled": True, "auth_params": {"prompt": "select_account"}}
        app = SocialApp(provider="openid_connect", provider_id=PROVIDER, name=found.name)
        app.client_id, app.secret, app.settings = found.client_id, found.secret, about
        return [app]

    def get_provider(self, request: HttpRequest, provider: str, client_id: str | None = None) -> Any:
        from predictor.sign_in.provider.protocol import SchoolProvider

        return SchoolProvider(request, app=self.get_app(request, provider=provider, client_id=client_id))

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def on_authentication_error(
        self, request: HttpRequest, provider: Any, *, exception: Exception | None = None, **named: Any
    ) -> None:
        """Also where somebody chose not to go on at the provider's."""
        logger.warning("sign_in_failed", why=type(exception).__name__ if exception else str(named.get("error")))
        raise ImmediateHttpResponse(
            render(request, "sign_in/refused.html", {"why": "failed", "provider": provider.name}, status=401)
        )

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        from predictor.sign_in.provider.matching import find_account

        find_account(request, sociallogin)
