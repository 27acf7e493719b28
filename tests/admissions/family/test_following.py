"""After sending: what is now, what comes next, the papers, taking it back."""

import datetime as dt

import pytest
from django.urls import reverse

from admissions import services
from admissions.models import Document
from admissions.states import Status
from oqu.core import clock
from oqu.core.acting import acting
from staff.models import EducationDepartment
from staff.states import Role
from tests import factories as make
from tests.admissions.family.screens import applications_of, body, go, only, press, text
from tests.admissions.family.signed import signed


@pytest.fixture
def school():
    return make.school("032")


class TestItsPage:
    @pytest.mark.rule("R98", "R155")
    def test_number_deadline_and_place_in_the_line(self, parent, school):
        make.submitted(school)
        make.submitted(school)
        sent = make.submitted(school, by=parent.person)

        words = text(go(parent, "application", sent))

        assert "Заявка №3" in words
        assert "2026-032-3" in words
        assert "Школа проверяет" in words
        assert "13 мая 2026 г., 12:19" in words
        assert "Заявлений перед вами: 2." in words

    def test_why_the_place_is_what_it_is(self, parent, school):
        make.limit(school, language="ru")
        make.submitted(school, in_zone=True)
        make.submitted(school, language="ru")
        make.submitted(school)
        sent = make.submitted(school, by=parent.person)

        words = text(go(parent, "application", sent))

        assert "Заявлений перед вами: 3. Из них на те же места, что и ваше: 1." in words
        assert "Школа рассматривает строго в порядке поступления." in words
        assert "на места вне микроучастка, язык обучения: казахский. Адрес прописки к этой школе не" in words

    def test_whose_address_belongs_to_the_school(self, parent, school):
        sent = make.submitted(school, by=parent.person, in_zone=True)

        assert "на места по микроучастку" in text(go(parent, "application", sent))

    def test_the_first_in_the_line(self, parent, school):
        sent = make.submitted(school, by=parent.person)

        assert "Ваше заявление рассматривают следующим." in text(go(parent, "application", sent))

    @pytest.mark.rule("R101")
    def test_an_overdue_answer_says_whom_to_call(self, parent, school):
        sent = make.submitted(school, by=parent.person)
        with acting(make.SYSTEM):
            EducationDepartment.objects.create(
                kato=school.region_kato,
                name_ru="Управление образования Астаны",
                name_kk="Астана білім басқармасы",
                email="bilim@example.kz",
                phone="+77172550200",
            )

        assert "Управление образования" not in text(go(parent, "application", sent))
        with clock.stopped_at(make.NOW + dt.timedelta(days=2)):
            words = text(go(parent, "application", sent))

        assert "Школа не ответила в срок." in words
        assert "отдел образования" in words
        assert "Управление образования Астаны: +7 (717) 255-02-00" in words

    @pytest.mark.rule("R98", "R100")
    def test_how_the_term_was_counted(self, parent, school):
        sent = make.submitted(school, by=parent.person)

        words = text(go(parent, "application", sent))

        assert "Как посчитан срок" in words
        assert "Поступило: 12.05.2026 12:19:12. 12 мая, вторник: считается с 12:19:12 до 18:30." in words
        assert "13 мая, среда: считается с 09:00 до 12:19:12. Срок: 13.05.2026 12:19:12." in words

    @pytest.mark.rule("R46")
    def test_a_proposed_decision_is_not_told(self, parent, school):
        sent = make.proposed(school, by=parent.person, refuse=True)

        words = text(go(parent, "application", sent))

        assert "Директор подписывает" in words
        assert "Отказано" not in words
        assert "Переполненность" not in words

    def test_a_draft_leads_to_the_first_step_that_is_not_filled(self, parent, school):
        draft = make.draft(school, by=parent.person, documents=False)

        assert go(parent, "application", draft).url == reverse(
            "admissions:draft-documents", args=[draft.uuid]
        )

    @pytest.mark.parametrize("language", ["kk", "ru", "en"])
    def test_in_three_languages(self, parent, school, language, settings):
        sent = make.submitted(school, by=parent.person)
        parent.cookies[settings.LANGUAGE_COOKIE_NAME] = language

        assert f'<html lang="{language}">' in go(parent, "application", sent).content.decode()


class TestTakingItBack:
    def test_a_second_look_and_then_it_is_withdrawn(self, parent, school):
        sent = make.submitted(school, by=parent.person)

        assert "Место в очереди пропадёт" in text(go(parent, "withdraw", sent))
        assert only(parent).status == Status.ON_REVIEW
        press(parent, "withdraw", sent)

        assert only(parent).status == Status.WITHDRAWN
        assert "Новое заявление" in text(go(parent, "application", sent))

    def test_what_the_school_did_meanwhile_is_told_first(self, parent, school):
        sent = make.submitted(school, by=parent.person)
        seen = {"version": sent.version}
        services.accept(uuid=sent.uuid, by=make.executor(school), now=make.NOW)

        answer = parent.post(reverse("admissions:withdraw", args=[sent.uuid]), seen, follow=True)

        assert only(parent).status == Status.ON_SIGNING
        assert "её состояние изменилось" in text(answer)

    def test_a_second_press_says_it_is_done(self, parent, school):
        sent = make.submitted(school, by=parent.person)
        press(parent, "withdraw", sent)

        answer = parent.post(reverse("admissions:withdraw", args=[sent.uuid]), follow=True)

        assert "Отозвано" in text(answer)
        assert answer.status_code == 200

    def test_a_draft_is_deleted_with_its_papers(self, parent, school):
        draft = make.draft(school, by=parent.person)

        assert "Удалить черновик?" in text(go(parent, "draft-delete", draft))
        press(parent, "draft-delete", draft)

        assert applications_of(parent) == []


