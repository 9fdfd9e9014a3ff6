"""Which languages are offered: English, and each of which a catalog lies in the folder; a third one needs no code."""

from pathlib import Path

from django.conf.locale import LANG_INFO

ENGLISH = "en-gb"


def offered(folder: Path) -> list[tuple[str, str]]:
    """Codes and the languages' own names, as LANGUAGES wants them."""
    found = sorted(path.parents[1].name for path in folder.glob("*/LC_MESSAGES/django.mo"))
    return [(ENGLISH, "English"), *((code, _own_name(code)) for code in map(_code, found))]


def _code(locale: str) -> str:
    """'pt-br' of the folder pt_BR."""
    return locale.replace("_", "-").lower()


def _own_name(code: str) -> str:
    info = LANG_INFO.get(code) or LANG_INFO.get(code.partition("-")[0]) or {}
    return str(info.get("name_local", code)).capitalize()
