"""What a schema must keep to; every refusal names the field or task and what to write instead."""

import math
import re
from collections.abc import Mapping, Sequence

from mlcore.pipeline.exceptions import SchemaError
from mlcore.pipeline.messages import N_, Figure, Message, message
from mlcore.pipeline.schema.field import KINDS, Field
from mlcore.pipeline.schema.likeness import letter_name, likeness
from mlcore.pipeline.schema.question import Question
from mlcore.pipeline.schema.spelling import spelled
from mlcore.pipeline.schema.texts import plain

# Finer ones are lost in the digits of a sum.
MOST_STEPS = 1_000_000
SLUG = re.compile(r"[a-z][a-z0-9_-]{0,49}")


def check_fields(fields: Sequence[Field]) -> None:
    """Raises SchemaError at the first contradiction."""
    check_slugs([field.slug for field in fields], "field")
    for field in fields:
        _check_field(field)
    _check_headers(fields)


def check_slugs(slugs: Sequence[str], what: str) -> None:
    """Raises SchemaError for one that is misspelt or stands twice."""
    for slug in slugs:
        if not isinstance(slug, str) or not SLUG.fullmatch(slug):
            wanted = N_("%(what)s '%(slug)s': use small letters, digits, - and _, beginning with a letter%(unseen)s")
            raise SchemaError(wanted, what=what, slug=str(slug), unseen=_unseen(slug))
        if slugs.count(slug) > 1:
            raise SchemaError(N_("%(what)s '%(slug)s' appears twice"), what=what, slug=slug)


def _unseen(slug: object) -> Message | str:
    """The first letter that only looks like one of those."""
    odd = [(place, letter) for place, letter in enumerate(str(slug), start=1) if not letter.isascii()]
    if not odd:
        return ""
    place, letter = odd[0]
    return message(N_("; its character %(place)s is %(letter)s"), place=place, letter=letter_name(letter))


def _check_field(field: Field) -> None:
    if field.kind not in KINDS:
        kinds = N_("field %(slug)s: kind must be %(kinds)s or %(last)s")
        raise SchemaError(kinds, slug=field.slug, kinds=", ".join(KINDS[:-1]), last=KINDS[-1])
    if field.about not in ("student", "moment"):
        raise SchemaError(N_("field %(slug)s: about must be student or moment"), slug=field.slug)
    if field.is_choice and len(field.choice_by_key) < 2:
        raise SchemaError(N_("field %(slug)s: list at least two choices"), slug=field.slug)
    if field.is_number and field.choices:
        raise SchemaError(N_("field %(slug)s: a number has a minimum and a maximum, not choices"), slug=field.slug)
    if any(not choice or choice != choice.strip() for choice in field.choices):
        raise SchemaError(
            N_("field %(slug)s: a choice must not be empty, nor begin or end with a space"), slug=field.slug
        )
    if len(field.choice_by_key) != len(field.choices):
        raise SchemaError(N_("field %(slug)s: two choices differ only in capital letters"), slug=field.slug)
    if field.is_number and not _bounds_make_sense(field):
        raise SchemaError(N_("field %(slug)s: give minimum and maximum, the smaller first"), slug=field.slug)
    _check_words(field)
    _check_marks(field)


def _check_marks(field: Field) -> None:
    """Grades, pass and step are of numbers."""
    said = {"grade": field.grades, "pass": field.pass_at is not None, "step": field.step is not None}
    if not field.is_number:
        if found := [key for key, is_said in said.items() if is_said]:
            only = N_("field %(slug)s: only a number has a %(key)s; its kind is %(kind)s")
            raise SchemaError(only, slug=field.slug, key=found[0], kind=field.kind)
        return
    _check_step(field)
    _ = field.grading  # raises what is wrong with them


def _check_step(field: Field) -> None:
    """Results are counted from 0 in steps, so the minimum must be one of them."""
    step = field.step
    if step is None:
        return
    low, high = field.bounds
    least, most = (high - low) / MOST_STEPS, high - low
    if not least <= step <= most:
        raise SchemaError(
            N_("field %(slug)s: step must lie from %(least)s to %(most)s"),
            slug=field.slug,
            least=plain(least),
            most=plain(most),
        )
    if not math.isclose(low / step, round(low / step), abs_tol=1e-6):
        multiple = N_(
            "field %(slug)s: the minimum %(low)s must be a multiple of the step %(step)s, which counts from 0; "
            "leave the step out where it is none"
        )
        raise SchemaError(multiple, slug=field.slug, low=Figure(plain(low)), step=Figure(plain(step)))


