"""How the installation is set up, as far as it matters for who gets in and where data lies."""

from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mlcore.models import Restoration
from mlcore.words.numbers import count
from predictor.access_log.chain.sealing import head
from predictor.documents.facts.words import day, days, how_many, moment, yes
from predictor.documents.parts import Table
from predictor.models import AccessLine, AccessSeal

EMBEDDED = "studentperf.embedded_postgres"
NETWORK_MAIL = "smtp"


def set_up() -> Table:
    """Settings of the server; nothing of it is secret."""
    rows = [
        (_("Release"), settings.VERSION),
        (_("Address"), settings.SITE_URL),
        *_signing_in(),
        *_ends(),
        *places(),
    ]
    return Table(_("How it is set up"), (_("What"), _("As it stands")), rows)


def _signing_in() -> list[tuple[str, str]]:
    provider = settings.OIDC
    return [
        (_("Encrypted connections only"), yes(settings.HTTPS)),
        (_("Log-in with a password"), yes(settings.PASSWORD_SIGN_IN)),
        (_("Log-in with the school's own account"), f"{provider.name} ({provider.server})" if provider else _("no")),
        (_("Second factor demanded of admins"), yes(settings.SECOND_FACTOR_FOR_ADMINS)),
        (_("Teachers explore the data as totals"), yes(settings.EXPLORE_FOR_TEACHERS)),
    ]


def _ends() -> list[tuple[str, str]]:
    unused, whole = settings.SESSION_COOKIE_AGE // 60, settings.SESSION_HOURS
    hours = ngettext("%(count)s hour at most", "%(count)s hours at most", whole) % {"count": count(whole)}
    minutes = ngettext("%(count)s minute unused", "%(count)s minutes unused", unused) % {"count": count(unused)}
    return [
        (_("A log-in ends after"), f"{minutes}; {hours}"),
        (_("A token of the API ends after"), days(settings.API_TOKEN_DAYS)),
        (_("An invitation ends after"), days(settings.INVITATION_DAYS)),
        (_("Largest file that is taken"), _("%(count)s MB") % {"count": count(settings.UPLOAD_MEGABYTES)}),
    ]


def places() -> list[tuple[str, str]]:
    return [
        (_("Database"), _database()),
        (_("Files of models"), _bundles()),
        (_("Mail"), _mail()),
        (_("Other machines that train"), _cluster()),
    ]


def _database() -> str:
    found = settings.DATABASES["default"]
    if found["ENGINE"] == EMBEDDED:
        return _("on the server itself, in its data folder")
    return _("Postgres on %(host)s") % {"host": found.get("HOST") or _("the server itself")}


def _bundles() -> str:
    options = settings.STORAGES["bundles"].get("OPTIONS", {})
    bucket = options.get("bucket_name")
    return _("in the bucket %(name)s") % {"name": bucket} if bucket else _("on the server itself, in its data folder")


def _mail() -> str:
    if NETWORK_MAIL not in settings.EMAIL_BACKEND:
        return _("not sent; written to the log of the server")
    return _("sent through %(host)s") % {"host": settings.EMAIL_HOST}


def _cluster() -> str:
    host = urlsplit(settings.DASK_SCHEDULER).hostname if settings.DASK_SCHEDULER else ""
    return _("a cluster at %(host)s; rows go there without names") % {"host": host} if host else _("no")


def log() -> list[str]:
    """How far the access log is sealed. Whether it is whole costs reading all of it, which a command does."""
    place, _hash = head()
    newest = AccessSeal.objects.order_by("-place").first()
    if newest is None:
        sealed = _("The access log has no sealed line yet.")
    else:
        told = _("The access log is sealed up to line %(place)s, on %(at)s.")
        sealed = told % {"place": count(place), "at": moment(newest.at)}
    waiting = _("Lines that wait for their seal: %(count)s.") % {"count": how_many(AccessLine.objects.unsealed())}
    return [
        sealed,
        waiting,
        _("Whether it is whole is told by the command verify_log; this document did not check it."),
    ]


def backups() -> list[str]:
    newest = Restoration.objects.first()
    told = _("When the last backup was made is not known here: backups are files that lie outside of the database.")
    if newest is None:
        return [told, _("No backup was ever restored.")]
    facts = {"made": day(newest.made_at), "at": day(newest.at)}
    return [told, _("The last restore, on %(at)s, was of a backup of %(made)s.") % facts]
