"""Say which formats a table has the marks of."""

from collections.abc import Sequence

from mlcore.pipeline.exceptions import DataError
from mlcore.pipeline.files.formats import table
from mlcore.pipeline.files.formats.format import Format
from mlcore.pipeline.files.formats.heading import Rows
from mlcore.pipeline.messages import N_, Message, message
from mlcore.pipeline.schema import header_key
from mlcore.pipeline.schema.spelling import spelled, tidy

# Below the header stand at most so many rows before the one that tells maxima.
NOTES = 3
NOT_OF_FORMAT = N_("The file lacks the columns by which %(format)s is known. Leave --format out.")


class SeveralFormats(DataError):
    """A table with the marks of more than one format; somebody must say which it is."""

    def __init__(self, formats: Sequence[Format]) -> None:
        self.formats = tuple(formats)
        named: Message | str = ""
        for one in formats:
            told = message("%(name)s (--format %(slug)s)", name=one.name, slug=one.slug)
            named = message(N_("%(first)s or %(last)s"), first=named, last=told) if named else told
        several = N_("The file can be read as an export of %(formats)s. Say which, or --format plain for neither.")
        super().__init__(several, formats=named)


def format_of(rows: Rows, header: int, asked: str | None = None) -> Format:
    """The format of these first rows, of which one is the header; `PLAIN` for none. `asked`: the slug that was said.

    Raises DataError for an unknown slug or one that does not fit, SeveralFormats where it must be said.
    """
    if asked == "plain":
        return table.PLAIN
    fitting = [one for one in table.FORMATS if fits(one, rows, header)]
    if asked:
        return _asked(asked, fitting)
    if len(fitting) > 1:
        raise SeveralFormats(fitting)
    return fitting[0] if fitting else table.PLAIN


def fits(one: Format, rows: Rows, header: int) -> bool:
    headers = [tidy(cell) for cell in rows[header]]
    keys = set(map(header_key, headers))
    return (
        _begins(one, rows)
        and _keys(one.required) <= keys
        and not _keys(one.unless) & keys
        and len(_keys(one.words) & keys) >= one.fewest
        and (one.sign is None or any(map(one.sign.fullmatch, headers)))
        and (not one.maxima or maxima_place(one, rows, header) is not None)
    )


def maxima_place(one: Format, rows: Rows, header: int) -> int | None:
    """The row soon below the header that tells the maxima, if there is one."""
    below = range(header + 1, min(len(rows), header + 2 + NOTES))
    wanted = spelled(one.maxima)
    return next((place for place in below if rows[place] and spelled(rows[place][0]) == wanted), None)


def _asked(slug: str, fitting: Sequence[Format]) -> Format:
    every = {one.slug: one for one in table.FORMATS}
    if slug not in every:
        unknown = N_("No format is called '%(slug)s'. There are: %(slugs)s, and plain for none of them.")
        raise DataError(unknown, slug=slug, slugs=", ".join(every))
    if every[slug] not in fitting:
        raise DataError(NOT_OF_FORMAT, format=every[slug].name)
    return every[slug]


def _begins(one: Format, rows: Rows) -> bool:
    return not one.first_cell or (bool(rows[0]) and spelled(rows[0][0]) == spelled(one.first_cell))


def _keys(words: Sequence[str]) -> set[str]:
    return set(map(header_key, words))
