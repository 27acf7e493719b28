"""The antivirus: ClamAV's daemon over its own protocol, played by a thread; the checker that stands in for it."""

import socket
import struct
import threading

import pytest
from django.core.checks import run_checks

from oqu.integrations.antivirus import AntivirusUnavailable, get_antivirus

VERSION = "ClamAV 1.4.3/27500/Mon Nov 16 09:00:00 2026"
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


@pytest.fixture
def clamd(settings):
    """clamd for as many connections as come, answering INSTREAM with what the test says."""
    server = socket.create_server(("127.0.0.1", 0))
    told = {"answer": "stream: OK", "seen": b""}

    def serve():
        while True:
            try:
                connection, _ = server.accept()
            except OSError:
                return
            with connection, connection.makefile("rb") as incoming:
                command = incoming.readline().strip()
                if command.endswith(b"VERSION"):
                    connection.sendall(f"{VERSION}\n".encode())
                    continue
                told["seen"] = b""
                while (size := struct.unpack("!L", incoming.read(4))[0]) > 0:
                    told["seen"] += incoming.read(size)
                connection.sendall(f"{told['answer']}\n".encode())

    thread = threading.Thread(target=serve)
    thread.start()
    settings.CLAMAV_ADDRESS = f"127.0.0.1:{server.getsockname()[1]}"
    yield told
    server.shutdown(socket.SHUT_RDWR)
    server.close()
    thread.join()


def test_a_clean_file_is_clean_and_the_base_is_named(clamd):
    finding = get_antivirus().scan(b"paper" * 1000)

    assert finding.is_clean
    assert finding.engine == VERSION
    assert clamd["seen"] == b"paper" * 1000


def test_what_the_daemon_finds_is_named(clamd):
    clamd["answer"] = "stream: Win.Test.EICAR_HDB-1 FOUND"

    assert get_antivirus().scan(EICAR).name == "Win.Test.EICAR_HDB-1"


@pytest.mark.parametrize(
    "answer", ["stream: Can't allocate memory ERROR", "INSTREAM size limit exceeded. ERROR", "???"]
)
def test_a_daemon_that_could_not_look_has_found_nothing_out(clamd, answer):
    clamd["answer"] = answer

    with pytest.raises(AntivirusUnavailable):
        get_antivirus().scan(b"paper")


def test_no_daemon_is_no_verdict(settings):
    with socket.create_server(("127.0.0.1", 0)) as nobody:
        settings.CLAMAV_ADDRESS = f"127.0.0.1:{nobody.getsockname()[1]}"

    with pytest.raises(AntivirusUnavailable):
        get_antivirus().scan(b"paper")


def test_the_built_in_checker_knows_the_test_file_and_says_what_it_is_not():
    assert get_antivirus().scan(b"paper").engine == "built-in, not an antivirus"
    assert not get_antivirus().scan(b"before" + EICAR + b"after").is_clean


def test_production_does_not_start_without_an_antivirus(settings):
    assert "antivirus.E001" in {each.id for each in run_checks(include_deployment_checks=True)}

    settings.CLAMAV_ADDRESS = "clamav:3310"
    assert "antivirus.E001" not in {each.id for each in run_checks(include_deployment_checks=True)}
