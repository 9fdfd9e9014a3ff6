"""Sending: one mail per person and week, whatever is killed or run twice."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.utils import timezone, translation

from predictor.models import ChosenLanguage, SummaryOfWeek, SummaryWanted
from predictor.models.teaching.summaries import LONGEST_WHY
from predictor.summaries import words
from predictor.summaries.news import news_for

if TYPE_CHECKING:
    from django.contrib.auth.models import User

State = SummaryOfWeek.State


@dataclass(frozen=True)
class Mail:
    """What somebody would get now."""

    to: "User"
    week: dt.date
    until: dt.datetime
    older: int
    subject: str
    body: str


def switch(user: "User", *, on: bool) -> None:
    """Switched on again, it tells of what comes from then on."""
    if on:
        SummaryWanted.objects.get_or_create(account=user)
    else:
        SummaryWanted.objects.filter(account=user).delete()


def is_on(user: "User") -> bool:
    return SummaryWanted.objects.filter(account=user).exists()


def last_of(user: "User") -> SummaryOfWeek | None:
    """The last one that surely went out."""
    return SummaryOfWeek.objects.filter(account=user, state=State.SENT).first()


def due() -> Iterator[Mail]:
    """For whoever has news and no mail of this week yet."""
    wanted = SummaryWanted.objects.filter(account__is_active=True).exclude(account__email="")
    for one in wanted.select_related("account").order_by("account"):
        if mail := _mail_for(one, timezone.now()):
            yield mail


def send(mail: Mail) -> str:
    """'sent', 'taken' where another run has it, or why it failed; then the next run tries again."""
    if not _claimed(mail):
        return "taken"
    row = SummaryOfWeek.objects.filter(account=mail.to, week=mail.week)
    try:
        send_mail(mail.subject, mail.body, settings.DEFAULT_FROM_EMAIL, [mail.to.email])
    except (OSError, ValueError) as error:
        why = str(error) or type(error).__name__
        row.update(state=State.FAILED, why=why[:LONGEST_WHY])
        return why
    row.update(state=State.SENT, why="")
    return "sent"


def unconfirmed() -> int:
    """Mails of this week that were begun by a run that did not end: perhaps sent, and not sent again."""
    return SummaryOfWeek.objects.filter(week=_monday(), state=State.CLAIMED).count()


def _mail_for(wanted: SummaryWanted, now: dt.datetime) -> Mail | None:
    week = _monday()
    rows, last = SummaryOfWeek.objects.filter(account=wanted.account), last_of(wanted.account)
    if rows.filter(week=week).exclude(state=State.FAILED).exists():
        return None
    since = max(wanted.since, last.until) if last else wanted.since
    news = news_for(wanted.account, since, now)
    if not news.is_new:
        return None
    with translation.override(_language(wanted.account)):
        return Mail(wanted.account, week, now, news.older, words.subject(), words.body(news))


def _claimed(mail: Mail) -> bool:
    """Stored for good before anything is sent: of two runs one has it."""
    told = {"state": State.CLAIMED, "until": mail.until, "older": mail.older}
    with transaction.atomic():
        row, is_new = SummaryOfWeek.objects.get_or_create(account=mail.to, week=mail.week, defaults=told)
        return is_new or SummaryOfWeek.objects.filter(pk=row.pk, state=State.FAILED).update(**told) == 1


def _monday() -> dt.date:
    today = timezone.localdate()
    return today - dt.timedelta(days=today.weekday())


def _language(user: "User") -> str:
    kept = ChosenLanguage.objects.filter(account=user).values_list("code", flat=True).first()
    return kept if kept in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
