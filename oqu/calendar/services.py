"""Filling the calendar."""

from collections.abc import Iterable

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
    "Independence Day": "День Независимости",
    "Eid al-Adha": "Курбан-айт",
}


def seed_calendar(years: Iterable[int]) -> int:
    """Add the holidays of these years where the table has no row yet; returns how many were added."""
    english = holidays.country_holidays("KZ", years=list(years), language="en_US")
    kazakh = holidays.country_holidays("KZ", years=list(years), language="kk")
    rows = [
        SpecialDay(
            date=day,
            name_ru=_russian(name),
            name_kk=kazakh[day],
            name_en=name,
            is_estimated="estimated" in name,
        )
        for day, name in sorted(english.items())
    ]
    known = set(SpecialDay.objects.values_list("date", flat=True))
    return len(SpecialDay.objects.bulk_create([row for row in rows if row.date not in known]))


def _russian(name: str) -> str:
    for english, russian in _RUSSIAN.items():
        if name.startswith(english):
            return f"{russian} (перенос)" if "observed" in name else russian
    return f"Выходной день ({name})"
