"""`python -m portal`: the commands of manage.py, with a fault of the set-up told in one line."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from environs import EnvError


def main() -> None:
    """Run the command; exit with one line instead of a traceback where the set-up is at fault."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    try:
        execute_from_command_line(["portal", *sys.argv[1:]])
    except (EnvError, ImproperlyConfigured) as error:
        sys.exit(f"The settings are not right: {error}")
    except OSError as error:
        sys.exit(f"{error.filename or 'A file'} cannot be used: {error.strerror or error}")
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
