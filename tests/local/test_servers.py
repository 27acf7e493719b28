"""The embedded servers: who starts them, who stops them, and what each database role may do."""

import contextlib
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest
import redis

from oqu.local import environment, locks
from oqu.local.folder import ROOT

USER = """
import json, sys
from oqu.local import servers
print(json.dumps(servers.ensure()), flush=True)
sys.stdin.read()
servers.leave()
"""


class User:
    """A process that uses the servers of a folder until it is told to leave."""

    def __init__(self, folder):
        self.folder = folder
        self.popen = subprocess.Popen(
            [sys.executable, "-c", USER],
            cwd=ROOT,
            env=environment.of_another_portal(OQU_LOCAL_DIR=folder, OQU_LOCAL_FSYNC="off"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def addresses(self):
        return json.loads(self.popen.stdout.readline())

    def leave(self):
        self.popen.stdin.close()
        assert self.popen.wait(30) == 0
        self.close()

    def kill(self):
        self.popen.kill()
        self.popen.wait()
        self.close()

    def close(self):
        for pipe in (self.popen.stdin, self.popen.stdout, self.popen.stderr):
            pipe.close()


def run(folder):
    return locks.is_held(folder / "keeper.lock")


def stop_soon(folder):
    deadline = time.monotonic() + 15
    while run(folder) and time.monotonic() < deadline:
        time.sleep(0.05)
    return not run(folder)


@pytest.fixture
def user(tmp_path):
    users = []

    def user():
        users.append(User(tmp_path / "data"))
        return users[-1]

    yield user
    for started in users:
        started.kill()
    stop_soon(tmp_path / "data")


@pytest.fixture(scope="module")
def addresses(tmp_path_factory):
    user = User(tmp_path_factory.mktemp("servers") / "data")
    yield user.addresses()
    user.leave()


def connect(url):
    return contextlib.closing(psycopg.connect(url, autocommit=True))


class TestLifetime:
    def test_the_second_uses_what_the_first_started_and_the_last_stops_it(self, user):
        first, second = user(), user()
        assert first.addresses() == second.addresses()

        first.leave()
        assert run(second.folder)

        second.leave()
        assert not run(second.folder)

    def test_killed_users_need_nothing_any_more(self, user):
        first, second = user(), user()
        first.addresses(), second.addresses()

        first.kill()
        assert run(first.folder)
        second.kill()
        assert stop_soon(first.folder)

    def test_many_at_once_share_one_server(self, user):
        users = [user() for _ in range(5)]
        assert len({json.dumps(one.addresses()) for one in users}) == 1

    def test_who_comes_after_a_crash_gets_new_servers_with_the_same_data(self, user):
        one = user()
        addresses = one.addresses()
        with connect(addresses["DATABASE_OWNER_URL"]) as database:
            database.execute("CREATE TABLE kept (x int)")
        keeper = next(
            int(entry.name)
            for entry in Path("/proc").iterdir()
            if entry.name.isdigit() and keeps(entry, one.folder)
        )
        os.kill(keeper, 9)
        assert stop_soon(one.folder)

        with connect(user().addresses()["DATABASE_OWNER_URL"]) as database:
            assert database.execute("SELECT count(*) FROM kept").fetchone() == (0,)

    def test_nothing_is_left_half_made_when_the_first_start_is_interrupted(self, user, tmp_path):
        half_made = tmp_path / "data" / "postgres" / "data.unfinished"
        half_made.mkdir(parents=True)
        (half_made / "PG_VERSION").write_text("18\n")

        with connect(user().addresses()["DATABASE_URL"]) as database:
            assert database.execute("SELECT 1").fetchone() == (1,)

    def test_a_server_that_does_not_start_says_why(self, user, tmp_path):
        data = tmp_path / "data" / "postgres" / "data"
        data.mkdir(parents=True)
        (data / "PG_VERSION").write_text("9\n")
        one = User(tmp_path / "data")
        _, errors = one.popen.communicate(timeout=60)

        assert one.popen.returncode == 1
        assert "PostgreSQL did not start.\n" in errors
        assert "could not access the server configuration file" in errors


def keeps(process, folder):
    try:
        command = (process / "cmdline").read_bytes()
        return b"oqu.local.keeper" in command and os.fsencode(folder) in (process / "environ").read_bytes()
    except OSError:
        return False


class TestPermissions:
    def test_the_folder_is_closed_to_others(self, user):
        one = user()
        one.addresses()
        assert one.folder.stat().st_mode & 0o077 == 0
        secrets = [one.folder / "passwords.env", one.folder / "servers.json"]
        assert [file.stat().st_mode & 0o777 for file in secrets] == [0o600, 0o600]

    def test_no_folder_above_is_opened(self, tmp_path):
        closed = tmp_path / "closed"
        closed.mkdir(mode=0o700)
        before = [(folder, folder.stat().st_mode, folder.stat().st_uid) for folder in closed.parents]
        one = User(closed / "data")
        one.addresses()
        one.leave()

        assert closed.stat().st_mode & 0o777 == 0o700
        assert before == [(folder, folder.stat().st_mode, folder.stat().st_uid) for folder in closed.parents]

    def test_a_long_path_is_no_obstacle(self, tmp_path):
        one = User(tmp_path / ("a long name " * 10) / ("and another " * 10) / "data")
        assert "DATABASE_URL" in one.addresses()
        one.leave()


class TestRoles:
    def test_the_application_is_neither_owner_nor_superuser(self, addresses):
        with connect(addresses["DATABASE_URL"]) as database:
            rights = database.execute(
                "SELECT rolsuper, rolbypassrls, rolcreatedb, rolcreaterole FROM pg_roles WHERE rolname = current_user"
            )
            assert rights.fetchone() == (False, False, False, False)
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                database.execute("CREATE TABLE mine (x int)")

    def test_the_owner_makes_tables_extensions_and_databases_for_tests(self, addresses):
        with connect(addresses["DATABASE_OWNER_URL"]) as database:
            for extension in ("pg_trgm", "unaccent", "btree_gist"):
                database.execute(f"CREATE EXTENSION {extension}")
            database.execute("CREATE DATABASE test_of_roles")
            database.execute("DROP DATABASE test_of_roles")
            rights = database.execute(
                "SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user"
            )
            assert rights.fetchone() == (False, False)

    @pytest.mark.parametrize(
        ("whose", "own", "other"),
        [
            ("DATABASE_URL", "/oqu", "/oqu_sandbox"),
            ("SANDBOX_DATABASE_URL", "/oqu_sandbox", "/oqu"),
        ],
    )
    def test_portal_and_sandbox_cannot_enter_each_others_database(self, addresses, whose, own, other):
        url = addresses[whose].removesuffix(own) + other
        with pytest.raises(psycopg.OperationalError, match="does not have CONNECT privilege"):
            psycopg.connect(url)

    def test_nobody_enters_without_the_password(self, addresses):
        host = addresses["DATABASE_URL"].rpartition("@")[2]
        with pytest.raises(psycopg.OperationalError, match="password"):
            psycopg.connect(f"postgresql://postgres:guess@{host}")
        with pytest.raises(redis.AuthenticationError):
            redis.Redis.from_url(f"redis://{addresses['REDIS_URL'].rpartition('@')[2]}").ping()

    def test_valkey_answers_to_who_knows_it(self, addresses):
        assert redis.Redis.from_url(addresses["REDIS_URL"]).ping()
