"""Ctrl-C for the launcher alone."""

import os
import signal
import sys


def take() -> None:
    """
    Become the terminal's foreground group, when started in the foreground.

    Otherwise Ctrl-C reaches `make` as well, which calls a run that ended well a failure.
    """
    if not sys.stdin.isatty() or os.tcgetpgrp(0) != os.getpgrp():
        return
    signal.signal(signal.SIGTTOU, signal.SIG_IGN)
    os.setpgid(0, 0)
    os.tcsetpgrp(0, os.getpgrp())


def give_back() -> None:
    if sys.stdin.isatty() and os.tcgetpgrp(0) == os.getpgrp():
        os.tcsetpgrp(0, os.getpgid(os.getppid()))
