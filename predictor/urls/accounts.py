"""Addresses of signing in. The names that begin with account_, mfa_ and openid_connect_ are those by which the library
asks for them; what it offers beside (signing up, other addresses, other providers) has none here."""

from allauth.account.views import ReauthenticateView
from allauth.mfa.base.views import AuthenticateView, IndexView
from allauth.mfa.base.views import ReauthenticateView as CodeAgainView
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.views import (
    AddWebAuthnView,
    LoginWebAuthnView,
    ReauthenticateWebAuthnView,
    RemoveWebAuthnView,
)
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LogoutView
from django.urls import path

from predictor.sign_in import views
from predictor.sign_in.account import views as account
from predictor.sign_in.invitations import views as invitations
from predictor.sign_in.provider import views as provider
from predictor.sign_in.ways import views as ways
from studentperf.sign_in import PROVIDER

FACTORS = "sign_in/second_factor/"

urlpatterns = [
    path("login/", views.LogIn.as_view(), name="login"),
    path("login/", views.LogIn.as_view(), name="account_login"),
    path("login/code/", AuthenticateView.as_view(template_name=f"{FACTORS}code.html"), name="mfa_authenticate"),
    path("login/passkey/", login_not_required(LoginWebAuthnView.as_view()), name="mfa_login_webauthn"),
    path("login/link/", views.log_in_by_link, name="login-link"),
    path(f"login/{PROVIDER}/", provider.leave, {"provider_id": PROVIDER}, name="openid_connect_login"),
    path(f"login/{PROVIDER}/callback/", provider.come_back, {"provider_id": PROVIDER}, name="openid_connect_callback"),
    path("logout/", login_not_required(LogoutView.as_view()), name="logout"),
    path("logout/", login_not_required(LogoutView.as_view()), name="account_logout"),
    path("password/", views.ChangePassword.as_view(), name="password"),
    path("password/forgotten/", views.forgotten, name="password-forgotten"),
    path("password/sent/", views.sent, name="password-sent"),
    path("password/new/", views.new_password, name="password-new"),
    path("account/", account.account, name="account"),
    path("account/log-ins/end/", account.end, name="log-in-end"),
    path("account/tokens/", account.tokens, name="tokens"),
    path(
        "account/again/",
        ReauthenticateView.as_view(template_name="sign_in/second_factor/again.html"),
        name="account_reauthenticate",
    ),
    path("account/again/code/", CodeAgainView.as_view(template_name=f"{FACTORS}again.html"), name="mfa_reauthenticate"),
    path(
        "account/again/passkey/",
        ReauthenticateWebAuthnView.as_view(template_name=f"{FACTORS}again_passkey.html"),
        name="mfa_reauthenticate_webauthn",
    ),
    path("account/second-factor/", IndexView.as_view(template_name=f"{FACTORS}factors.html"), name="mfa_index"),
    path("account/second-factor/", IndexView.as_view(template_name=f"{FACTORS}factors.html"), name="mfa_list_webauthn"),
    path(
        "account/second-factor/app/",
        ActivateTOTPView.as_view(template_name=f"{FACTORS}app.html"),
        name="mfa_activate_totp",
    ),
    path(
        "account/second-factor/app/remove/",
        DeactivateTOTPView.as_view(template_name=f"{FACTORS}app_remove.html"),
        name="mfa_deactivate_totp",
    ),
    path(
        "account/second-factor/passkeys/new/",
        AddWebAuthnView.as_view(template_name=f"{FACTORS}passkey.html"),
        name="mfa_add_webauthn",
    ),
    path(
        "account/second-factor/passkeys/<int:pk>/remove/",
        RemoveWebAuthnView.as_view(template_name=f"{FACTORS}passkey_remove.html"),
        name="mfa_remove_webauthn",
    ),
    path(
        "account/second-factor/codes/",
        ViewRecoveryCodesView.as_view(template_name=f"{FACTORS}codes.html"),
        name="mfa_view_recovery_codes",
    ),
    path(
        "account/second-factor/codes/new/",
        GenerateRecoveryCodesView.as_view(template_name=f"{FACTORS}codes_new.html"),
        name="mfa_generate_recovery_codes",
    ),
    path("invitation/", invitations.answer, name="invitation"),
    path("people/<int:pk>/ways/", ways.ways, name="person-ways"),
    path("people/invitations/", invitations.invitations, name="invitations"),
    path("people/invitations/<int:pk>/again/", invitations.again, name="invitation-again"),
    path("people/invitations/<int:pk>/withdraw/", invitations.withdraw, name="invitation-withdraw"),
]
