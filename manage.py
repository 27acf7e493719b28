#!/usr/bin/env python
"""Django's commands. Starts the embedded servers by itself when none run and none are configured."""

import atexit
import sys

from django.core.management import execute_from_command_line

from oqu.local import environment, servers
from oqu.local.starting import ServerDidNotStart


def main() -> None:
    try:
        environment.for_command(sys.argv[1:])
    except ServerDidNotStart as reason:
        sys.exit(str(reason))
    atexit.register(servers.leave)
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
