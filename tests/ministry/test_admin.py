"""The ministry's administration: who comes in, what can be changed, and that statuses cannot."""

import datetime as dt
import re

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from admissions.models import Application, Campaign
from admissions.states import Status
from oqu.audit.models import AuditEntry
from oqu.calendar.models import SpecialDay
from oqu.core.acting import Actor, acting
from oqu.core.identity import mask_iin
from staff import sessions
from staff.models import School
from staff.states import Role
from tests import factories

pytestmark = pytest.mark.django_db

EDITABLE = {
    "staff.school",
    "staff.person",
    "staff.membership",
    "limits.schoolyear",
    "admissions.campaign",
    "calendar.specialday",
    "staff.educationdepartment",
}
ADDABLE = EDITABLE - {"staff.person"}


def signed_in(person, role: str) -> Client:
    client = Client()
    client.force_login(person, backend="staff.backends.EgovBackend")
    session = client.session
    session[sessions.ROLE] = role
    session.save()
    return client


@pytest.fixture
def officer():
    return factories.person(last_name="Тілеубаева", first_name="Жанар", is_ministry=True)


@pytest.fixture
def client(officer):
    return signed_in(officer, "ministry")


@pytest.fixture
def ministry(officer):
    """Everything below is looked at as the ministry sees it."""
    return Actor.ministry(officer.pk)


class TestDoor:
    def test_stranger_goes_to_egov_and_comes_back_here(self):
        answer = Client().get("/admin/", follow=False)
        answer = Client().get(answer["Location"])

        assert (answer.status_code, answer["Location"]) == (302, "/sign-in/?next=%2Fadmin%2F")

    @pytest.mark.parametrize("role", ["parent", "director"])
    def test_others_are_told_that_their_role_does_not_allow_it(self, role):
        person = factories.person()
        if role == "director":
            role = str(factories.member(factories.school(), Role.DIRECTOR, person).pk)

        answer = signed_in(person, role).get("/admin/", follow=True)

        assert answer.status_code == 403

    def test_officer_in_the_role_of_a_parent_stays_out(self, officer):
        assert signed_in(officer, "parent").get("/admin/", follow=True).status_code == 403

    def test_there_is_no_password_to_change(self, client):
        assert client.get("/admin/password_change/").status_code == 404
        assert "password" not in client.get("/admin/").content.decode()


class TestPages:
    @pytest.fixture
    def paths(self, client, officer):
        """Every list, every form for adding and one row of each list."""
        school = factories.school("032")
        factories.member(school, Role.DIRECTOR)
        factories.proposed(school, in_zone=True)
        with acting(Actor.system("tests")):
            SpecialDay.objects.create(date=dt.date(2026, 5, 11), name_ru="День Победы", name_kk="Жеңіс күні")
        found = ["/admin/"]
        with acting(Actor.ministry(officer.pk), read_only=True):
            for model in admin.site._registry:
                name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
                found.append(reverse(f"{name}_changelist"))
                if model._meta.label_lower in ADDABLE:
                    found.append(reverse(f"{name}_add"))
                if row := model._default_manager.first():
                    found += [
                        reverse(f"{name}_change", args=[row.pk]),
                        reverse(f"{name}_history", args=[row.pk]),
                    ]
        return found

    @pytest.mark.parametrize("language", ["ru", "kk", "en"])
    def test_open_without_anything_inline_or_from_elsewhere(self, client, paths, language):
        client.cookies["oqu_lang"] = language
        assert len(paths) > 40
        for path in paths:
            answer = client.get(path)
            page = answer.content.decode()
            assert answer.status_code == 200, path
            assert not re.search(
                r"\sstyle=|<style|\son[a-z]+=\"|javascript:|https?://(?!www\.w3\.org)", page
            ), path
            for script in re.findall(r"<script[^>]*>", page):
                assert "src=" in script or 'type="application/json"' in script, f"{path}: {script}"

    def test_hold_no_identity_number(self, client, paths, officer):
        with acting(Actor.system("tests"), read_only=True):
            numbers = {row.child_iin for row in Application.objects.all()} | {officer.iin}
        for path in paths:
            page = client.get(path).content.decode()
            assert not [number for number in numbers if number in page], path
        assert mask_iin(officer.iin) in client.get("/admin/staff/person/").content.decode()


