"""Reads settings strictly: what cannot be meant is refused with the setting's name and what it may be."""

import os
from ipaddress import ip_network
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import environ
from django.core.exceptions import ImproperlyConfigured
from django.http.request import validate_host

SWITCHES = {"true": True, "yes": True, "on": True, "1": True, "false": False, "no": False, "off": False, "0": False}
OWN_MACHINE = ("localhost", "127.0.0.1", "[::1]", "testserver")
PORT = 8080  # of `make run` and of the image
MAIL_SECONDS = 20
CONNECT_SECONDS = 5  # below the 8 that the health check of a container waits
# Seconds until a side is asked whether it is there, and between two questions of three: then its connection ends, and
# with it the locks of a machine that vanished. Linux would wait for two hours.
IDLE, INTERVAL, COUNT = 20, 10, 3


def read(path: Path | None = None) -> environ.Env:
    """The environment; what it does not say is taken from the file, where there is one."""
    env = environ.Env()
    try:
        if path:
            env.read_env(path)
    except UnicodeDecodeError as error:
        raise ImproperlyConfigured(f"{path} is not text in UTF-8: {error}") from None
    env.ENVIRON = {name: _unquoted(value) for name, value in os.environ.items()}
    return env


def _unquoted(value: str) -> str:
    """Compose and shells take the quotes of an env file away, `docker run --env-file` and systemd's likes do not."""
    text = value.strip()
    is_quoted = len(text) > 1 and text[0] == text[-1] and text[0] in "\"'"
    return text[1:-1] if is_quoted else value


def switch(env: environ.Env, name: str, default: bool = False) -> bool:
    # The library takes every word that it does not know for false: a misspelt HTTPS=true would unlock the cookies.
    text = env.str(name, default="").strip().lower()
    if text and text not in SWITCHES:
        raise ImproperlyConfigured(f"{name} must be true or false, not '{text}'")
    return SWITCHES.get(text, default)


# In days: a hundred years.
LONGEST_KEPT = 36_500


def whole(env: environ.Env, name: str, default: int, least: int, most: int) -> int:
    text = env.str(name, default="").strip() or str(default)
    try:
        number = int(text)
    except ValueError:
        number = least - 1
    if not least <= number <= most:
        raise ImproperlyConfigured(f"{name} must be a whole number from {least:,} to {most:,}, not '{text}'")
    return number


def decimal(env: environ.Env, name: str, default: float, least: float, most: float) -> float:
    text = env.str(name, default="").strip() or str(default)
    try:
        number = float(text)
    except ValueError:
        number = least - 1
    if not least <= number <= most:  # not a number is no number either
        raise ImproperlyConfigured(f"{name} must be a number from {least:g} to {most:g}, with a point, not '{text}'")
    return number


def hosts(env: environ.Env, name: str, *, debug: bool) -> list[str]:
    found = [host for entry in env.list(name, default=[]) if (host := entry.strip())]
    if not found:
        raise ImproperlyConfigured(f"{name} must name the hosts that are served, e.g. {name}=perf.example.org")
    if "*" in found:
        raise ImproperlyConfigured(
            f"{name}=* would answer to any name that somebody points here; name the hosts instead"
        )
    if debug and not set(found) <= set(OWN_MACHINE):
        raise ImproperlyConfigured(
            "DEBUG=true shows code and data to every visitor and is for one's own machine only: set DEBUG=false, "
            f"or {name}=localhost,127.0.0.1"
        )
    return found


def site(env: environ.Env, name: str, served: list[str], *, https: bool) -> str:
    """By which address mails lead here, since a command has no request; without a slash at its end. Left out, it is the
    first host: with the port on one's own machine."""
    text = env.str(name, default="").strip().removesuffix("/")
    if not text:
        return _first(env, served[0].lstrip("."), https=https)
    host = _host(name, text)
    if not validate_host(host, served):
        raise ImproperlyConfigured(f"{name} leads to {host}, which ALLOWED_HOSTS does not name")
    if https and not text.startswith("https://"):
        raise ImproperlyConfigured(f"HTTPS=true: {name} must begin with https://, not '{text}'")
    return text


def _first(env: environ.Env, host: str, *, https: bool) -> str:
    if https or host not in OWN_MACHINE:
        return f"{'https' if https else 'http'}://{host}"
    return f"http://{host}:{whole(env, 'PORT', PORT, 1, 65_535)}"


def _host(name: str, text: str) -> str:
    """As ALLOWED_HOSTS would name it."""
    try:
        parts = urlsplit(text)
        host = parts.netloc.removesuffix(f":{parts.port}").lower()
    except ValueError:
        host = ""
    if not host or "@" in host or text not in (f"http://{parts.netloc}", f"https://{parts.netloc}"):
        raise ImproperlyConfigured(
            f"{name} must be an address such as https://perf.example.org or http://127.0.0.1:8080, not '{text}'"
        )
    return host


