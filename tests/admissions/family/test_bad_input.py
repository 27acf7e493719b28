"""What no page offers and somebody sends all the same: each is refused in words, and nothing is kept of it."""

import datetime as dt
from uuid import uuid4

import pytest
from django.urls import reverse

from admissions import services
from admissions.errors import DraftIncomplete
from microdistrict.models import Settlement, Street
from oqu.core import clock
from oqu.core.acting import Actor, acting
from oqu.core.errors import NotFound
from oqu.world.named import MOTHER
from oqu.world.town import street
from tests import factories as make
from tests.admissions.family.screens import begin, choice_of, details, go, only, press, text
from tests.admissions.family.test_beginning import children_of
from tests.api.conftest import token_of

ELSEWHERE = "590000000"


@pytest.fixture
def draft(parent):
    return make.draft(make.school("032"), by=parent.person)


@pytest.fixture
def street_elsewhere(town) -> Street:
    with acting(make.SYSTEM):
        settlement = Settlement.objects.create(
            kato=ELSEWHERE, kind_ru="Город", kind_kk="қаласы", name_ru="Петропавловск", name_kk="Петропавл"
        )
        return Street.objects.create(
            settlement=settlement,
            register_id="G999",
            kind_ru="улица",
            kind_kk="көшесі",
            name_ru="Абая",
            name_kk="Абай",
        )


class TestAddress:
    def test_a_house_that_does_not_exist_is_told(self, client, town):
        answer = client.get(reverse("admissions:lookup"), {"street": "Е 117", "house": "999"})

        assert "нет такого дома" in text(answer)

    @pytest.mark.parametrize("building", ["999", "9" * 16, "'; --", ""])
    def test_a_house_of_nowhere_that_travels_along_is_left_behind(self, browser_of, town, building):
        client = browser_of(MOTHER.iin)
        draft = begin(client, children_of(MOTHER)[0].iin)

        answer = client.get(
            reverse("admissions:draft-school", args=[draft.uuid]), {"building": building, "school": building}
        )

        assert answer.status_code == 200
        assert "Вы искали школы по другому адресу" not in text(answer)

    @pytest.mark.rule("R89")
    def test_a_street_of_another_settlement_by_its_id(self, client, street_elsewhere):
        asked = {"street": "Абая", "street_id": street_elsewhere.register_id, "house": "5"}

        looked = client.get(reverse("admissions:lookup"), {"settlement": make.SETTLEMENT, **asked})
        at_school = client.get(reverse("admissions:school", args=["032"]), asked)

        for answer in (looked, at_school):
            assert answer.context["place"].street.register_id == street(14).id

    def test_the_registered_address_cannot_be_sent_along(self, browser_of, town):
        client = browser_of(MOTHER.iin)
        child = children_of(MOTHER)[0]

        press(
            client,
            "draft-start",
            child=choice_of(child.iin),
            street_id=street(14).id,
            building_rca="1",
            settlement_kato=ELSEWHERE,
        )

        assert only(client).building_rca == child.address.building_rca


class TestLanguage:
    @pytest.mark.parametrize("language", ["uz", "en", "", "kk "])
    def test_one_that_the_school_does_not_teach(self, parent, draft, language):
        answer = press(parent, "draft-details", draft, **details(language=language))

        assert answer.status_code == 422
        assert only(parent).language == "kk"

    def test_one_that_came_by_a_program_is_not_sent(self, parent, draft):
        by = Actor.parent(parent.person.pk)
        wishes = services.Wishes("uz", wants_transport=False, has_special_needs=False, phone="+77071234567")
        services.tell_wishes(uuid=draft.uuid, wishes=wishes, by=by, now=make.NOW)

        with pytest.raises(DraftIncomplete) as refusal:
            services.submit(uuid=draft.uuid, key=uuid4(), by=by)

        assert refusal.value.context == {"missing": ["language"]}
        answer = press(parent, "draft-check", draft, key=str(uuid4()), agreed="on")
        assert "Не выбран язык обучения" in text(answer)
        assert only(parent).is_draft


class TestSeason:
    @pytest.mark.parametrize(
        ("moment", "code"),
        [
            (dt.datetime(2026, 4, 1, 8, 59, 59, tzinfo=clock.ALMATY), "admissions.not_yet_open"),
            (dt.datetime(2026, 9, 1, 0, 0, 1, tzinfo=clock.ALMATY), "admissions.already_closed"),
        ],
    )
    def test_a_second_too_early_or_too_late_by_a_program(self, parent, draft, moment, code):
        with clock.stopped_at(moment):
            answer = token_of(parent.person).post(
                reverse("api:submit", args=[draft.uuid]), headers={"Idempotency-Key": str(uuid4())}
            )

        assert (answer.status_code, answer.json()["code"]) == (409, code)
        assert only(parent).is_draft


class TestSomebodyElses:
    def test_draft_cannot_be_filled_or_sent_by_any_step(self, parent, stranger, draft):
        before = only(parent).saved_at
        for name, typed in (
            ("draft-school", {"school": "032"}),
            ("draft-details", details(phone="8 701 000 00 00")),
            ("draft-documents", {"remove": "photo_3x4"}),
            ("draft-check", {"key": str(uuid4()), "agreed": "on"}),
            ("draft-delete", {}),
        ):
            assert press(stranger, name, draft, **typed).status_code == 404

        untouched = only(parent)
        assert (untouched.saved_at, untouched.is_draft) == (before, True)
        assert len(untouched.documents.all()) == 3

    def test_school_may_not_send_it_either(self, parent, draft):
        director = make.director(draft.school)

        with pytest.raises(NotFound):
            services.submit(uuid=draft.uuid, key=uuid4(), by=director)

        assert go(parent, "draft-check", draft).status_code == 200
