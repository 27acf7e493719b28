"""
Run a command beside the embedded servers: `python -m oqu.local.with_servers pytest -n 2`.

The command takes this process's place, and with it the share in the servers.
"""

import os
import sys

from oqu.local import environment, servers
from oqu.local.starting import ServerDidNotStart


def main(command: list[str]) -> None:
    try:
        environment.embedded()
    except ServerDidNotStart as reason:
        sys.exit(str(reason))
    servers.pass_on()
    os.execvp(command[0], command)


if __name__ == "__main__":
    main(sys.argv[1:])
