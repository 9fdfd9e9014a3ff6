"""A schema of three fields, and rows to check against it."""

from mlcore.pipeline.files.checking import CheckedTable, check_table
from mlcore.pipeline.files.reading import RawTable
from mlcore.pipeline.schema import Field, Question, Schema

SCHEMA = Schema(
    name="tiny",
    version=1,
    label="Tiny",
    fields=(
        Field(slug="colour", label="Colour", kind="category", choices=("red", "green"), aliases=("hue",)),
        Field(slug="place", label="Place", kind="group"),
        Field(slug="change", label="Change of score", kind="number", minimum=-50, maximum=50),
    ),
    tasks=(Question(slug="guess", label="Guess", target="change", inputs=("colour",)),),
)
HEADERS = ("colour", "place", "change")


def table(*rows, headers=HEADERS, delimiter=",") -> RawTable:
    return RawTable(headers, list(enumerate(map(list, rows), start=2)), delimiter)


def check(*rows, required=None, **options) -> CheckedTable:
    return check_table(table(*rows, **options), SCHEMA, required=required)