def _check_words(field: Field) -> None:
    """What stands for a choice or for 'not known' must not stand for two things."""
    for key, pairs in (("spellings", field.spellings), ("choice_labels", field.choice_labels)):
        stray = [choice for choice, _ in pairs if choice not in field.choices]
        if stray:
            named = N_("field %(slug)s: %(key)s names '%(name)s', which is not among its choices%(likeness)s")
            alike = likeness(stray[0], field.choices)
            raise SchemaError(named, slug=field.slug, key=key, name=stray[0], likeness=alike)
    owners: dict[str, str] = {}
    for word, owner in field.words:
        other = owners.setdefault(spelled(word), owner)
        if other != owner:
            raise SchemaError(
                N_("field %(slug)s: '%(word)s' cannot stand for both %(other)s and %(owner)s"),
                slug=field.slug,
                word=word,
                other=other,
                owner=owner,
            )


def _bounds_make_sense(field: Field) -> bool:
    if field.minimum is None or field.maximum is None:
        return False
    low, high = field.bounds
    return math.isfinite(low) and math.isfinite(high) and low < high


def _check_headers(fields: Sequence[Field]) -> None:
    seen: dict[str, str] = {}
    for field in fields:
        for key in field.header_keys:
            if key in seen:
                raise SchemaError(
                    N_("fields %(seen)s and %(slug)s both answer to the header '%(key)s'"),
                    seen=seen[key],
                    slug=field.slug,
                    key=key,
                )
            seen[key] = field.slug


def check_points(points: Sequence[str], fields: Sequence[Field], always: Sequence[Field]) -> None:
    """`always` tell rows apart from the start on: groups and years. Raises SchemaError at the first contradiction."""
    if any(not point.strip() for point in points) or len(set(points)) < len(points):
        raise SchemaError(N_("points: give each point of the year a name of its own"))
    for field in fields:
        _check_known(field, points)
        _check_forecast(field, {other.slug: other for other in fields})
    if late := [field.slug for field in always if field.known]:
        raise SchemaError(
            N_("field %(late)s: leave out known, for it tells rows apart from the start on"), late=late[0]
        )


def _check_known(field: Field, points: Sequence[str]) -> None:
    if field.known and field.known not in points:
        none = N_('field %(slug)s: known names \'%(known)s\'; add points = ["…", "…"] above the fields')
        other = N_("field %(slug)s: known names '%(known)s'; points has: %(points)s") if points else none
        raise SchemaError(other, slug=field.slug, known=field.known, points=", ".join(points))


def _check_forecast(field: Field, fields: Mapping[str, Field]) -> None:
    if not field.forecast_of:
        return
    score = fields.get(field.forecast_of)
    if score is None or score is field or not score.is_number:
        raise SchemaError(
            N_("field %(slug)s: forecast_of must name the field of a score, not '%(forecast_of)s'"),
            slug=field.slug,
            forecast_of=field.forecast_of,
        )
    if not field.is_number or field.bounds != score.bounds:
        raise SchemaError(
            N_("field %(slug)s: a forecast needs the minimum and maximum of %(field)s"),
            slug=field.slug,
            field=score.slug,
        )


def check_question(question: Question, target: Field, others: Sequence[Field]) -> None:
    """`others` are the inputs and what is kept for audit. Raises SchemaError at the first contradiction."""
    if not target.is_number:
        raise SchemaError(
            N_("task %(slug)s: the target %(field)s must be a number"), slug=question.slug, field=target.slug
        )
    if not question.inputs:
        raise SchemaError(N_("task %(slug)s: list at least one input"), slug=question.slug)
    for field in others:
        _check_beside(question, target, field)
    if len(set(question.inputs)) != len(question.inputs) or set(question.inputs) & set(question.audit):
        raise SchemaError(N_("task %(slug)s: a field is listed twice"), slug=question.slug)


def _check_beside(question: Question, target: Field, field: Field) -> None:
    if field.is_cluster or field.slug == target.slug:
        raise SchemaError(
            N_("task %(slug)s: %(field)s cannot be an input or audit field"), slug=question.slug, field=field.slug
        )
    if field.forecast_of and field.slug in question.inputs:
        raise SchemaError(
            N_("task %(slug)s: %(field)s is a teacher's forecast, which is never an input"),
            slug=question.slug,
            field=field.slug,
        )
