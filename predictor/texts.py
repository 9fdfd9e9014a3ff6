"""What people write, through every door: names and notes of which something can be seen, and nothing else."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from mlcore.pipeline.schema.spelling import is_text, name_in, seen


def shown(text: str) -> str:
    """As it is seen; empty for nothing but spaces. Raises ValidationError where something was written and none of it is
    text that shows."""
    if not is_text(text):
        raise ValidationError(_("It holds a character that is no text. Write it anew."), code="no_text")
    found = seen(text).strip()
    if text.strip() and not found:
        told = _("Nothing of this can be seen, only invisible characters. Write it anew, with letters or digits.")
        raise ValidationError(told, code="unseen")
    return found


def name(text: str) -> str:
    """In one line. Raises ValidationError as `shown` does."""
    return name_in(shown(text))


class Words(forms.CharField):
    """A note in a form."""

    read = staticmethod(shown)

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        return self.read(text) if isinstance(text, str) else text


class Name(Words):
    """Of a student or a class, or a student's number."""

    read = staticmethod(name)
