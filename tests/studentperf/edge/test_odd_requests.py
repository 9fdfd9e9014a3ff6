"""Whatever is sent to whichever door: a 4xx in the product's own words, and nothing that fails."""

import io
import itertools

import pytest
from django.test import Client
from django.urls import reverse

from studentperf.basics.limits import LARGEST_BODY
from studentperf.wsgi import application

FORM, PARTS, JSON = "application/x-www-form-urlencoded", "multipart/form-data; boundary=xx", "application/json"
FIELD = b'--xx\r\nContent-Disposition: form-data; name="username"\r\n'
CHARSETS = ["utf-16", "utf-7", "base64", "hex", "rot13", "idna", "punycode", "undefined", "zip", "latin-1", "no-codec"]
DOORS = [
    "/login/",
    "/admin/login/",
    "/classes/new/",
    "/nowhere/",
    "/api/v1/token/",
    "/api/v1/predictions/",
    "/api/nowhere/",
]
BODIES = {
    "NUL": (FORM, b"username=%00&password=%00&name=%00"),
    "half a surrogate pair": (FORM, b"username=%ED%A0%80&name=%ED%A0%80"),
    "broken percent signs": (FORM, b"username=%zz%&name=%"),
    "thousands of fields": (FORM, b"&".join(b"a%d=1" % number for number in range(2000))),
    "no boundary": ("multipart/form-data", b"xx"),
    "a part that ends too early": (PARTS, FIELD[:20]),
    "a part in another charset": (
        PARTS,
        FIELD + b"Content-Type: text/plain; charset=utf-16\r\n\r\na\xff\r\n--xx--\r\n",
    ),
    "a part in broken base64": (PARTS, FIELD + b"Content-Transfer-Encoding: base64\r\n\r\n!!!=\r\n--xx--\r\n"),
    "ten thousand levels": (JSON, b'{"a":' * 10_000 + b"1" + b"}" * 10_000),
    "NaN": (JSON, b'{"task": NaN}'),
    "a number without end": (JSON, b'{"task": "math", "student": ' + b"9" * 5000 + b"}"),
    "a key twice": (JSON, b'{"task": "a", "task": "b"}'),
    "half a pair in JSON": (JSON, b'{"task": "\\ud800", "answers": {"\\ud800": "\\udc00"}}'),
    "NUL in JSON": (JSON, b'{"username": "\\u0000", "password": "\\u0000", "task": "\\u0000"}'),
    "JSON in UTF-16": (JSON, '{"task": "math"}'.encode("utf-16")),
    "bytes": ("application/octet-stream", bytes(range(256))),
    "a type of nonsense": ("\xff/;;;=", b"x"),
}
HEADERS = [
    *({"host": value} for value in ("a b", "", "localhost:abc", "[::1", "\xff", "localhost:99999999")),
    *({"x-forwarded-proto": value} for value in ("https, http", "\xff")),
    *({"accept": value} for value in ("nonsense", "a/b;q=x", ";;;,,,/", "\xff/\xff")),
    *({"cookie": value} for value in ("sessionid=\xff; csrftoken=\xff", "sessionid=" + "a" * 5000, "=;;;a")),
    *(
        {"authorization": value}
        for value in ("Bearer", "Bearer \xff", "Bearer a b", "Basic !!!", "Bearer " + "x" * 9000)
    ),
    {"origin": "http://[::1", "referer": "http://[::1", "x-csrftoken": "\xff"},
    {"if-modified-since": "Mon, 99 Foo 99999 99:99:99 GMT", "if-none-match": '"\xff', "range": "bytes=9-1,x"},
    {"hx-request": "true", "hx-current-url": "http://[::1", "user-agent": "x" * 5000, "x-request-id": "\xff" * 500},
]
QUERIES = ["a=%00&task=%00&name=%00&q=%00", "page=%FF&cursor=%00%ff", "next=http://[::1", "%zz=%", "&" * 3000]
QUERIES += ["since=0000-00-00&until=9999999-1-1", "page=99999999999999999999&page_size=-1", "student=" + "9" * 5000]
ADDRESSES = ["/%00", "/%ff%fe", "/%", "//", "/" + "a" * 5000, "/students/" + "9" * 400 + "/", "/static/%00", "/api/%ff"]
PAGES = ["/", "/login/", "/history/", "/models/", "/explore/", "/admin/", "/api/v1/students/", "/api/v1/predictions/"]


@pytest.fixture(params=["nobody", "an admin"])
def visitor(request, people, classroom):
    client = Client(raise_request_exception=False)
    if request.param == "an admin":
        client.force_login(people.admin)
    return client


