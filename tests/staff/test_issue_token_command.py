import io

import pytest
from django.core.management import CommandError, call_command
from rest_framework.test import APIClient

from staff.states import Role
from tests import factories

pytestmark = pytest.mark.django_db


def issue_token(*arguments: str) -> str:
    out = io.StringIO()
    call_command("issue_token", *arguments, stdout=out)
    return out.getvalue().strip()


def may_see_the_queue(token: str) -> bool:
    return APIClient().get("/api/v1/queue/", HTTP_AUTHORIZATION=f"Bearer {token}").status_code == 200


def test_only_role_of_a_person_needs_no_name():
    executor = factories.member(factories.school("032"), Role.EXECUTOR)

    assert may_see_the_queue(issue_token(executor.person.iin))


def test_person_without_a_role_acts_as_a_parent():
    assert not may_see_the_queue(issue_token(factories.person().iin))


def test_parent_is_a_role_of_everybody():
    executor = factories.member(factories.school("032"), Role.EXECUTOR)

    assert not may_see_the_queue(issue_token(executor.person.iin, "--role", "parent"))


def test_one_of_several_roles_must_be_named():
    person = factories.person()
    for code, role in (("032", Role.EXECUTOR), ("033", Role.EXECUTOR), ("033", Role.OSO_STAFF)):
        school = factories.School.objects.filter(code=code).first() or factories.school(code)
        factories.member(school, role, person)

    with pytest.raises(CommandError, match="executor at 032, executor at 033, oso at 033"):
        issue_token(person.iin, "--role", "executor")

    assert may_see_the_queue(issue_token(person.iin, "--role", "executor", "--school", "033"))


def test_stranger_gets_none():
    with pytest.raises(CommandError, match="is not known here"):
        issue_token(factories.iin())
