"""What is wrong in the forms of a page, said once at the top with a link to each field: `{% errors form other %}`."""

from collections.abc import Iterator
from dataclasses import dataclass

from django import template
from django.forms import BaseForm

register = template.Library()


@dataclass(frozen=True)
class Mistake:
    """Without a label it is about the whole form."""

    message: str
    label: str = ""
    at: str = ""


@register.inclusion_tag("parts/errors.html")
def errors(*forms: BaseForm) -> dict[str, list[Mistake]]:
    return {"mistakes": [mistake for form in forms for mistake in _mistakes(form)]}


def _mistakes(form: BaseForm) -> Iterator[Mistake]:
    yield from (Mistake(str(message)) for message in form.non_field_errors())
    for field in form:
        yield from (Mistake(str(message), str(field.label), field.id_for_label) for message in field.errors)
