#!/usr/bin/env python
"""The one command line of the project: `manage.py help` lists what it can do."""

import os
import sys
from importlib.util import find_spec


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "studentperf.settings")
    if find_spec("django") is None:
        sys.exit("Django is not installed for this Python. Run `make run` once, then: .venv/bin/python manage.py ...")
    # A name from an older disk: Python passes its bytes on as halves of letters, which no database stores.
    for argument in sys.argv[1:]:
        if not argument.isprintable() and any("\ud800" <= letter <= "\udfff" for letter in argument):
            shown = argument.encode(errors="surrogateescape").decode(errors="replace")
            sys.exit(f"'{shown}' holds letters that are not UTF-8. Rename the file, or write it in another way.")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line
    from django.db import InterfaceError, OperationalError

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(f"Settings: {error}")
    except (OperationalError, InterfaceError) as error:
        if "--traceback" in sys.argv:
            raise
        from studentperf.basics.exceptions_told import message

        said = message(error) or "the connection was closed"
        sys.exit(f"Database: {said}\nSee that it runs, then run the command again.")
    except KeyboardInterrupt:
        sys.stderr.write("Stopped; run it again to go on.\n")
        sys.exit(130)


if __name__ == "__main__":
    main()
