"""What came of a correction, in words."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from predictor.corrections.work import CarriedOut


def came_of(done: CarriedOut) -> str:
    """'The entry was corrected. 2 predictions that were made with it are marked; 1 was made again.'"""
    said = [_("The entry was corrected.")]
    if done.marked:
        told = ngettext(
            "%(count)s prediction that was made with it is marked.",
            "%(count)s predictions that were made with it are marked.",
            done.marked,
        )
        said.append(told % {"count": done.marked})
    if done.again:
        again = ngettext(
            "%(count)s question was predicted again.", "%(count)s questions were predicted again.", len(done.again)
        )
        said.append(again % {"count": len(done.again)})
    said += [
        _("“%(task)s” could not be predicted again: %(why)s") % {"task": task.label, "why": why}
        for task, why in done.not_again
    ]
    return " ".join(said)
