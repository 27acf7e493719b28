"""Steps 3 and 4: what is typed is kept, each file for itself, and every refusal says what to do."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from admissions.states import Transport
from tests import factories as make
from tests.admissions.family.screens import details, go, kept, only, papers, press, text

ALL = {"photo_3x4", "form_065u", "form_052_2u"}


@pytest.fixture
def draft(parent):
    return make.draft(make.school("032", offers_transport=True), by=parent.person, documents=False)


def file(content: bytes, name: str = "Кұжат 1.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


class TestDetails:
    @pytest.mark.rule("R138", "R149")
    def test_everything_is_kept_and_the_phone_in_one_form(self, parent, draft):
        typed = details(wants_transport="on", factual_address="Е 117, 39")

        answer = press(parent, "draft-details", draft, **typed)

        told = only(parent)
        assert answer.url == reverse("admissions:draft-documents", args=[draft.uuid])
        assert (told.applicant_phone, told.language) == ("+77071234567", "kk")
        assert (told.transport, told.factual_address) == (Transport.PENDING, "Е 117, 39")
        assert "+7 (707) 123-45-67" in go(parent, "draft-details", draft).content.decode()

    @pytest.mark.rule("R138", "R139")
    def test_transport_is_asked_only_where_it_is_offered(self, parent):
        without = make.draft(make.school("084"), by=parent.person)

        assert "wants_transport" not in go(parent, "draft-details", without).content.decode()
        press(parent, "draft-details", without, **details(wants_transport="on"))
        assert only(parent).transport == Transport.NOT_REQUESTED

    @pytest.mark.parametrize("phone", ["+7 916 123-45-67", "8 7172 55 50 32", "123", "abc", "9" * 40])
    def test_only_a_kazakhstan_mobile_number(self, parent, draft, phone):
        before = only(parent).applicant_phone

        answer = press(parent, "draft-details", draft, **details(phone=phone, factual_address="Е 117"))

        assert answer.status_code == 422
        assert "<title>Ошибка:" in " ".join(answer.content.decode().split())
        assert phone in answer.content.decode()
        assert 'value="Е 117"' in answer.content.decode()
        assert only(parent).applicant_phone == before

    def test_languages_are_those_the_school_teaches_in(self, parent, draft):
        answer = press(parent, "draft-details", draft, **details(language="uz"))

        assert answer.status_code == 422

    @pytest.mark.rule("R117", "R118")
    def test_special_needs_ask_for_one_paper_more(self, parent, draft):
        assert "pmpk" not in go(parent, "draft-documents", draft).content.decode()

        press(parent, "draft-details", draft, **details(has_special_needs="on"))

        assert 'name="pmpk"' in go(parent, "draft-documents", draft).content.decode()

    def test_the_school_comes_first(self, parent):
        undecided = make.draft(by=parent.person)

        answer = go(parent, "draft-details", undecided)

        assert answer.url == reverse("admissions:draft-school", args=[undecided.uuid])


@pytest.mark.rule("R118")
class TestPapers:
    def test_all_at_once_lead_to_the_last_step(self, parent, draft):
        answer = press(parent, "draft-documents", draft, **papers())

        assert answer.url == reverse("admissions:draft-check", args=[draft.uuid])
        assert kept(draft, parent) == ALL

    def test_the_missing_ones_are_named_and_the_given_one_is_kept(self, parent, draft):
        answer = press(parent, "draft-documents", draft, **papers("photo_3x4"))

        assert answer.status_code == 422
        assert set(answer.context["form"].errors) == ALL - {"photo_3x4"}
        assert kept(draft, parent) == {"photo_3x4"}

    def test_one_by_one_without_asking_for_the_others(self, parent, draft):
        answer = press(parent, "draft-documents", draft, upload="1", **papers("form_065u"))

        assert answer.url == reverse("admissions:draft-documents", args=[draft.uuid])
        assert kept(draft, parent) == {"form_065u"}

    def test_leaving_keeps_what_was_chosen(self, parent, draft):
        answer = press(parent, "draft-documents", draft, leave="1", **papers("photo_3x4"))

        assert answer.url == reverse("admissions:mine")
        assert kept(draft, parent) == {"photo_3x4"}

    def test_removing_one_keeps_the_file_chosen_for_another(self, parent, draft):
        press(parent, "draft-documents", draft, upload="1", **papers("photo_3x4"))

        press(parent, "draft-documents", draft, remove="photo_3x4", **papers("form_065u"))

        assert kept(draft, parent) == {"form_065u"}

    def test_replacing(self, parent, draft):
        press(parent, "draft-documents", draft, upload="1", photo_3x4=make.picture("first.jpg"))
        press(parent, "draft-documents", draft, upload="1", photo_3x4=make.picture("second.jpg"))

        assert [each.file_name for each in only(parent).documents.all()] == ["second.jpg"]

    def test_how_much_room_is_taken(self, parent, draft):
        press(parent, "draft-documents", draft, upload="1", **papers("photo_3x4"))

        assert "Всего 1 КБ из 5 МБ" in text(go(parent, "draft-documents", draft))


class TestBadFiles:
    @pytest.mark.parametrize(
        ("content", "words"),
        [
            (b"", "Файл пустой"),
            (b"MZ\x90\x00 a program", "JPEG, PNG и PDF"),
            (b"<svg onload=alert(1)>", "JPEG, PNG и PDF"),
            (b"\xff\xd8\xff\xe0 not a picture", "повреждён"),
            (b"%PDF-1.7 cut off", "повреждён"),
        ],
        ids=["empty", "program", "svg", "broken picture", "broken pdf"],
    )
    def test_a_sentence_beside_the_file_and_the_good_ones_kept(self, parent, draft, content, words):
        answer = press(
            parent, "draft-documents", draft, form_065u=file(content), **papers("photo_3x4", "form_052_2u")
        )

        assert answer.status_code == 422
        assert list(answer.context["form"].errors) == ["form_065u"]
        assert words in text(answer)
        assert kept(draft, parent) == ALL - {"form_065u"}

    def test_a_file_that_is_too_big(self, parent, draft, settings):
        settings.MAX_UPLOAD_BYTES = 2**20
        answer = press(
            parent, "draft-documents", draft, upload="1", photo_3x4=file(b"\xff\xd8\xff" + b"0" * 2**20)
        )

        assert "больше 1 МБ" in text(answer)
        assert kept(draft, parent) == set()

    def test_files_that_are_too_big_together(self, parent, draft, settings):
        noise = io.BytesIO()
        Image.effect_noise((900, 900), 90).save(noise, "JPEG")
        press(parent, "draft-documents", draft, upload="1", photo_3x4=file(noise.getvalue()))
        settings.MAX_STORED_BYTES = len(noise.getvalue())

        answer = press(parent, "draft-documents", draft, upload="1", form_065u=file(noise.getvalue()))

        assert answer.status_code == 422
        assert "Все документы вместе" in text(answer)
        assert kept(draft, parent) == {"photo_3x4"}

    def test_the_former_file_stays_when_the_new_one_is_refused(self, parent, draft):
        press(parent, "draft-documents", draft, upload="1", photo_3x4=make.picture("first.jpg"))

        answer = press(parent, "draft-documents", draft, upload="1", photo_3x4=file(b"no picture"))

        assert answer.status_code == 422
        assert [each.file_name for each in only(parent).documents.all()] == ["first.jpg"]
