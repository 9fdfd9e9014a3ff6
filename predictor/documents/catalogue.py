"""The documents there are, and reading one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from predictor.access.rights import Act, may
from predictor.documents.gaps.reads import said
from predictor.documents.parts import Document, Said, Section
from predictor.documents.written import assessment, inventory, record, technical

if TYPE_CHECKING:
    from django.contrib.auth.models import User

DOCUMENTS = (
    Document(
        name="record",
        title=gettext_lazy("Record of processing"),
        about=gettext_lazy(
            "What is done with whose data, for how long and under whose responsibility: Article 30 of the GDPR."
        ),
        needs=Act.ANSWER_FOR_SCHOOL,
        gaps=(
            "controller",
            "data-protection-officer",
            "purposes",
            "legal-basis",
            "recipients",
            "transfers",
            "organisation",
        ),
        write=record.write,
    ),
    Document(
        name="assessment",
        title=gettext_lazy("Impact assessment"),
        about=gettext_lazy(
            "Risks for students and what is done about them: Article 35 of the GDPR, with the questions of "
            "Article 27 of "
            "the EU AI Act."
        ),
        needs=Act.ANSWER_FOR_SCHOOL,
        gaps=(
            "controller",
            "purposes",
            "legal-basis",
            "use",
            "period",
            "necessity",
            "risks",
            "organisation",
            "oversight",
            "complaints",
            "advice",
            "consulted",
            "review",
        ),
        write=assessment.write,
    ),
    Document(
        name="technical",
        title=gettext_lazy("Technical file"),
        about=gettext_lazy("How the models that answer were made and how good they are: Annex IV of the EU AI Act."),
        needs=Act.READ_DOCUMENTS,
        gaps=(
            "provider",
            "intended-purpose",
            "surroundings",
            "oversight",
            "risk-management",
            "standards",
            "conformity",
            "monitoring",
        ),
        write=technical.write,
    ),
    Document(
        name="inventory",
        title=gettext_lazy("Data inventory"),
        about=gettext_lazy("Every table and field: what it holds, about whom, for how long, and who sees it."),
        needs=Act.READ_DOCUMENTS,
        gaps=(),
        write=inventory.write,
    ),
)


@dataclass(frozen=True)
class Part:
    """A section, and what the school said in it."""

    section: Section
    said: Sequence[Said]

    @property
    def open(self) -> int:
        """How many of its gaps nobody has filled."""
        return sum(not one.text for one in self.said)


@dataclass(frozen=True)
class Read:
    """A document as it stands at a moment."""

    document: Document
    made_at: datetime
    parts: Sequence[Part]

    @property
    def open_gaps(self) -> list[Said]:
        """Each once, though two sections may ask for it."""
        found = {one.gap.key: one for part in self.parts for one in part.said if not one.text}
        return list(found.values())


def note() -> str:
    return _("Written from what was in force when it was read. It is no legal advice.")


def open_to(user: "User") -> list[Document]:
    return [one for one in DOCUMENTS if may(user, one.needs)]


def document_for(user: "User", name: str) -> Document:
    """Raises Http404 where there is none, or none for them."""
    found = next((one for one in open_to(user) if one.name == name), None)
    if found is None:
        raise Http404(_("There is no document '%(name)s'.") % {"name": name})
    return found


def read(document: Document) -> Read:
    sections = document.write()
    told = said(document.gaps)
    parts = [Part(section, [told[key] for key in section.gaps]) for section in sections]
    return Read(document, timezone.now(), parts)