def networks(env: environ.Env, name: str, default: list[str]) -> list[str]:
    found: list[str] = env.list(name, default=default)
    for text in found:
        try:
            ip_network(text)
        except ValueError as error:
            raise ImproperlyConfigured(f"{name} must list networks such as 10.0.0.0/8; {error}") from None
    return found


def folder(env: environ.Env, name: str, default: Path) -> Path:
    path = Path(env.str(name, default="").strip() or default).resolve()
    nearest = next(place for place in (path, *path.parents) if place.exists())
    if not nearest.is_dir():
        raise ImproperlyConfigured(f"{name} must be a folder, or a place where one can be made; {nearest} is a file")
    return path


def time_zone(env: environ.Env, name: str, default: str) -> str:
    text = env.str(name, default="").strip() or default
    try:
        ZoneInfo(text)
    except (ValueError, OSError, ZoneInfoNotFoundError):
        raise ImproperlyConfigured(f"{name} must be a name such as Europe/Berlin, not '{text}'") from None
    return text


def mail(env: environ.Env, name: str, sender: str) -> dict[str, Any]:
    """Settings of Django's mail; without an address of a server mails are printed."""
    text = env.str(name, default="").strip() or "consolemail://"
    try:
        found = dict(env.email_url_config(text))
    except (ImproperlyConfigured, KeyError, ValueError):
        raise ImproperlyConfigured(f"{name} cannot be read: expected smtp+tls://user:password@host:587") from None
    told = {key: value for key, value in found.items() if key.startswith("EMAIL_")}
    return told | {"EMAIL_TIMEOUT": MAIL_SECONDS, "DEFAULT_FROM_EMAIL": sender}


def database(env: environ.Env, name: str) -> dict[str, Any]:
    try:
        found = dict(env.db(name))
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} cannot be read: {error}") from None
    if "postgresql" not in found.get("ENGINE", ""):
        raise ImproperlyConfigured(f"{name} must begin with postgres://; no other database is supported")
    # A server that takes a connection and never answers would keep every thread, and a stop waiting for them.
    found["OPTIONS"] = {"connect_timeout": CONNECT_SECONDS} | _kept_alive() | found.get("OPTIONS", {})
    return found


def _kept_alive() -> dict[str, Any]:
    """What both sides do to notice that the other one vanished: ours by its own settings, the server by `options`."""
    times = {"keepalives_idle": IDLE, "keepalives_interval": INTERVAL, "keepalives_count": COUNT}
    unanswered = {"tcp_user_timeout": 1000 * (IDLE + INTERVAL * COUNT)}
    asked = {f"tcp_{name}": value for name, value in times.items()} | unanswered
    return {"keepalives": 1, **times, **unanswered, "options": " ".join(f"-c {name}={asked[name]}" for name in asked)}


def kept_days(env: environ.Env) -> dict[str, int]:
    """By the names of `predictor.retention.kinds`."""
    return {
        "archived_classes": whole(env, "ARCHIVED_CLASS_DAYS", 730, 1, LONGEST_KEPT),
        "idle_classes": whole(env, "IDLE_CLASS_DAYS", 400, 1, LONGEST_KEPT),
        "former_predictions": whole(env, "FORMER_PREDICTION_DAYS", 365, 1, LONGEST_KEPT),
        "undo_data": whole(env, "UNDO_DAYS", 365, 1, LONGEST_KEPT),
        "recorded_datasets": whole(env, "RECORDED_DATASET_DAYS", 1_095, 1, LONGEST_KEPT),
        "imported_datasets": whole(env, "DATASET_DAYS", 1_825, 1, LONGEST_KEPT),
        "training_details": whole(env, "TRAINING_DETAIL_DAYS", 1_095, 1, LONGEST_KEPT),
        "access_log": whole(env, "ACCESS_LOG_DAYS", 1_095, 1, LONGEST_KEPT),
    }


def cleared_days(env: environ.Env) -> dict[str, int]:
    """Of files and accounts; by the names that `predictor.access.clearing` asks for."""
    return {
        "drafts": whole(env, "DRAFT_DAYS", 7, 1, LONGEST_KEPT),
        "refused_rows": whole(env, "REFUSED_ROW_DAYS", 30, 1, LONGEST_KEPT),
        "cleared_files": whole(env, "CLEARED_FILE_DAYS", 60, 1, LONGEST_KEPT),
        "predicted_files": whole(env, "PREDICTED_FILE_DAYS", 7, 1, LONGEST_KEPT),
        "log_ins": whole(env, "LOG_IN_DAYS", 90, 1, LONGEST_KEPT),
    }


def notice_days(env: environ.Env) -> int:
    return whole(env, "RETENTION_NOTICE_DAYS", 30, 1, LONGEST_KEPT)
