"""The menu of each role: the manual's entries in the manual's order (Fig. 21)."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from admissions.models import Notice
from oqu.core.acting import acting
from staff import sessions
from staff.states import Role
from tests import factories as make

pytestmark = pytest.mark.django_db

PROFILE = reverse("staff:profile")


def browser_of(membership=None, person=None, *, several: bool = False) -> Client:
    client = Client()
    with acting(make.SYSTEM):
        client.force_login(person or membership.person, backend="staff.backends.EgovBackend")
    session = client.session
    session[sessions.ROLE] = str(membership.pk) if membership else "parent"
    session["has_several_roles"] = several
    session.save()
    return client


def menu_of(browser: Client) -> list[tuple[str, list[str]]]:
    frame = browser.get(PROFILE).context["frame"]
    return [(group.title, [item.label for item in group.items]) for group in frame.menu]


@pytest.mark.rule("R48", "R49", "R50", "R51")
def test_the_directors_whole_menu():
    assert menu_of(browser_of(make.member(make.school(), Role.DIRECTOR), several=True)) == [
        (
            "Моя организация",
            ["Мой профиль", "Профиль организации", "Персонал", "Микроучасток", "Лимиты классов"],
        ),
        ("Процессы", ["Ручной прием заявлений", "Государственные услуги"]),
        ("", ["Уведомления", "Сменить роль"]),
    ]


@pytest.mark.rule("R42")
def test_oso_has_no_applications():
    assert menu_of(browser_of(make.member(make.school(), Role.OSO_STAFF))) == [
        ("Моя организация", ["Мой профиль", "Профиль организации", "Микроучасток", "Лимиты классов"]),
        ("", ["Уведомления"]),
    ]


@pytest.mark.rule("R26", "R37", "R56")
def test_an_executor_has_neither_staff_nor_limits():
    assert menu_of(browser_of(make.member(make.school(), Role.EXECUTOR))) == [
        ("Моя организация", ["Мой профиль", "Профиль организации"]),
        ("Процессы", ["Ручной прием заявлений", "Государственные услуги"]),
        ("", ["Уведомления"]),
    ]


@pytest.mark.rule("R50", "R146")
def test_the_number_of_unread_stands_beside_notifications():
    school = make.school()
    clerk = make.member(school, Role.EXECUTOR)
    application = make.submitted(school)
    browser = browser_of(clerk)
    with acting(make.SYSTEM):
        for round_ in (1, 2):
            Notice.objects.create(
                application=application,
                recipient_id=clerk.person_id,
                code="returned",
                round=round_,
                created_at=make.NOW,
            )

    page = browser.get(PROFILE)

    entry = page.context["frame"].menu[-1].items[0]
    assert (entry.label, entry.count) == ("Уведомления", 2)
    assert re.search(r'<span>Уведомления</span> <span class="count">2</span>', page.content.decode())

    browser.post(reverse("admissions:notifications"))

    assert browser.get(PROFILE).context["frame"].menu[-1].items[0].count == 0
