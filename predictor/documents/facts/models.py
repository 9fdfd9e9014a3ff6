"""What predicts: live versions with their figures, as their cards have them, and how they fared since."""

from collections.abc import Iterator, Sequence

from django.conf import settings
from django.utils.translation import gettext as _

from mlcore import stopping
from mlcore.models import ModelVersion, PredictingChange, Promotion
from mlcore.pipeline.rows.privacy import in_blocks
from mlcore.words.names import listed, person
from mlcore.words.numbers import count, number, rows
from mlcore.words.verdicts import track_record as words
from predictor.documents.facts.words import day, moment
from predictor.documents.parts import Table
from predictor.outcomes.matched import matched
from predictor.outcomes.records import record_of
from predictor.versions.card import RELATED, Card, card_of

MOST_CHANGES = 20


def live() -> list[Card]:
    """Of each question that is answered now."""
    found = ModelVersion.objects.live().select_related(*RELATED).order_by("task__label", "pk")
    return [card_of(version) for version in found]


def called(card: Card) -> str:
    told = _("%(task)s, version %(number)s")
    return told % {"task": card.version.task.label, "number": card.version.number}


def answered(cards: Sequence[Card]) -> Table:
    lines = [_answered(card) for card in cards]
    note = "" if lines else _("No model is live: nothing is predicted.")
    columns = (_("Question"), _("Predicts"), _("Version"), _("Model"), _("Live since"), _("Learned from"))
    return Table(_("What is predicted"), columns, lines, note)


def _answered(card: Card) -> tuple[str, ...]:
    version = card.version
    since = card.promotions[0].at if card.promotions else version.created_at
    learned = rows(version.run.learned_from)
    made_up = _("%(rows)s, made up") % {"rows": learned} if version.run.dataset.is_demo else learned
    return version.task.label, card.target.label, number(version.number), version.label, day(since), made_up


def inputs(card: Card) -> list[str]:
    """What it asks for, which of that is sensitive, and what it does without."""
    told = [_("Entries that %(version)s asks for: %(fields)s.") % {"version": called(card), "fields": _labels(card)}]
    if card.sensitive_inputs:
        told.append(_("Sensitive among them: %(fields)s.") % {"fields": card.sensitive_labels})
    return told + ([_("Not used: %(fields)s.") % {"fields": card.left_out_labels}] if card.left_out else [])


def _labels(card: Card) -> str:
    if card.has_many_inputs:
        return _("%(count)s fields, of the schema %(schema)s") % {
            "count": count(len(card.inputs)),
            "schema": card.schema.label,
        }
    return listed([field.label for field in card.inputs])


def limits(cards: Sequence[Card]) -> Table:
    """A row per sentence, so that each can be answered."""
    lines = [(called(card), limit) for card in cards for limit in card.limits]
    return Table(_("Known limits"), (_("Model"), _("What is known")), lines, "" if lines else _("None is known."))


def fared(card: Card) -> str:
    """Beside results at this school, in whole blocks of ten, so that no result follows from two readings."""
    version = card.version
    found = matched(version.task, version.pk)
    counted = record_of(version.task, found[: in_blocks(len(found))], version)
    told = words.beside(counted.record, counted.counted, card.target, _("this model version"))
    return f"{called(card)}: {told}"


def changes() -> Table:
    """Which version went live when, the newest first."""
    found = Promotion.objects.select_related("version__task")[:MOST_CHANGES]
    lines = [
        (str(one.version), moment(one.at), str(one.get_action_display()), person(one.who), one.why) for one in found
    ]
    columns = (_("Version"), _("When"), _("What"), _("Who"), _("Why"))
    return Table(_("Changes of what answers"), columns, lines, "" if lines else _("No version ever went live."))


def gate() -> str:
    told = _(
        "A newly trained version goes live by itself only if it is not worse than the live one, in all and in every "
        "group that is large enough; in a group it may be off by %(allowed)s of 100 points more."
    )
    return told % {"allowed": number(settings.GATE_GROUP_LOSS, 1)}


def switch() -> list[str]:
    """Whether predicting is stopped, and how often it was."""
    now = stopping.current()
    told = _("Predicting is stopped since %(at)s: %(why)s") if now else _("Predicting is not stopped.")
    turned = PredictingChange.objects.filter(is_stop=True).count()
    often = _("It was stopped so many times: %(count)s.") % {"count": count(turned)}
    return [told % {"at": moment(now.at), "why": now.why} if now else told, often]


def policies(cards: Sequence[Card]) -> Iterator[str]:
    """Which fields each does without, who decided it and why."""
    for card in cards:
        yield from (f"{called(card)}: {told}" for told in card.policy)
