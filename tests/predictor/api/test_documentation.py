"""The OpenAPI document and the page that shows it."""

import json
import re

import pytest
from django.conf import settings
from django.core.management import call_command
from django.urls import get_resolver

from predictor.management.commands import openapi
from predictor.urls import api


@pytest.fixture
def document(api_owner):
    return api_owner.get("/api/v1/schema/").json()


def operations(document):
    return [operation for path in document["paths"].values() for operation in path.values()]


def test_the_document_is_openapi_3_1(document):
    assert document["openapi"] == "3.1.0"


def test_every_address_is_in_the_document(document):
    described = {re.sub(r"{\w+}", "{}", path) for path in document["paths"]}
    served = {"/api/v1/" + re.sub(r"<\w+:\w+>", "{}", str(pattern.pattern)) for pattern in api.urlpatterns}
    # The last is known with its slash, too.
    assert served - described == {"/api/v1/schema/", "/api/v1/docs/", "/api/v1/models/live"}
    assert get_resolver().resolve("/api/v1/schema/")


def test_every_operation_tells_its_errors_in_the_one_shape(document):
    for operation in operations(document):
        errors = {status: answer for status, answer in operation["responses"].items() if status >= "4"}
        assert {"401", "406", "429", "500"} <= errors.keys()
        for status, answer in errors.items():
            assert answer == {"$ref": f"#/components/responses/Error{status}"}
            answer = document["components"]["responses"][f"Error{status}"]
            schema = answer["content"]["application/problem+json"]["schema"]
            assert schema == {"$ref": "#/components/schemas/Error"}


def test_the_committed_document_is_the_one_that_is_served(document):
    committed = json.loads(openapi.COMMITTED.read_text(encoding="utf-8"))
    assert committed == document, openapi.CHANGED
    call_command("openapi", "--check")


def test_operations_with_a_body_tell_what_is_refused(document):
    for operation in operations(document):
        if "requestBody" in operation:
            assert {"400", "413", "415"} <= operation["responses"].keys()
            assert operation["requestBody"]["content"].keys() == {"application/json"}


def test_every_creating_operation_but_of_tokens_takes_a_key(document):
    takes = {path for path, found in document["paths"].items() if "Idempotency-Key" in _names(found.get("post", {}))}
    assert takes == {path for path, found in document["paths"].items() if "post" in found} - {
        "/api/v1/token/",
        "/api/v1/tokens/",
    }


def _names(operation):
    return {parameter["name"] for parameter in operation.get("parameters", [])}


def test_ids_are_integers_with_bounds(document):
    parameters = [parameter for operation in operations(document) for parameter in operation.get("parameters", [])]
    ids = [parameter["schema"] for parameter in parameters if parameter["name"] == "id"]
    assert ids
    assert all(schema == {"type": "integer", "minimum": 1, "maximum": 2**63 - 1} for schema in ids)


def test_every_operation_has_a_summary_and_asks_for_the_token(document):
    assert all(operation["summary"] for operation in operations(document))
    open_to_all = [
        operation for operation in operations(document) if {"token": []} not in operation.get("security", [])
    ]
    assert open_to_all == [document["paths"]["/api/v1/token/"]["post"]]


def test_the_page_asks_for_log_in(client, db):
    answer = client.get("/api/v1/docs/")
    assert answer.status_code == 302
    assert answer["Location"].endswith("?next=/api/v1/docs/")


def test_the_page_loads_nothing_from_elsewhere(client, people):
    client.force_login(people.owner)
    page = client.get("/api/v1/docs/")
    loaded = re.findall(r'(?:src|href)="([^"]*)"', page.content.decode())
    assert loaded
    assert all(address.startswith("/") and not address.startswith("//") for address in loaded)
    script = client.get(next(address for address in loaded if "script" in address)).content.decode()
    assert "://" not in script


def test_the_page_needs_no_exception_from_the_policy(client, people):
    client.force_login(people.owner)
    page = client.get("/api/v1/docs/")
    assert "unsafe" not in page["Content-Security-Policy"]
    assert not re.search(r"<style|<script>|\son\w+=|\sstyle=", page.content.decode())


def test_the_page_can_read_the_document_with_its_session(client, people):
    client.force_login(people.owner)
    assert client.get("/api/v1/schema/").status_code == 200


def test_the_files_of_the_page_are_installed():
    from django.contrib.staticfiles import finders

    for name in ("swagger-ui.css", "swagger-ui-bundle.js", "swagger-ui-standalone-preset.js"):
        assert finders.find(f"drf_spectacular_sidecar/swagger-ui-dist/{name}")


def test_the_guide_says_what_to_do_about_every_refusal():
    guide = (settings.BASE_DIR / "docs" / "api.md").read_text().partition("## Errors")[2]
    code = "".join(path.read_text() for path in (settings.BASE_DIR / "predictor").rglob("*.py"))
    refused = set(re.findall(r'Refused\(\s*\d+,\s*(?:CODES\.get\(type\(error\), )?"(\w+)"', code))
    refused |= set(re.findall(r'problems\.\w+: "(\w+)"', code))
    assert len(refused) > 10
    assert {one for one in refused if f"`{one}`" not in guide} == set()


def test_the_guide_names_every_address_with_its_methods(document):
    rows = [
        line for line in (settings.BASE_DIR / "docs" / "api.md").read_text().splitlines() if line.startswith("| `/")
    ]
    for path, operations_ in document["paths"].items():
        row = next(row for row in rows if f"`{path.removeprefix('/api/v1')}`" in row)
        assert all(method.upper() in row for method in operations_), row
