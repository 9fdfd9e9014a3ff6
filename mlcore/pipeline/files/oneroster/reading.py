"""Read a OneRoster zip, 1.1 or 1.2, bulk or delta, into plain records whose references are checked."""

from pathlib import Path

from mlcore.pipeline.files.oneroster import rows
from mlcore.pipeline.files.oneroster.archive import members, opened_archive
from mlcore.pipeline.files.oneroster.keyed import by_id, rows_in
from mlcore.pipeline.files.oneroster.manifest import manifest_of
from mlcore.pipeline.files.oneroster.people import people_of
from mlcore.pipeline.files.oneroster.records import Roster
from mlcore.pipeline.files.oneroster.references import refuse_wrong_references


def read_oneroster(path: Path) -> Roster:
    """Raises DataError with file, line and column for whatever is wrong; nothing is read in part."""
    with opened_archive(path) as archive:
        version, modes = manifest_of(archive, members(archive))
        people = people_of(archive, version, modes)
        roster = Roster(
            version=version,
            modes=modes,
            orgs=by_id(archive, modes, "orgs.csv", rows.ORGS, rows.org),
            classes=by_id(archive, modes, "classes.csv", rows.CLASSES, rows.school_class),
            teachers=people.teachers,
            students=people.students,
            enrolments=by_id(archive, modes, "enrollments.csv", rows.ENROLMENTS, rows.enrolment),
            line_items=by_id(archive, modes, "lineItems.csv", rows.LINE_ITEMS, rows.line_item),
            results=by_id(archive, modes, "results.csv", rows.RESULTS, rows.result),
            other_people=len(people.others),
            demographics=rows_in(archive, modes, "demographics.csv"),
        )
    refuse_wrong_references(roster, people)
    return roster
