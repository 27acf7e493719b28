#!/usr/bin/env python
"""Django's commands. Starts the embedded servers by itself when none run and none are configured."""

import atexit
import sys

from django.core.management import execute_from_command_line

from oqu.local import environment, servers
from oqu.local.schema import SchemaNotMade
from oqu.local.starting import ServerDidNotStart


def main() -> None:
    atexit.register(servers.leave)
    try:
        environment.for_command(sys.argv[1:])
    except (ServerDidNotStart, SchemaNotMade) as reason:
        sys.exit(str(reason))
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
