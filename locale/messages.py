"""Brings the catalogs of translations up to date with the texts in the code: `make messages`."""

import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import django
from babel.messages import Catalog, Message, extract, mofile, pofile
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[1]
LOCALE = ROOT / "locale"
PACKAGES = ("mlcore", "predictor", "studentperf", "templates")
# What Django knows, and what marks a text of the pipeline, which is put into a language by mlcore/words/said.
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "N_": None,
    "NN_": (1, 2),
}
# No day of a catalog's head: it would differ each time.
ALWAYS = datetime(2026, 1, 1, tzinfo=UTC)
OF_THE_DAY = rb"(?:POT-Creation-Date|PO-Revision-Date|Generated-By|Last-Translator|Report-Msgid|Language-Team)"
Found = tuple[str, str | tuple[str, ...], str | None]


def main() -> None:
    template = of_the_code()
    for path in catalogs():
        catalog = updated(path, template)
        path.write_bytes(as_text(catalog))
        path.with_suffix(".mo").write_bytes(compiled(catalog))
        missing = sum(1 for message in catalog if message.id and not is_said(message))
        sys.stdout.write(f"{path.parents[1].name}: {len(catalog)} texts, {missing} not translated\n")


def catalogs() -> list[Path]:
    return sorted(LOCALE.glob("*/LC_MESSAGES/django.po"))


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        catalog = pofile.read_po(file, locale=path.parents[1].name)
    catalog.creation_date = catalog.revision_date = ALWAYS
    return catalog


def updated(path: Path, template: Catalog) -> Catalog:
    """With every text of the code and no other. Nothing is guessed from a similar text: guesses would be shown."""
    catalog = read(path)
    catalog.update(template, no_fuzzy_matching=True)
    catalog.obsolete.clear()
    return catalog


def of_the_code() -> Catalog:
    catalog = Catalog(project="studentperf", charset="utf-8")
    for file, message, context in sorted(_found(), key=lambda one: (one[0], str(one[1]))):
        catalog.add(message, locations=[(file, 0)], context=context)
    return catalog


def _found() -> Iterator[Found]:
    for path in sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*")):
        if path.suffix in (".py", ".html"):
            source = path.read_text(encoding="utf-8")
            where = str(path.relative_to(ROOT))
            text = _as_python(source, where) if path.suffix == ".html" else source
            for _, message, _, context in extract.extract("python", BytesIO(text.encode()), KEYWORDS):
                yield where, message, context


def _as_python(source: str, name: str) -> str:
    """Django's own reading of a template; without indentation, which Python would take amiss."""
    return "\n".join(line.lstrip() for line in templatize(source, origin=name).splitlines())


def as_text(catalog: Catalog) -> bytes:
    """The same bytes for the same texts: no dates and no line numbers, which would differ with every change."""
    written = BytesIO()
    pofile.write_po(written, catalog, width=100, sort_by_file=True, include_lineno=False)
    return re.sub(rb'"%s[^\n]*\n' % OF_THE_DAY, b"", written.getvalue())


def compiled(catalog: Catalog) -> bytes:
    written = BytesIO()
    mofile.write_mo(written, catalog)
    return written.getvalue()


def is_said(message: Message) -> bool:
    said = message.string if isinstance(message.string, tuple) else (message.string,)
    return all(said)


if __name__ == "__main__":
    settings.configure()
    django.setup()
    main()
