"""How `make run` starts and ends. Nothing of it may stay behind, whatever ends it."""

import os
import signal
import socket

import pytest

from tests.local import miniature


@pytest.fixture
def start(tmp_path):
    portals = []

    def start(project=None, *, processes=None, **variables):
        project = project or miniature.make(tmp_path / "a clone", **(processes or {}))
        portals.append(miniature.Portal(project, **variables))
        return portals[-1]

    yield start
    for portal in portals:
        portal.kill()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_asked_to_stop_it_leaves_nothing_and_ends_well(start, number):
    portal = start().wait_until_ready()
    assert portal.pid_of("postgres")
    assert portal.pid_of("valkey-server")

    assert portal.send(number) == 0
    assert portal.is_gone()


def test_killed_it_leaves_nothing(start):
    portal = start().wait_until_ready()

    assert portal.send(signal.SIGKILL) == -signal.SIGKILL
    assert portal.is_gone()


@pytest.mark.parametrize(
    ("victim", "name"),
    [("postgres", "PostgreSQL"), ("valkey-server", "Valkey"), ("web.py $PORT", "web")],
)
def test_a_crash_of_one_stops_all_and_names_it(start, victim, name):
    portal = start().wait_until_ready()

    os.kill(portal.pid_of(victim.replace("$PORT", portal.port)), signal.SIGKILL)

    assert portal.wait() == 1
    assert f"{name} stopped" in portal.said()
    assert portal.is_gone()


def test_the_last_lines_of_a_process_that_ends_are_shown(start):
    portal = start(processes={"worker": "sh -c 'echo the broker is gone; exit 3'"})

    assert portal.wait() == 1
    assert "worker stopped (exit status 3). Its last lines:\n    the broker is gone" in portal.said()
    assert portal.is_gone()


def test_a_process_that_does_not_want_to_stop_is_killed(start):
    portal = start(
        processes={"worker": "sh -c 'trap \"\" TERM; while :; do sleep 1; done'"}
    ).wait_until_ready()

    assert portal.send(signal.SIGINT) == 0
    assert "worker did not stop in 10 s and is killed" in portal.said()
    assert portal.is_gone()


def test_a_step_that_fails_says_what_it_printed(start):
    portal = start(BREAK="migrate")

    assert portal.wait() == 1
    assert "the step says why\nThis failed:  manage.py migrate" in portal.said()
    assert portal.is_gone()


def test_a_second_start_keeps_the_data_and_fresh_starts_over(start):
    first = start().wait_until_ready()
    keys, cluster = (
        first.local / "secrets.env",
        first.local / "postgres" / "data" / "PG_VERSION",
    )
    made = keys.read_text(), cluster.stat().st_mtime_ns
    first.send(signal.SIGINT)

    second = start(first.project).wait_until_ready()
    assert (keys.read_text(), cluster.stat().st_mtime_ns) == made
    second.send(signal.SIGINT)

    third = start(first.project, FRESH="1").wait_until_ready()
    assert keys.read_text() != made[0]
    assert cluster.stat().st_mtime_ns != made[1]
    third.send(signal.SIGINT)


def test_two_stand_side_by_side(start):
    one = start().wait_until_ready()
    other = start(one.project, OQU_LOCAL_DIR=one.project / ".other").wait_until_ready()

    assert one.send(signal.SIGINT) == 0
    assert other.pid_of("postgres")
    assert other.send(signal.SIGINT) == 0


def test_the_same_data_are_not_started_twice(start):
    one = start().wait_until_ready()
    other = start(one.project)

    assert other.wait() == 1
    assert "OQU already runs with the data in" in other.said()
    assert one.popen.poll() is None


def test_a_taken_port_is_named(start):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        portal = start(PORT=port)

        assert portal.wait() == 1
        assert f"Port {port} is taken by another program. Choose another: make run PORT=" in portal.said()


@pytest.mark.parametrize(
    ("variables", "says"),
    [
        (
            {"PORT": "80a0"},
            "PORT must be a port number from 1 to 65535, and it is '80a0'.",
        ),
        ({"PORT": 8765, "SANDBOX_PORT": 8765}, "PORT and SANDBOX_PORT are both 8765"),
    ],
)
def test_a_wrong_port_is_refused(start, variables, says):
    portal = start(**variables)

    assert portal.wait() == 1
    assert says in portal.said()


def test_stopped_during_a_step_it_leaves_nothing_of_it(start):
    portal = start(HANG="demo")
    assert portal.appears("sleep 600"), portal.said()

    assert portal.send(signal.SIGTERM) == 0
    assert portal.is_gone()
