"""Who orders the service on egov.kz lands, after signing in, where the service is."""

import re
from urllib.parse import urlsplit

import pytest
from django.urls import reverse

from oqu.world.named import EXECUTOR_32, MOTHER, OFFICER_84
from staff.states import Role
from tests import factories as make
from tests.staff.test_sign_in import local

pytestmark = [pytest.mark.django_db, pytest.mark.rule("R12", "R14")]


def order_online(client, sandbox, iin: str, method: str = "QR"):
    """«Заказать услугу онлайн» and all that follows; the answer of the page one lands on."""
    page = sandbox.http.get("/egov/").text
    address = re.search(r'href="([^"]+)">Заказать услугу онлайн<', page)[1]
    door = client.get(urlsplit(address).path)
    to_egov = client.get(door.url).url
    return client.get(local(sandbox.sign_in(to_egov, iin, method=method)), follow=True)


def test_a_parent_begins_an_application(client, sandbox):
    answer = order_online(client, sandbox, MOTHER.iin)

    assert answer.redirect_chain[-1][0] == reverse("admissions:draft-start")
    assert answer.status_code == 200


def test_an_executor_sees_the_queue(client, sandbox):
    make.member(make.school(), Role.EXECUTOR, make.person(iin=EXECUTOR_32.iin))

    answer = order_online(client, sandbox, EXECUTOR_32.iin, "EDS_PERSON")

    assert answer.redirect_chain[-1][0] == reverse("admissions:unprocessed")


def test_a_passport_officer_who_sees_no_applications_begins_at_home(client, sandbox):
    make.member(make.school(), Role.OSO_STAFF, make.person(iin=EXECUTOR_32.iin))

    answer = order_online(client, sandbox, EXECUTOR_32.iin, "EDS_PERSON")

    assert answer.status_code == 200
    assert "/" in [path for path, _ in answer.redirect_chain]


def test_who_has_several_roles_chooses_on_the_way(client, sandbox):
    who, school = make.person(iin=OFFICER_84.iin), make.school()
    make.member(school, Role.OSO_STAFF, who)
    executor = make.member(school, Role.EXECUTOR, who)
    answer = order_online(client, sandbox, OFFICER_84.iin, "EDS_PERSON")
    assert answer.redirect_chain[-1][0] == reverse("staff:switch-role")

    landed = client.post(reverse("staff:switch-role"), {"role": str(executor.pk)}, follow=True)

    assert landed.redirect_chain[-1][0] == reverse("admissions:unprocessed")
