"""What the API is asked with: a person whose token was checked (the views are open to nobody else)."""

from django.contrib.auth.models import User
from rest_framework import request


class Request(request.Request):
    user: User
    auth: str  # hash of the token
