"""How people sign in, as settings: by a password, by the school's own account, with a second factor."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

from studentperf.basics import environment

ON_THIS_MACHINE = {"localhost", "127.0.0.1", "::1"}
# Of these anybody has an account, and addresses in it are what their owners wrote there.
OF_EVERYBODY = {"common", "organizations", "consumers"}
PROVIDER = "school"  # in addresses: what is registered with the provider stays valid when it is renamed


@dataclass(frozen=True, kw_only=True)
class Provider:
    """Where the school has its accounts. `tenants` and `domains` are who may come at all; empty is everybody.

    `owns_addresses`: mail addresses are given by the school, so that they are verified though no claim says so.
    """

    name: str
    server: str
    client_id: str
    secret: str
    tenants: frozenset[str] = frozenset()
    domains: frozenset[str] = frozenset()
    owns_addresses: bool = False


def provider(env: environ.Env) -> Provider | None:
    server = env.str("OIDC_SERVER", default="").strip().rstrip("/")
    if not server:
        return None
    found = Provider(
        name=env.str("OIDC_NAME", default="").strip() or "school account",
        server=_checked(server),
        client_id=env.str("OIDC_CLIENT_ID", default="").strip(),
        secret=env.str("OIDC_CLIENT_SECRET", default="").strip(),
        tenants=_names(env.str("OIDC_TENANTS", default="")),
        domains=_names(env.str("OIDC_DOMAINS", default="")),
        owns_addresses=environment.switch(env, "OIDC_OWNS_ADDRESSES"),
    )
    _refuse_nonsense(found)
    return found


def _names(text: str) -> frozenset[str]:
    return frozenset(name for part in text.split(",") if (name := part.strip().lower().lstrip("@")))


def _checked(server: str) -> str:
    parts = urlsplit(server)
    is_safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in ON_THIS_MACHINE)
    if not (is_safe and parts.hostname):
        raise ImproperlyConfigured(
            f"OIDC_SERVER must be an address such as https://accounts.google.com, not '{server}': without https "
            "anybody on the way could sign in as anybody"
        )
    return server


def _refuse_nonsense(found: Provider) -> None:
    if not (found.client_id and found.secret):
        raise ImproperlyConfigured(
            "OIDC_SERVER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET belong together: set all or none"
        )
    if found.owns_addresses and not (found.tenants or found.domains):
        raise ImproperlyConfigured(
            "OIDC_OWNS_ADDRESSES=true takes every address of the provider for verified: say whose they are by "
            "OIDC_TENANTS or OIDC_DOMAINS"
        )
    if found.owns_addresses and OF_EVERYBODY & set(urlsplit(found.server).path.lower().split("/")):
        raise ImproperlyConfigured(
            "OIDC_OWNS_ADDRESSES=true needs the address of your own tenant in OIDC_SERVER; at 'common' and its like "
            "anybody can enter any address"
        )


def is_possible(passwords: bool, found: Provider | None) -> None:
    if not passwords and found is None:
        raise ImproperlyConfigured(
            "PASSWORD_SIGN_IN=false needs a provider to sign in with: set OIDC_SERVER (docs/sign-in.md)"
        )


PASSWORDS: dict[str, Any] = {
    "AUTHENTICATION_BACKENDS": [
        "predictor.sign_in.backends.WherePasswordsCount",
        "axes.backends.AxesStandaloneBackend",
        "django.contrib.auth.backends.ModelBackend",
    ],
    "PASSWORD_HASHERS": [f"django.contrib.auth.hashers.{name}PasswordHasher" for name in ("Argon2", "PBKDF2")],
    "AUTH_PASSWORD_VALIDATORS": [
        *(
            {"NAME": f"django.contrib.auth.password_validation.{name}"}
            for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
        ),
        {"NAME": "predictor.api.authentication.tokens.EndWithPassword"},
        {"NAME": "predictor.sign_in.told.TellOwner"},
    ],
    "PASSWORD_RESET_TIMEOUT": 60 * 60,  # seconds
}
# Who signs in, and where failures are counted, is this product's; of the library come the steps and the protocols.
LIBRARY: dict[str, Any] = {
    "ACCOUNT_ADAPTER": "predictor.sign_in.adapters.AccountAdapter",
    "ACCOUNT_EMAIL_VERIFICATION": "none",  # addresses are entered by admins, or come with an invitation
    "ACCOUNT_LOGIN_METHODS": {"username"},
    "ACCOUNT_RATE_LIMITS": False,  # it counts in each process; predictor/access/limits.py counts for all
    "SOCIALACCOUNT_ADAPTER": "predictor.sign_in.adapters.ProviderAdapter",
    "SOCIALACCOUNT_LOGIN_ON_GET": True,
    "SOCIALACCOUNT_ONLY": False,
    "MFA_ADAPTER": "predictor.sign_in.adapters.FactorAdapter",
    "MFA_ALLOW_UNVERIFIED_EMAIL": True,
    "MFA_FORMS": {
        "activate_totp": "predictor.sign_in.second_factor.forms.SetUpApp",
        "add_webauthn": "predictor.sign_in.second_factor.passkeys.SetUpPasskey",
        "authenticate": "predictor.sign_in.second_factor.forms.Code",
        "authenticate_webauthn": "predictor.sign_in.second_factor.passkeys.Passkey",
        "login_webauthn": "predictor.sign_in.second_factor.passkeys.LogInByPasskey",
        "reauthenticate": "predictor.sign_in.second_factor.forms.CodeAgain",
        "reauthenticate_webauthn": "predictor.sign_in.second_factor.passkeys.PasskeyAgain",
    },
    "MFA_PASSKEY_LOGIN_ENABLED": True,
    "MFA_RATE_LIMITS": False,
    "MFA_SUPPORTED_TYPES": ["totp", "webauthn", "recovery_codes"],
    "MFA_TOTP_ISSUER": "studentperf",
    "MFA_TOTP_TOLERANCE": 1,
}
# A school has one address: pupils who guess must not lock out a teacher at a computer that the teacher uses.
GUESSES: dict[str, Any] = {
    "AXES_FAILURE_LIMIT": 10,
    # Without it everybody behind a proxy has the proxy's address, and a stranger could lock others out.
    "AXES_CLIENT_IP_CALLABLE": "studentperf.basics.visitors.address",
    "AXES_HANDLER": "predictor.access.devices.Guesses",
    "AXES_USERNAME_CALLABLE": "predictor.access.devices.counted_as",
    "AXES_LOCKOUT_PARAMETERS": "predictor.access.devices.counted_by",
    "AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT": False,
    # Failures are kept with what was sent; of the form for a new password nothing may be.
    "AXES_SENSITIVE_PARAMETERS": ["username", "ip_address", "old_password", "new_password1", "new_password2"],
    "AXES_RESET_ON_SUCCESS": True,
    "AXES_LOCKOUT_TEMPLATE": "access/locked.html",
}
