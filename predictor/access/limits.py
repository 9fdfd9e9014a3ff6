"""How often something may be tried: counted in the database, so that it holds over every process and machine."""

from dataclasses import dataclass

from django.db import connection
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from predictor.models import Tried
from studentperf.basics import visitors

# One statement: two that count at once are both counted.
COUNT = """\
INSERT INTO predictor_tried AS t (what, times, ends) VALUES (%(what)s, 1, now() + %(seconds)s * interval '1 second')
ON CONFLICT (what) DO UPDATE SET
    times = CASE WHEN t.ends <= now() THEN 1 ELSE t.times + 1 END,
    ends = CASE WHEN t.ends <= now() THEN excluded.ends ELSE t.ends END
RETURNING times
"""


@dataclass(frozen=True)
class Limit:
    """So many times in so many seconds, which begin with the first."""

    name: str
    most: int
    seconds: int

    def allows(self, whose: object) -> bool:
        """Counts one more."""
        with connection.cursor() as cursor:
            cursor.execute(COUNT, {"what": self._key(whose), "seconds": self.seconds})
            return bool(cursor.fetchone()[0] <= self.most)

    def is_reached(self, whose: object) -> bool:
        return Tried.objects.current().filter(what=self._key(whose), times__gte=self.most).exists()

    def forget(self, whose: object) -> None:
        Tried.objects.filter(what=self._key(whose)).delete()

    def _key(self, whose: object) -> str:
        """Tells nobody whose it is: it may be a mail address or a code."""
        return f"{self.name}-{salted_hmac(self.name, str(whose), algorithm='sha256').hexdigest()}"


SECOND_FACTOR = Limit("second-factor", 10, 15 * 60)
# A code lives for three half minutes, and counts once.
USED_CODE = Limit("used-code", 1, 5 * 60)
RESETS_OF_ADDRESS = Limit("resets-of-address", 3, 60 * 60)
RESETS_BY_VISITOR = Limit("resets-by-visitor", 30, 60 * 60)
# A school has one address, and nobody guesses 256 bits: this stops machines, not people.
WRONG_LINKS = Limit("wrong-links", 100, 60 * 60)


def visitor(request: HttpRequest) -> str:
    return visitors.address(request) or "unknown"