class TestWhatIsReadOnly:
    def test_is_everything_that_people_do_in_the_portal(self, rf, ministry):
        request = rf.get("/admin/")
        request.user, request.actor = factories.person(is_ministry=True), ministry
        classes = admin.site._registry.items()

        assert {
            model._meta.label_lower for model, each in classes if each.has_change_permission(request)
        } == EDITABLE
        assert {
            model._meta.label_lower for model, each in classes if each.has_add_permission(request)
        } == ADDABLE
        assert {
            model._meta.label_lower for model, each in classes if each.has_delete_permission(request)
        } == {"calendar.specialday", "staff.educationdepartment"}

    @pytest.mark.rule("R46")
    def test_status_cannot_be_changed_by_a_forged_post(self, client):
        application = factories.submitted()

        for verb in ("change", "delete"):
            answer = client.post(
                f"/admin/admissions/application/{application.pk}/{verb}/", {"status": "accepted"}
            )
            assert answer.status_code == 403

        assert factories.status_of(application) == Status.ON_REVIEW

    def test_application_is_found_by_its_reference(self, client):
        application = factories.submitted(factories.school("032"))
        factories.submitted(factories.school("033"))

        page = client.get("/admin/admissions/application/", {"q": application.reference}).content.decode()

        assert application.reference in page
        assert "2026-033-1" not in page

    def test_drafts_stay_with_the_parent(self, client):
        draft = factories.draft(factories.school())

        assert client.get(f"/admin/admissions/application/{draft.pk}/change/").status_code == 302


class TestChanges:
    def test_of_a_school_are_audited_under_the_officer(self, client, officer, ministry):
        school = factories.school("032")
        with acting(ministry, read_only=True):
            form = client.get(f"/admin/staff/school/{school.pk}/change/").context["adminform"].form
        values = {name: form[name].value() or "" for name in form.fields}

        answer = client.post(
            f"/admin/staff/school/{school.pk}/change/", {**values, "name_ru": "Школа № 32", "is_active": "on"}
        )

        assert answer.status_code == 302
        with acting(ministry, read_only=True):
            entry = AuditEntry.objects.filter(table="staff_school", operation="UPDATE").latest("id")
            assert School.objects.get(pk=school.pk).name_ru == "Школа № 32"
        assert (entry.person_id, entry.scope) == (officer.pk, "ministry")
        assert "name_ru" in entry.changed

    def test_of_the_calendar_can_be_taken_back(self, client):
        answer = client.post(
            "/admin/calendar/specialday/add/",
            {"date": "04.01.2027", "kind": "day_off", "name_ru": "Новый год", "name_kk": "Жаңа жыл"},
        )
        assert answer.status_code == 302
        assert SpecialDay.objects.get().date == dt.date(2027, 1, 4)

        client.post("/admin/calendar/specialday/2027-01-04/delete/", {"post": "yes"})

        assert not SpecialDay.objects.exists()

    def test_of_a_region_that_has_begun_are_refused(self, client):
        region = "590000000"
        country = factories.campaign(region_kato="")
        factories.submitted(factories.school(region_kato=region), campaign=country)
        dates = {
            "opens_at_0": "01.04.2026",
            "opens_at_1": "09:00",
            "closes_at_0": "01.09.2026",
            "closes_at_1": "09:00",
        }

        answer = client.post(
            "/admin/admissions/campaign/add/", {"school_year": "2026", "region_kato": region, **dates}
        )

        assert "уже поступили заявления" in answer.content.decode()
        assert Campaign.objects.get() == country

    def test_of_a_region_beside_those_of_the_country(self, client):
        factories.campaign(region_kato="")
        dates = {
            "opens_at_0": "15.04.2026",
            "opens_at_1": "09:00",
            "closes_at_0": "01.09.2026",
            "closes_at_1": "09:00",
        }

        answer = client.post(
            "/admin/admissions/campaign/add/", {"school_year": "2026", "region_kato": "590000000", **dates}
        )

        assert answer.status_code == 302
        assert "вся страна" in client.get("/admin/admissions/campaign/").content.decode()
        assert Campaign.objects.filter(region_kato="590000000").exists()

    def test_of_a_campaign_are_refused_when_it_would_close_before_it_opens(self, client):
        campaign = factories.campaign()
        times = {
            "opens_at_0": "01.09.2026",
            "opens_at_1": "09:00",
            "closes_at_0": "01.04.2026",
            "closes_at_1": "09:00",
        }

        answer = client.post(
            f"/admin/admissions/campaign/{campaign.pk}/change/",
            {"school_year": "2026", "region_kato": campaign.region_kato, **times},
        )

        assert answer.status_code == 200
        assert answer.context["errors"]
        assert Campaign.objects.get().closes_at == campaign.closes_at
