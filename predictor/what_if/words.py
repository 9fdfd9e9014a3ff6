"""What is said of entries that are tried out."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from mlcore.pipeline.schema import Field
from mlcore.pipeline.schema.texts import listed
from mlcore.words.said import said

MOST_NAMED = 20


def stays(field: Field, changeable: Sequence[Field]) -> str:
    """Why a field is refused, and which are not."""
    if not changeable:
        return _("%(field)s stays as it was entered: nothing of this prediction can be changed.") % {
            "field": field.label
        }
    names = said(listed([f"{one.label} ({one.slug})" for one in changeable], most=MOST_NAMED))
    return _("%(field)s stays as it was entered; what can be changed: %(names)s.") % {
        "field": field.label,
        "names": names,
    }
