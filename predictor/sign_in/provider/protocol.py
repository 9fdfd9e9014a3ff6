"""OpenID Connect as the library speaks it, with what this product is stricter about."""

import hashlib
from typing import Any

from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.core.cache import cache
from django.http import HttpRequest

CONFIGURATION_KEPT = 5 * 60  # seconds


class SchoolAdapter(OpenIDConnectOAuth2Adapter):
    @property
    def openid_config(self) -> dict[str, Any]:
        """Asked for once in a while: else each visitor of the log-in page could keep a thread waiting."""
        key = f"oidc-{hashlib.sha256(self.get_provider().server_url.encode()).hexdigest()}"
        if (kept := cache.get(key)) is None:
            kept = super().openid_config
            cache.set(key, kept, CONFIGURATION_KEPT)
        return dict(kept)

    def _fetch_user_info(self, access_token: str) -> dict[str, Any]:
        """Nothing where the provider has no such place: then the token says it all."""
        return super()._fetch_user_info(access_token) if "userinfo_endpoint" in self.openid_config else {}


class SchoolProvider(OpenIDConnectProvider):
    oauth2_adapter_class = SchoolAdapter

    def sociallogin_from_response(self, request: HttpRequest, response: dict[str, Any]) -> SocialLogin:
        claims = claims_of(response)
        found = super().sociallogin_from_response(request, {"id_token": claims})
        found.claims = claims
        return found

    def extract_uid(self, data: dict[str, Any]) -> str:
        """Numbers of people are only one provider's: those of another, which takes its place, must match nobody."""
        claims = data["id_token"]
        return hashlib.sha256(f"{claims['iss']} {claims['sub']}".encode()).hexdigest()

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:
        """Nothing of it is needed again, so nothing is kept."""
        return {}

    def extract_common_fields(self, data: dict[str, Any]) -> dict[str, Any]:
        return {}


def claims_of(response: dict[str, Any]) -> dict[str, Any]:
    """Of the signed token; what is only told beside it fills gaps, where it is about the same person."""
    token, told = response.get("id_token") or {}, response.get("userinfo") or {}
    if not (token.get("iss") and token.get("sub")):
        raise OAuth2Error("the provider sent no id_token with iss and sub")  # not for readers
    if told and told.get("sub") != token["sub"]:
        raise OAuth2Error("the provider's userinfo is about somebody else than its id_token")  # not for readers
    return told | token
