"""Personal data at rest: unreadable, bound to its row, found by a blind index."""

import base64
import os

import pytest
from cryptography.exceptions import InvalidTag
from django.db import connection

from oqu.core.acting import acting
from oqu.core.secrets_fields import blind_index, decrypt, encrypt
from staff.models import Person
from tests import factories as make


def test_what_was_sealed_opens_again():
    assert decrypt(encrypt("Әйгерім", bound_to="a|b|1"), bound_to="a|b|1") == "Әйгерім"


def test_equal_values_look_different():
    assert encrypt("1", bound_to="x") != encrypt("1", bound_to="x")


def test_a_value_moved_to_another_row_does_not_open():
    with pytest.raises(InvalidTag):
        decrypt(encrypt("1", bound_to="a|b|1"), bound_to="a|b|2")


def test_an_old_key_still_opens_and_a_new_one_seals(settings):
    sealed = encrypt("1", bound_to="x")
    old = settings.FIELD_ENCRYPTION_KEYS
    settings.FIELD_ENCRYPTION_KEYS = [base64.b64encode(os.urandom(32)).decode(), *old]

    assert decrypt(sealed, bound_to="x") == "1"
    assert encrypt("1", bound_to="x").split(".")[0] != sealed.split(".")[0]


def test_the_blind_index_depends_on_its_key(settings):
    before = blind_index("iin", "950601600023")
    settings.BLIND_INDEX_KEY = "another"

    assert blind_index("iin", "950601600023") != before


@pytest.mark.django_db
class TestOnAModel:
    def test_is_plain_in_the_program_and_sealed_in_the_table(self):
        person = make.person(phone="+77075550199")

        with acting(make.SYSTEM):
            read = Person.objects.get(pk=person.pk)
            with connection.cursor() as cursor:
                cursor.execute("SELECT iin, phone FROM staff_person WHERE id = %s", [person.pk])
                stored = cursor.fetchone()

        assert (read.iin, read.phone) == (person.iin, "+77075550199")
        assert person.iin not in stored[0]
        assert "5550199" not in stored[1]

    def test_saving_a_row_that_was_read_keeps_its_number(self):
        person = make.person()
        with acting(make.SYSTEM):
            again = Person.objects.get(pk=person.pk)
            again.first_name = "Дәурен"
            again.save()

            assert Person.objects.get(pk=person.pk).iin == person.iin
            assert Person.objects.with_iin(person.iin) == person

    def test_cannot_be_changed_behind_the_rows_back(self):
        with pytest.raises(TypeError), acting(make.SYSTEM):
            Person.objects.update(phone="+77075550100")
