"""The holidays of Kazakhstan as rows of the calendar, from the package that follows the state's orders."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator

import holidays

from oqu.calendar.models import SpecialDay

# The package knows Kazakh and English names, not Russian ones.
_RUSSIAN = {
    "New Year's Day": "Новый год",
    "Orthodox Christmas": "Православное Рождество",
    "International Women's Day": "Международный женский день",
    "Nowruz Holiday": "Наурыз мейрамы",
    "Kazakhstan's People Solidarity Holiday": "Праздник единства народа Казахстана",
    "Defender of the Fatherland Day": "День защитника Отечества",
    "Victory Day": "День Победы",
    "Capital Day": "День столицы",
    "Constitution Day": "День Конституции",
    "Republic Day": "День Республики",
    "First President Day": "День Первого Президента",
    "Independence Day": "День Независимости",
    "Eid al-Adha": "Курбан-айт",
}

# How the package names a day off that was moved there, and from which day, by order.
_MOVED = re.compile(r"substituted from (\d\d)/(\d\d)/(\d{4})")


def special_days_of(years: Iterable[int]) -> Iterator[SpecialDay]:
    """A moved day off brings its other half, the weekend day that is worked instead."""
    years = list(years)
    english = holidays.country_holidays("KZ", years=years, language="en_US")
    kazakh = holidays.country_holidays("KZ", years=years, language="kk")
    for day, name in sorted(english.items()):
        if moved := _MOVED.search(name):
            month, number, year = map(int, moved.groups())
            yield from swapped(off=day, worked=dt.date(year, month, number))
        else:
            yield SpecialDay(
                date=day,
                name_ru=_russian(name),
                name_kk=kazakh[day],
                name_en=name,
                is_estimated="estimated" in name,
            )


def swapped(*, off: dt.date, worked: dt.date) -> tuple[SpecialDay, SpecialDay]:
    """The two halves of a moved day, the day off first."""
    return (
        SpecialDay(
            date=off,
            swapped_with=worked,
            name_ru=f"Выходной день (перенос с {worked:%d.%m.%Y})",
            name_kk=f"Демалыс күні ({worked:%d.%m.%Y} күнінен ауыстырылды)",
            name_en=f"Day off (moved from {worked:%d.%m.%Y})",
        ),
        SpecialDay(
            date=worked,
            swapped_with=off,
            kind=SpecialDay.Kind.WORKING_DAY,
            name_ru=f"Рабочий день (перенос на {off:%d.%m.%Y})",
            name_kk=f"Жұмыс күні (демалыс {off:%d.%m.%Y} күніне ауыстырылды)",
            name_en=f"Working day (its day off moved to {off:%d.%m.%Y})",
        ),
    )


def _russian(name: str) -> str:
    russian = next(russian for english, russian in _RUSSIAN.items() if name.startswith(english))
    return f"{russian} (перенос)" if "observed" in name else russian
