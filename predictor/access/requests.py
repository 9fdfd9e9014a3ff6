"""What a page is asked with: a person who is logged in (the middleware lets nobody else through), perhaps by htmx."""

from django.contrib.auth.models import User
from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails


class Request(HttpRequest):
    user: User
    htmx: HtmxDetails
