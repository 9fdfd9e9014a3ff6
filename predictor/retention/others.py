"""What else goes after a time, and is about files, jobs and accounts: told beside the kinds about students."""

from predictor.access import clearing as access
from predictor.access.clearing import Ended
from predictor.jobs import clearing as jobs


def others() -> list[Ended]:
    return [*access.ended(), *jobs.ended()]
