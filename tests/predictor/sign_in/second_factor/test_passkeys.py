"""What is no passkey is refused wherever one is sent, also by people who have no account."""

import base64
import json

import pytest
from django.urls import reverse

MADE = base64.urlsafe_b64encode(b'{"type":"webauthn.create","challenge":"x","origin":"x"}').decode().rstrip("=")
ODD = [
    "[" * 2000,
    "9" * 6000,
    "[]",
    "null",
    json.dumps({"response": []}),
    json.dumps({"id": "eA", "rawId": "eA", "response": {"clientDataJSON": 5, "attestationObject": 5}}),
    json.dumps({"id": "eA", "rawId": "eA", "response": {"clientDataJSON": "\ud800", "attestationObject": "\ud800"}}),
    *(
        json.dumps({"id": "eA", "rawId": "eA", "response": {"clientDataJSON": data, "attestationObject": cbor}})
        for data, cbor in ((MADE, "x"), (MADE, ""), (MADE, "oA"), (MADE, "_____w"), ("W10", "oA"))
    ),
]
anything = pytest.mark.parametrize("sent", ODD, ids=range(len(ODD)))


@anything
def test_at_the_log_in(client, db, sent):
    answer = client.post(reverse("mfa_login_webauthn"), {"credential": sent})
    assert (answer.status_code, answer["Location"]) == (302, reverse("login"))
    assert not client.session.get("_auth_user_id")


@anything
def test_after_the_password(client, people, app_of, log_in, sent):
    app_of(people.owner)
    log_in(client)
    assert client.post(reverse("mfa_authenticate"), {"credential": sent}).status_code < 500
    assert not client.session.get("_auth_user_id")


@anything
def test_where_one_is_set_up(client, people, log_in, sent):
    log_in(client)
    page = client.post(reverse("mfa_add_webauthn"), {"credential": sent, "name": "mine"})
    assert page.status_code == 200
    assert not people.owner.authenticator_set.exists()


@anything
def test_where_somebody_is_asked_again(client, people, log_in, sent):
    log_in(client)
    people.owner.authenticator_set.create(type="webauthn", data={"name": "mine", "credential": {}})
    answer = client.post(reverse("mfa_reauthenticate_webauthn"), {"credential": sent})
    assert (answer.status_code, answer["Location"]) == (302, reverse("login"))
