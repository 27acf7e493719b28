"""How a deadline was counted, read in three languages."""

import datetime as dt

import pytest
from django.utils import translation

from oqu.calendar.explaining import lines_of
from oqu.calendar.selectors import working_days
from oqu.calendar.services import seed_calendar
from oqu.calendar.working_time import OfficeHours, Span, WorkingDays, due_at
from oqu.core.clock import ALMATY
from tests.factories import NOW

pytestmark = pytest.mark.django_db


def words(arrived: str, *, days: WorkingDays | None = None, hours: OfficeHours | None = None) -> list[str]:
    moment = dt.datetime.fromisoformat(arrived).replace(tzinfo=ALMATY)
    found = due_at(moment, days=days or working_days(), hours=hours or OfficeHours())
    return [line.words for line in lines_of(found.as_json())]


@pytest.fixture
def _calendar():
    seed_calendar([2026], now=NOW)


@pytest.mark.rule("R98", "R100")
@pytest.mark.usefixtures("_calendar")
@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        (
            "ru",
            [
                "8 мая, пятница, 19:00: школа закрыта, срок ждёт следующего рабочего дня.",
                "9 мая, суббота: День Победы, не считается.",
                "10 мая, воскресенье: выходной, не считается.",
                "11 мая, понедельник: День Победы (перенос), не считается.",
                "12 мая, вторник: считается с 09:00 до 18:30.",
                "13 мая, среда: срок кончается в 09:00, когда школа открывается.",
            ],
        ),
        (
            "kk",
            [
                "8 мамыр, жұма, 19:00: мектеп жабық, мерзім келесі жұмыс күнін күтеді.",
                "9 мамыр, сенбі: Жеңіс күні, есептелмейді.",
                "10 мамыр, жексенбі: демалыс, есептелмейді.",
                "11 мамыр, дүйсенбі: Жеңіс күні (қайта белгіленген демалыс), есептелмейді.",
                "12 мамыр, сейсенбі: 09:00 – 18:30 аралығы есептеледі.",
                "13 мамыр, сәрсенбі: мерзім мектеп ашылғанда, сағат 09:00 аяқталады.",
            ],
        ),
        (
            "en",
            [
                "8 May, Friday, 19:00: the school is closed, the term waits for the next working day.",
                "9 May, Saturday: Victory Day, not counted.",
                "10 May, Sunday: a weekend, not counted.",
                "11 May, Monday: Victory Day (observed), not counted.",
                "12 May, Tuesday: counted from 09:00 to 18:30.",
                "13 May, Wednesday: the term ends at 09:00, as the school opens.",
            ],
        ),
    ],
)
def test_over_a_holiday(language, sentences):
    with translation.override(language):
        assert words("2026-05-08T19:00:00") == sentences


def test_seconds_are_told_where_there_are_some():
    assert words("2026-05-12T12:19:12", days=WorkingDays()) == [
        "12 мая, вторник: считается с 12:19:12 до 18:30.",
        "13 мая, среда: считается с 09:00 до 12:19:12.",
    ]


def test_before_the_opening():
    assert words("2026-06-18T07:15:00", days=WorkingDays())[0] == (
        "18 июня, четверг: школа открывается в 09:00, с этого времени идёт срок."
    )


def test_days_that_an_order_or_the_school_made_different():
    days = WorkingDays(worked=frozenset({dt.date(2026, 6, 20)}))
    hours = OfficeHours(single_days={dt.date(2026, 6, 19): Span(dt.time(9), dt.time(13))})

    assert words("2026-06-19T10:00:00", days=days, hours=hours) == [
        "19 июня, пятница: в этот день другие часы работы, считается с 10:00 до 13:00.",
        "20 июня, суббота: рабочий день по приказу, считается с 09:00 до 10:00.",
    ]


def test_a_day_off_that_has_no_name_any_more():
    """The derivation is of the calendar as it was; the entry may be gone since."""
    days = WorkingDays(off=frozenset({dt.date(2026, 6, 19)}))

    assert words("2026-06-18T12:30:00", days=days)[1] == "19 июня, пятница: выходной день, не считается."
