"""What the API is asked with: a person, and an object in UTF-8 that Postgres can store; the rest is refused."""

import base64
import json
from collections.abc import Mapping
from typing import IO, Any, NoReturn

from django.contrib.auth.models import User
from django.utils.translation import gettext as _
from rest_framework import request
from rest_framework.exceptions import ParseError
from rest_framework.parsers import BaseParser

from mlcore.words.numbers import count
from predictor.api.refusals import Refused, invalid, too_large
from studentperf.basics.limits import LARGEST_JSON

MOST_DIGITS = 1_000  # far more than any number has that a field allows; Python itself stops at some thousands


class Request(request.Request):
    """Of a person whose token was checked; the views are open to nobody else."""

    user: User
    auth: str  # hash of the token


def bytes_of(content: str) -> bytes:
    """A file that came as `content`; what is not base64 is refused, also where it is not even ASCII."""
    try:
        return base64.b64decode(content, validate=True)
    except ValueError as error:
        raise invalid({"content": _("Send the bytes of the file in base64.")}) from error


class StrictJSONParser(BaseParser):
    media_type = "application/json"

    def parse(
        self, stream: IO[bytes], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> dict[str, Any]:
        raw = stream.read(LARGEST_JSON + 1)
        if len(raw) > LARGEST_JSON:
            raise Refused(413, *too_large())
        try:
            return _object(raw)
        except RecursionError:
            raise ParseError(_("The body is nested too deeply.")) from None
        except ValueError as error:
            raise ParseError(_("The body is not JSON in UTF-8: %(error)s") % {"error": error}) from None


def _object(raw: bytes) -> dict[str, Any]:
    text = raw.decode("utf-8")
    content = json.loads(text, parse_int=_whole, parse_constant=_refuse_constant, object_pairs_hook=_without_twins)
    if not isinstance(content, dict):
        raise ParseError(_("The body must be a JSON object: {...}."))
    # Only an escape can bring these characters through a strict UTF-8 decoder and a strict JSON reader.
    if "\\u" in text:
        _refuse_unstorable(content)
    return content


def _whole(text: str) -> int:
    if (digits := len(text.lstrip("-"))) > MOST_DIGITS:
        told = _("A whole number in the body has %(digits)s digits; at most %(most)s are understood.")
        raise ParseError(told % {"digits": count(digits), "most": count(MOST_DIGITS)})
    return int(text)


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a number in JSON; leave the field out, or send null, where nothing is known")


def _without_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    content = dict(pairs)
    if len(content) < len(pairs):
        keys = [key for key, _ in pairs]
        twin = next(key for key in keys if keys.count(key) > 1)
        raise ValueError(f"{json.dumps(twin)} appears twice")
    return content


def _refuse_unstorable(content: Any) -> None:
    if isinstance(content, str):
        if "\0" in content or any("\ud800" <= character <= "\udfff" for character in content):
            raise ValueError("it holds a NUL character or half of a surrogate pair")
    elif isinstance(content, dict):
        for key, value in content.items():
            _refuse_unstorable(key)
            _refuse_unstorable(value)
    elif isinstance(content, list):
        for value in content:
            _refuse_unstorable(value)
