"""Gradebooks: one row per student, one column per assignment."""

from mlcore.pipeline.files.formats.format import Format, pattern
from mlcore.pipeline.messages import N_

TOTAL = N_("a total that the other columns make up")
NO_RESULT = N_("no result")

GRADEBOOKS = (
    Format(
        slug="powerteacher",
        name="PowerTeacher Pro",
        first_cell="Teacher Name:",
        required=("Student Num", "Student Name", "Score"),
        keys=("Student Num",),
        names=("Student Name",),
        score=pattern(r"(?P<title>Score)"),
        maximum_line="Points Possible:",
        nothing=("Missing", "Exempt", "Absent"),
    ),
    Format(
        slug="canvas",
        name="Canvas",
        required=("ID", "Section"),
        words=("Student", "LastName", "FirstName", "SIS User ID", "SIS Login ID", "Integration ID", "Root Account"),
        fewest=1,
        keys=("SIS User ID", "SIS Login ID", "ID"),
        names=("Student", "LastName", "FirstName"),
        score=pattern(r"(?P<title>.+) \(\d+\)"),
        maxima="Points Possible",
        nothing=("EX", "N/A", "(read only)"),
        no_scores=(
            (pattern(r"(.+ )?(Unposted )?(Current|Final) (Points|Score|Grade)( \(.+\))?"), TOTAL),
            (pattern(r"(Unposted |Override ).*"), TOTAL),
        ),
    ),
    Format(
        slug="brightspace",
        name="Brightspace",
        required=("End-of-Line Indicator",),
        words=("OrgDefinedId", "Username", "Last Name", "First Name", "Email"),
        keys=("OrgDefinedId", "Username", "Email"),
        key_mark="#",
        names=("Last Name", "First Name"),
        score=pattern(
            r"(?P<title>.+) Points Grade <Numeric MaxPoints:(?P<maximum>[\d.,]+)"
            r"(?: Weight:[\d.,]+)?(?: Category:.+ CategoryWeight:[\d.,]+)?>"
        ),
        no_scores=(
            (pattern("End-of-Line Indicator"), N_("the mark of the end of a row")),
            (pattern(r"(?!.+ Points Grade <Numeric ).+ Grade <.+>"), N_("no points")),
            (pattern(r"Calculated Final Grade.*|Adjusted Final Grade.*"), TOTAL),
        ),
    ),
    Format(
        slug="blackboard",
        name="Blackboard",
        sign=pattern(r".+\[Total Pts: .+\].*"),
        words=("Last Name", "First Name", "Username", "Student ID", "Last Access", "Availability"),
        keys=("Student ID", "Username"),
        names=("Last Name", "First Name"),
        score=pattern(
            r"(?P<title>.+) \[Total Pts: (?:up to )?(?P<maximum>[\d.,]+)(?: [\w/]+)?\](?: \|\d+)?",
        ),
        nothing=("In Progress", "Needs Grading", "Needs Marking", "Exempt"),
        no_scores=(
            (pattern(r"(Weighted )?Total \[Total Pts: .+"), TOTAL),
            (pattern("Last Access|Availability"), NO_RESULT),
        ),
    ),
    Format(
        slug="moodle",
        name="Moodle",
        sign=pattern(r"Last downloaded from this course|.+ \((Real|Percentage|Letter)\)"),
        words=("First name", "Surname", "Last name", "ID number", "Institution", "Department", "Email address"),
        fewest=2,
        keys=("ID number", "Email address"),
        names=("First name", "Surname", "Last name"),
        score=pattern(r"(?P<title>.+) \((?:Real|(?P<percent>Percentage))\)"),
        nothing=("-", "Suspended"),
        no_scores=(
            (pattern(r"Course total.*|.+ total \(.+\)"), TOTAL),
            (pattern("Last downloaded from this course"), N_("the time of the export")),
            (pattern(r"Feedback: .+"), N_("a remark")),
            (pattern(r".+ \((Letter|Feedback)\)"), N_("no points")),
        ),
    ),
)
