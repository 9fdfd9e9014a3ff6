"""Lists of students, which hold whatever was chosen when they were made."""

from mlcore.pipeline.files.formats.format import Format

LISTS = (
    Format(
        slug="sims",
        name="SIMS or the like",
        words=("Adno", "Legal Surname", "Reg", "Reg Group", "UPN"),
        fewest=2,
        unless=("Arbor Student ID",),
        keys=("UPN", "Adno"),
        names=("Forename", "Surname", "Legal Forename", "Preferred Forename", "Legal Surname", "Preferred Surname"),
        nothing=("Abs",),
    ),
    Format(
        slug="arbor",
        name="Arbor",
        required=("Arbor Student ID",),
        words=("Sex", "Year group(s) this academic year", "Date of Birth", "Courses/classes", "SEN status"),
        keys=("Globally Unique Student ID", "UPN", "Arbor Student ID"),
        names=("Legal First Name", "Legal Last Name", "Preferred First Name", "Preferred Last Name"),
    ),
)
