"""Where a request comes from: the nearest address that is not one of our own proxies."""

from ipaddress import ip_network

import pytest
from django.urls import reverse

from oqu.audit.models import AuditEntry
from oqu.core.acting import acting
from oqu.core.origin import Origin, sender_of
from staff.states import Role
from tests import factories as make

PROXIES = [ip_network("10.0.0.0/8"), ip_network("fd00::/8")]
PERSON = "203.0.113.7"


@pytest.mark.parametrize(
    ("nearest", "forwarded", "sender"),
    [
        (PERSON, "", PERSON),
        (PERSON, "198.51.100.1", PERSON),  # nobody's proxy: what it says of others does not count
        ("10.0.0.2", PERSON, PERSON),
        ("10.0.0.2", f"198.51.100.1, {PERSON}", PERSON),  # the first one was made up by the sender
        ("10.0.0.2", f"{PERSON}, 10.9.9.9", PERSON),
        ("fd00::1", "2001:db8::5", "2001:db8::5"),
        ("10.0.0.2", "", "10.0.0.2"),
        ("10.0.0.2", "10.0.0.3", "10.0.0.3"),
        ("10.0.0.2", "<script>", "10.0.0.2"),
        (f"::ffff:{PERSON}", "", PERSON),
        ("", PERSON, ""),  # a socket of the house has no address
    ],
)
def test_the_sender(nearest, forwarded, sender):
    meta = {"REMOTE_ADDR": nearest}
    if forwarded:
        meta["HTTP_X_FORWARDED_FOR"] = forwarded

    assert sender_of(meta, PROXIES) == sender


def test_it_does_not_print_itself():
    assert PERSON not in repr(Origin("abc", PERSON))


@pytest.mark.rule("R162")
@pytest.mark.django_db
class TestTheAuditKeepsIt:
    @pytest.fixture(autouse=True)
    def _behind_a_proxy(self, settings):
        settings.TRUSTED_PROXIES = [ip_network("127.0.0.0/8")]

    def test_of_what_a_person_did_and_of_what_the_portal_did_for_them(self, client, caplog):
        school = make.school()
        director = make.member(school, Role.DIRECTOR)
        employee = make.member(school, Role.EXECUTOR).person
        client.force_login(director.person, backend="staff.backends.EgovBackend")
        client.post(
            reverse("staff:switch-role"), {"role": director.pk}, headers={"X-Forwarded-For": "198.51.100.9"}
        )

        answer = client.post(
            reverse("staff:dismiss", args=[employee.uuid]), headers={"X-Forwarded-For": PERSON}
        )

        with acting(make.SYSTEM):
            rows = AuditEntry.objects.filter(request_id=answer["X-Request-ID"])
            kept = set(rows.values_list("table", "scope", "ip"))
        assert kept == {("staff_membership", "school", PERSON), ("staff_person", "system", PERSON)}
        assert PERSON not in caplog.text

    def test_a_command_comes_from_nowhere(self):
        make.school()

        with acting(make.SYSTEM):
            assert set(AuditEntry.objects.values_list("ip", flat=True)) == {None}
