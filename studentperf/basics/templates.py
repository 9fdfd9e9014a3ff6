"""Templates that write a number as machines do, in every language: most are coordinates, attributes and addresses.

What people read as a number is put into words by mlcore/words/numbers.py, in the reader's language.
"""

from typing import Any

from django.http import HttpRequest
from django.template.backends.django import DjangoTemplates, Template
from django.template.context import make_context
from django.utils.safestring import SafeString


class Templates(DjangoTemplates):
    def get_template(self, template_name: str) -> "PlainNumbers":
        return PlainNumbers(super().get_template(template_name).template, self)

    def from_string(self, template_code: str) -> "PlainNumbers":
        return PlainNumbers(self.engine.from_string(template_code), self)


class PlainNumbers(Template):
    def render(self, context: Any = None, request: HttpRequest | None = None) -> SafeString:
        made = make_context(context, request, autoescape=self.backend.engine.autoescape)
        made.use_l10n = False  # else German would write 12,5 into a picture
        return self.template.render(made)
