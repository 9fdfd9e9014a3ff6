"""A schema with fields that must stay hidden, full of words that are found wherever they leak."""

import io
import re
import zipfile

from mlcore.datasets import schemas
from mlcore.datasets.schemas import SAMPLES, SHIPPED
from predictor.models import FieldRules

NUMBER = 41.4142
MARKS = ("zzhid", str(NUMBER), str(NUMBER).replace(".", ","))
HIDDEN = ("zzhidlunch", "zzhidcount")
FIELD = """
[[field]]
slug = "zzhidcount"
label = "Zzhidcounted"
kind = "number"
minimum = 0
maximum = 100
unit = "zzhidunits"
about = "moment"
sensitive = true
changeable = true
"""


def schema_text():
    """That of the exams, with a choice and a number that nobody else uses."""
    text = (SHIPPED / "exams.toml").read_text()
    text = text.replace('slug = "lunch"\nlabel = "Lunch"', 'slug = "zzhidlunch"\nlabel = "Zzhidlunch"')
    text = text.replace(
        'choices = ["standard", "free/reduced"]', 'choices = ["zzhidplain", "zzhidfree"]\naliases = ["zzhidfood"]'
    )
    text = re.sub(r'help = "Free[^\n]*', 'help = "Zzhidhelp about it."', text)
    text = text.replace('"lunch", "test_preparation"', '"zzhidlunch", "zzhidcount", "test_preparation"')
    return text.replace("[[task]]", FIELD + "\n[[task]]", 1)


def sample_text():
    lines = (SAMPLES / "exams.csv").read_text().splitlines()
    header = lines[0].replace("lunch", "zzhidlunch") + ",zzhidcount"
    rows = [f"{line},{20 + place % 50}.4142" for place, line in enumerate(lines[1:])]
    return "\n".join(
        [header, *(row.replace("free/reduced", "zzhidfree").replace("standard", "zzhidplain") for row in rows)]
    )


def mark_schema(monkeypatch, folder):
    """The exams are read from here."""
    (folder / "exams.toml").write_text(schema_text())
    (folder / "exams.csv").write_text(sample_text())
    monkeypatch.setattr(schemas, "SHIPPED", folder)
    monkeypatch.setattr("explored_datasets.SAMPLE", folder / "exams.csv")


def hide(by, roles=("teacher",), name="exams"):
    rules = {slug: dict.fromkeys(roles, []) for slug in HIDDEN}
    return FieldRules.objects.create(schema_name=name, version=2, rules=rules, reason="Nobody needs it.", made_by=by)


def marks_in(answer):
    """Words of the hidden fields in what was answered, its head and what is packed in it, with what stands around."""
    if answer.status_code >= 500:
        return [f"{answer.status_code}: {getattr(answer, 'exc_info', None)}"]
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    head = "\n".join(f"{name}: {value}" for name, value in answer.items())
    return sorted({found for text in (head, *_texts(content)) for found in _around(text)})


def _texts(content):
    if content.startswith(b"%PDF"):
        return []  # what is laid out in it is looked at before
    if content.startswith(b"PK"):
        packed = zipfile.ZipFile(io.BytesIO(content))
        return [packed.read(name).decode("utf-8", "replace") for name in packed.namelist()]
    return [content.decode("utf-8", "replace")]


def _around(text):
    low = text.lower()
    if not any(mark in low for mark in MARKS):
        return []  # what follows takes long
    marks = "|".join(re.escape(mark) for mark in MARKS)
    return [found[0] for found in re.finditer(rf"(?i).{{0,60}}(?:{marks}).{{0,30}}", text)]
