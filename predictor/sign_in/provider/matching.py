"""Whose account a person of the provider has. Nobody else gets one: a stranger is told so, and leaves no row."""

from typing import Any, NoReturn

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.http import Http404, HttpRequest
from django.shortcuts import render

from predictor.sign_in import accounts
from predictor.sign_in.invitations.work import InvitationError, accept_of_address
from studentperf.sign_in import Provider


def find_account(request: HttpRequest, login: SocialLogin) -> None:
    """Ends with a login that has an account, or with a page that says why not."""
    claims: dict[str, Any] = login.claims
    if not _is_of_the_school(claims):
        _refuse(request, "elsewhere", claims)
    if login.is_existing:
        return
    if not _is_verified(claims):
        _refuse(request, "unverified", claims)
    _connect(request, login, claims)


@transaction.atomic
def _connect(request: HttpRequest, login: SocialLogin, claims: dict[str, Any]) -> None:
    found = accounts.of_address(claims["email"])
    if len(found) > 1:
        _refuse(request, "several", claims)
    user = found[0] if found else _invited(claims)
    if user is None:
        _refuse(request, "stranger", claims)
    login.connect(request, user)


def _invited(claims: dict[str, Any]) -> User | None:
    try:
        return accept_of_address(claims["email"], _name(claims))
    except InvitationError:  # somebody else took it, or the name, at the same moment
        return None


def _school() -> Provider:
    found: Provider | None = settings.OIDC
    if found is None:
        raise Http404  # it was taken out of the settings while somebody was there
    return found


def _is_of_the_school(claims: dict[str, Any]) -> bool:
    tenants, domains = _school().tenants, _school().domains
    tenant = {str(claims.get(name, "")).lower() for name in ("tid", "hd")}
    domain = str(claims.get("email") or "").rpartition("@")[2].lower()
    return (not tenants or bool(tenant & tenants)) and (not domains or domain in domains)


def _is_verified(claims: dict[str, Any]) -> bool:
    """What a claim says only counts as the truth value: 'false' in quotes is true to Python."""
    if not claims.get("email"):
        return False
    return claims.get("email_verified") is True or _school().owns_addresses


def _name(claims: dict[str, Any]) -> str:
    return str(claims.get("preferred_username") or claims["email"])


def _refuse(request: HttpRequest, why: str, claims: dict[str, Any]) -> NoReturn:
    about = {"why": why, "address": claims.get("email") or "", "provider": _school().name}
    raise ImmediateHttpResponse(render(request, "sign_in/refused.html", about, status=403))
