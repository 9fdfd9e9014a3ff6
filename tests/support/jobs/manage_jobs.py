"""manage.py with work that only tests have, on the database of a test."""

import os
import sys
from datetime import timedelta


def main():
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import execute_from_command_line
    from patient_work import add_kinds

    from predictor.jobs.worker import queue

    settings.DATABASES["default"]["NAME"] = os.environ["JOBS_DATABASE"]
    queue.STALE = timedelta(seconds=float(os.environ["JOBS_STALE"]))
    add_kinds()
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
