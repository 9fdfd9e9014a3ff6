"""A line of the log as a reader is told it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from predictor.models import AccessLine

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# Addresses end in what kind of answer they give; what they are about is the same.
ENDINGS = ("-csv", "-xlsx", "-pdf", "-json", "-list")
OF_A_STUDENT, OF_A_CLASS = gettext_lazy("the student's page"), gettext_lazy("the page of a class")
OF_PREDICTIONS = gettext_lazy("the predictions of a class")
FILE, SCHOOL = gettext_lazy("a file for a class"), gettext_lazy("a file for a school")
TABLE = gettext_lazy("a table of the database")
LINES: Mapping[str, "StrOrPromise"] = {
    "student": OF_A_STUDENT,
    "student-edit": gettext_lazy("what is known of the student"),
    "student-new": gettext_lazy("the student"),
    "student-delete": gettext_lazy("the student, with everything predicted"),
    "student-forget": gettext_lazy("the student, with all that models learned from them"),
    "student-forgetting": gettext_lazy("the student, with all that models learned from them"),
    "student-moving": gettext_lazy("the student's class"),
    "student-classes": gettext_lazy("the student's classes"),
    "student-classroom": gettext_lazy("the student's classes"),
    "student-classrooms": gettext_lazy("the student's classes"),
    "student-leave": gettext_lazy("the student's classes"),
    "student-sheet": gettext_lazy("the conversation sheet"),
    "student-file": gettext_lazy("the file of the student"),
    "student-access": gettext_lazy("the access log of the student"),
    "student-who-sees": gettext_lazy("who can see the student"),
    "student-seers": gettext_lazy("who can see the student"),
    "student-result": gettext_lazy("a result"),
    "result-correct": gettext_lazy("a result"),
    "results": gettext_lazy("the results"),
    "support": gettext_lazy("the support"),
    "support-correct": gettext_lazy("the support"),
    "support-end": gettext_lazy("the support"),
    "support-history": gettext_lazy("the support"),
    "objection": gettext_lazy("the objection"),
    "student-objection": gettext_lazy("the objection"),
    "objection-log": gettext_lazy("the objection"),
    "correction": gettext_lazy("a request to correct an entry"),
    "correction-decision": gettext_lazy("a request to correct an entry"),
    "corrections": gettext_lazy("requests to correct an entry"),
    "waiting-corrections": gettext_lazy("requests to correct an entry"),
    "target": gettext_lazy("a target"),
    "targets": gettext_lazy("the targets"),
    "target-history": gettext_lazy("the targets"),
    "timeline": gettext_lazy("the time line"),
    "submissions": gettext_lazy("what was entered for a student"),
    "subjects": gettext_lazy("all subjects"),
    "predict": gettext_lazy("a prediction"),
    "predict-any": gettext_lazy("a prediction"),
    "prediction": gettext_lazy("a prediction"),
    "explanation": gettext_lazy("the reasons of a prediction"),
    "prediction-reasons": gettext_lazy("the reasons of a prediction"),
    "prediction-chances": gettext_lazy("the chances of a prediction"),
    "chances": gettext_lazy("the chances of a prediction"),
    "prediction-what-if": gettext_lazy("a prediction with other entries"),
    "what-if": gettext_lazy("a prediction with other entries"),
    "prediction-feedback": gettext_lazy("what is said of a prediction"),
    "feedback": gettext_lazy("what is said of a prediction"),
    "classroom": OF_A_CLASS,
    "classroom-glance": OF_A_CLASS,
    "classroom-archive": gettext_lazy("a class, archived"),
    "classroom-archiving": gettext_lazy("a class, archived"),
    "classroom-bring-back": gettext_lazy("a class, brought back"),
    "classroom-next-year": gettext_lazy("a class, taken into the next year"),
    "classroom-entries": gettext_lazy("the entries of a class"),
    "classroom-results": gettext_lazy("the results of a class"),
    "classroom-places": gettext_lazy("the places in a group"),
    "classroom-places-considered": gettext_lazy("the places in a group"),
    "classroom-edit": gettext_lazy("the name of a class"),
    "classroom-delete": gettext_lazy("a class, with its students"),
    "classroom-fill": gettext_lazy("a filled gradebook"),
    "classroom-gradebook": gettext_lazy("a filled gradebook"),
    "classroom-left": gettext_lazy("who left a class"),
    "classroom-predict": OF_PREDICTIONS,
    "classroom-predictions": OF_PREDICTIONS,
    "prediction-batch": OF_PREDICTIONS,
    "class-predictions": OF_PREDICTIONS,
    "classroom-forecast": gettext_lazy("what to expect of a class"),
    "forecast": gettext_lazy("what to expect of a class"),
    "classroom-sheets": gettext_lazy("the conversation sheets of a class"),
    "classroom-teachers": gettext_lazy("a class, with who teaches it"),
    "classroom-teacher": gettext_lazy("a class, with who teaches it"),
    "teacher-remove": gettext_lazy("a class, with who teaches it"),
    "home": gettext_lazy("the first page"),
    "students": gettext_lazy("a list of students"),
    "history": gettext_lazy("a list of predictions"),
    "predictions": gettext_lazy("a list of predictions"),
    "my-estimates": gettext_lazy("their own estimates"),
    "own-estimates": gettext_lazy("their own estimates"),
    "described-class": gettext_lazy("the first class of a file"),
    "restore": gettext_lazy("a backup"),
    "import_oneroster": SCHOOL,
    "predict_file": OF_PREDICTIONS,
    "demo_school": gettext_lazy("a school that is made up"),
}
BEGINNINGS: Mapping[str, "StrOrPromise"] = {
    "import": FILE,
    "preview": FILE,
    "roster": SCHOOL,
    "school": SCHOOL,
    "predictor_": TABLE,
}
# Of one that adds or stores, an address is called otherwise than of one that shows.
STORED: Mapping[tuple[str, str], "StrOrPromise"] = {
    ("students", "added"): LINES["student-new"],
    ("predictions", "predicted"): LINES["prediction"],
}
DOORS: Mapping[str, "StrOrPromise"] = {
    AccessLine.Door.PAGE: pgettext_lazy("a door", "in the browser"),
    AccessLine.Door.API: pgettext_lazy("a door", "by a program (API)"),
    AccessLine.Door.FILE: pgettext_lazy("a door", "by a file"),
    AccessLine.Door.COMMAND: pgettext_lazy("a door", "at the command line"),
    AccessLine.Door.JOB: pgettext_lazy("a door", "in the background"),
    AccessLine.Door.ADMIN: pgettext_lazy("a door", "in Django's admin"),
}


@dataclass(frozen=True)
class Said:
    line: AccessLine
    who: str
    act: str
    what: str
    door: str


def said(line: AccessLine) -> Said:
    who = line.account_name or _("the product itself")
    return Said(line, who, line.get_act_display(), what(line.what, line.act), str(DOORS[line.door]))


def what(name: str, act: str = "") -> str:
    """Of the address, command or job; one that an earlier release had stands as it was called."""
    plain = name.removeprefix("api-")
    for ending in ENDINGS:
        plain = plain.removesuffix(ending)
    found = STORED.get((plain, act)) or LINES.get(plain)
    begun = (words for beginning, words in BEGINNINGS.items() if plain.startswith(beginning))
    return str(found or next(begun, name))