def assert_understood(answer, *, refused=False):
    assert answer.status_code < 500, answer.request
    assert not refused or answer.status_code >= 400, answer.request


@pytest.mark.parametrize("charset", CHARSETS)
@pytest.mark.parametrize("kind", [FORM, PARTS, JSON], ids=["form", "parts", "JSON"])
def test_only_utf_8_is_read(visitor, kind, charset):
    for door in DOORS:
        answer = visitor.generic("POST", door, b"username=a", content_type=f"{kind}; charset={charset}")
        assert answer.status_code == 400
        assert b"could not be read" in answer.content or answer.json()["error"]["code"] == "bad_request"


@pytest.mark.parametrize("kind", [f"{FORM}; charset=utf-16", f"{PARTS}; charset=utf-7", FORM, PARTS])
def test_a_browser_that_holds_a_token_is_refused_in_the_same_words(people, kind):
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.force_login(people.admin)
    client.get("/password/")
    body = (FIELD + b"\r\n1\r\n") * 3000 + b"--xx--" if kind == PARTS else b"&".join([b"a=1"] * 3000)
    for door in DOORS[:4]:
        answer = client.generic("POST", door, body, content_type=kind)
        assert (answer.status_code, b"could not be read" in answer.content) == (400, True)


@pytest.mark.parametrize("charset", ["utf-8", "UTF8", '"utf-8"', "us-ascii", ""])
def test_other_names_of_utf_8_are_understood(people, charset):
    kind = f"{FORM}; charset={charset}"
    body = f"username={people.owner.username}&password=%C3%A4"
    answer = Client().generic("POST", "/login/", body, content_type=kind)
    assert answer.status_code == 200
    assert answer.context["form"].data["password"] == "ä"


@pytest.mark.parametrize("kind", ["text/plain; charset*=no-codec'en'x", "text/plain; charset*=utf-8'en'%00"])
def test_a_type_that_django_cannot_read_is_refused_in_our_words(db, kind):
    status = []
    environ = {"REQUEST_METHOD": "POST", "PATH_INFO": "/login/", "SERVER_NAME": "localhost", "SERVER_PORT": "80"}
    environ |= {"CONTENT_TYPE": kind, "wsgi.input": io.BytesIO(), "wsgi.url_scheme": "http", "HTTP_HOST": "localhost"}
    page = b"".join(application(environ, lambda line, headers: status.append(line)))
    assert status == ["400 Bad Request"]
    assert b"could not be read" in page


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_no_body_makes_a_door_fail(visitor, body):
    kind, content = body
    for door in DOORS:
        assert_understood(visitor.generic("POST", door, content, content_type=kind), refused="/api/" in door)


@pytest.mark.parametrize("proxies", [0, 1])
def test_no_header_makes_a_page_fail(visitor, settings, proxies):
    settings.PROXY_COUNT = proxies
    for page, headers in itertools.product(PAGES, HEADERS):
        assert_understood(visitor.get(page, headers=headers))


def test_no_query_makes_a_page_fail(visitor):
    for page, query in itertools.product(PAGES, QUERIES):
        assert_understood(visitor.get(f"{page}?{query}"))


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE", "OPTIONS", "HEAD", "TRACE", "NONSENSE"])
def test_no_address_or_method_fails(visitor, method):
    for address in ADDRESSES + PAGES:
        assert_understood(visitor.generic(method, address))


@pytest.mark.parametrize("length", ["-1", "abc", "²", "1.5"])
def test_what_is_no_length_is_refused(client, length):
    assert client.post("/login/", {}, CONTENT_LENGTH=length).status_code == 400


def test_a_page_says_that_a_body_is_too_large(client):
    answer = client.post("/login/", {}, CONTENT_LENGTH=str(LARGEST_BODY + 1))
    assert answer.status_code == 413
    assert "That is too much" in answer.content.decode()


@pytest.mark.parametrize("address", ["describe", "rosters", "imports"])
def test_a_page_that_takes_files_says_how_large_one_may_be(address, client, settings):
    settings.UPLOAD_MEGABYTES = 3
    where = reverse(address, args=[1] if address == "imports" else [])
    assert client.post(where, {}, CONTENT_LENGTH=str(LARGEST_BODY + 1)).status_code == 302
    answer = client.post(where, {}, CONTENT_LENGTH="3200000")
    assert answer.status_code == 413
    assert "larger than 3 MB" in answer.content.decode()


def test_the_api_says_that_a_body_is_too_large(client):
    answer = client.post("/api/v1/token/", {}, content_type=JSON, CONTENT_LENGTH="9" * 5000)
    assert answer.status_code == 413
    assert answer.json()["error"]["code"] == "too_large"