class TestPapers:
    @pytest.fixture
    def paper(self, parent, school) -> Document:
        sent = make.submitted(school, by=parent.person)
        with acting(make.SYSTEM):
            return sent.documents.first()

    def url(self, paper: Document, query: str = "") -> str:
        return reverse("admissions:document", args=[paper.uuid]) + query

    @pytest.mark.rule("R152", "R172")
    def test_are_saved_under_their_own_name_and_do_nothing(self, parent, paper):
        answer = parent.get(self.url(paper))

        assert body(answer).startswith(b"\xff\xd8\xff")
        assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''%D0%9A%D2%B1")
        assert answer["Content-Type"] == "image/jpeg"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
        assert answer["Cache-Control"] == "private, no-store"

    def test_are_looked_at_in_the_browser(self, parent, paper):
        answer = parent.get(self.url(paper, "?inline=1"))

        assert body(answer)
        assert answer["Content-Disposition"].startswith("inline")
        assert "script-src" not in answer["Content-Security-Policy"]
        assert "default-src 'none'" in answer["Content-Security-Policy"]

    @pytest.mark.rule("R172", "R116")
    def test_are_there_for_the_school_and_for_nobody_else(
        self, parent, stranger, paper, school, browser_of, client
    ):
        def staff_of(place, role=Role.EXECUTOR):
            membership = make.member(place, role)
            with acting(make.SYSTEM):
                browser = browser_of(membership.person)
            session = browser.session
            session["role"] = str(membership.pk)
            session.save()
            answer = browser.get(self.url(paper))
            return bool(answer.streaming and body(answer))

        assert staff_of(school)
        assert not staff_of(make.school())
        assert not staff_of(school, Role.OSO_STAFF)
        assert stranger.get(self.url(paper)).status_code == 404
        assert client.get(self.url(paper)).status_code == 302


class TestNotice:
    def test_while_it_is_being_made_the_page_says_so(self, parent, school):
        accepted = signed(at=school, by=parent.person, notice=False)

        answer = parent.get(reverse("admissions:notice-pdf", args=[accepted.uuid]), follow=True)

        assert "Документ готовится" in text(answer)
        assert "Уведомление готовится" in text(answer)

    @pytest.mark.rule("R120", "R144")
    def test_of_an_acceptance(self, parent, school):
        accepted = signed(at=school, by=parent.person)

        assert "Ребёнку предоставлено место." in text(go(parent, "application", accepted))
        answer = parent.get(reverse("admissions:notice-pdf", args=[accepted.uuid]))
        assert body(answer).startswith(b"%PDF-")
        assert answer["Content-Disposition"] == 'attachment; filename="2026-032-1.pdf"'

    @pytest.mark.rule("R170")
    def test_a_refusal_tells_its_reason_and_the_way_on(self, parent, school):
        refused = signed(at=school, by=parent.person, refuse=True)

        words = text(go(parent, "application", refused))

        assert "Переполненность класс-комплектов." in words
        assert "Новое заявление" in words
        assert "отдел образования" in words

    def test_belongs_to_the_family(self, parent, stranger, school):
        accepted = signed(at=school, by=parent.person)

        assert stranger.get(reverse("admissions:notice-pdf", args=[accepted.uuid])).status_code == 404

    def test_a_final_application_is_not_taken_back(self, parent, school):
        accepted = signed(at=school, by=parent.person)

        answer = parent.post(reverse("admissions:withdraw", args=[accepted.uuid]), follow=True)

        assert "уже обработана" in text(answer)
        assert only(parent).status == Status.ACCEPTED


class TestMine:
    def test_empty_it_says_what_to_prepare(self, parent):
        words = text(go(parent, "mine"))

        assert "Заявлений нет" in words
        assert "форма 065/у" in words

    def test_drafts_with_what_is_left_and_sent_ones_with_their_state(self, parent, school):
        make.draft(school, by=parent.person, documents=False)
        make.submitted(school, by=parent.person)

        words = text(go(parent, "mine"))

        assert "осталось 2 шага" in words
        assert "Школа проверяет" in words

    def test_queries_do_not_grow_with_children(self, parent, school, same_query_count):
        make.submitted(school, by=parent.person)
        make.draft(school, by=parent.person)

        def grow():
            for _ in range(3):
                make.submitted(school, by=parent.person)
                make.draft(school, by=parent.person)

        same_query_count(lambda: go(parent, "mine"), grow)

    def test_nothing_is_kept_by_caches(self, parent):
        assert go(parent, "mine")["Cache-Control"] == "private, no-store"

    def test_an_employee_in_a_school_role_is_told_to_switch(self, school, browser_of):
        membership = make.member(school, Role.EXECUTOR)
        with acting(make.SYSTEM):
            browser = browser_of(membership.person)
        session = browser.session
        session["role"] = str(membership.pk)
        session.save()

        answer = go(browser, "mine")

        assert answer.status_code == 403
        assert "Смените роль" in text(answer) or "Сменить роль" in text(answer)
