"""The client of NOBD against the sandbox's."""

from contextlib import contextmanager

import pytest
from django.conf import settings

from oqu import world
from oqu.integrations.nobd import NobdUnavailable, OrganisationNotFound, get_nobd
from oqu.integrations.nobd.client import NobdClient

SCHOOL = world.SCHOOLS[0]
NOBODY = "120941000775"


@pytest.fixture(autouse=True)
def _running(sandbox):
    """The outside world answers."""


def test_class_sets_of_a_school():
    told = get_nobd().class_sets(SCHOOL.bin)

    of_this_year = [row for row in told.rows if row["school_year"] == "2026-2027"]
    assert told.org_bin == SCHOOL.bin
    assert [(row["language_code"], row["seats_total"], row["class_count"]) for row in of_this_year] == [
        (limit.language, limit.total, limit.classes) for limit in SCHOOL.limits
    ]


def test_an_unknown_organisation_is_not_found():
    with pytest.raises(OrganisationNotFound):
        get_nobd().class_sets(NOBODY)


@pytest.mark.parametrize("fault", ["down", "wrong_data", "other_school"])
def test_a_faulty_answer_is_no_answer(sandbox, fault):
    with sandbox.fault("nobd", fault), pytest.raises(NobdUnavailable):
        get_nobd().class_sets(SCHOOL.bin)


@contextmanager
def another(url, token, **options):
    client = NobdClient(url, token, **options)
    yield client
    client._http.close()


def test_a_slow_answer_is_no_answer(sandbox):
    with (
        another(settings.NOBD_URL, settings.NOBD_TOKEN, timeout=0.2) as hasty,
        sandbox.fault("nobd", "slow"),
        pytest.raises(NobdUnavailable),
    ):
        hasty.class_sets(SCHOOL.bin)


@pytest.mark.parametrize(
    ("url", "token"), [("{}", "wrong"), ("{}/elsewhere", None), ("http://127.0.0.1:9", None)]
)
def test_wrong_settings_are_no_answer_and_not_a_missing_school(url, token):
    with (
        another(url.format(settings.NOBD_URL), token or settings.NOBD_TOKEN) as client,
        pytest.raises(NobdUnavailable),
    ):
        client.class_sets(SCHOOL.bin)


class TestThePageOfNobd:
    def test_its_numbers_can_be_changed(self, sandbox):
        address = row_of(sandbox)

        assert sandbox.http.post(address, data={"seats_total": "60", "class_count": "3"}).status_code == 302
        assert told(SCHOOL.bin) == (60, 3)
        sandbox.http.post(address, data={"seats_total": "100", "class_count": "4"})
        assert told(SCHOOL.bin) == (100, 4)

    @pytest.mark.parametrize("seats", ["", "x", "-1", "99999"])
    def test_impossible_ones_cannot(self, sandbox, seats):
        answer = sandbox.http.post(row_of(sandbox), data={"seats_total": seats, "class_count": "3"})

        assert answer.status_code == 422
        assert "Нужны целые числа" in answer.text
        assert told(SCHOOL.bin) == (100, 4)


def told(org_bin, language="kk"):
    rows = get_nobd().class_sets(org_bin).rows
    [row] = [row for row in rows if row["school_year"] == "2026-2027" and row["language_code"] == language]
    return row["seats_total"], row["class_count"]


def row_of(sandbox):
    """Where the numbers of the first school's Kazakh classes are changed."""
    page = sandbox.http.get("/nobd/").text
    card = next(
        part
        for part in page.split("<form")
        if SCHOOL.bin in part and "2026-2027" in part and "казахский" in part
    )
    return card.split('action="')[1].split('"')[0]
