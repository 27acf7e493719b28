"""
How values read to a person: moments, phones, sizes, what is absent. Pure, for pages, PDF and SMS alike.

Django's own date filter costs a third of a long page, so the months stand here.
"""

import datetime as dt

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from oqu.core.clock import ALMATY

_MONTHS = {
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "kk": "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан",
    "en": "January February March April May June July August September October November December",
}
# The word for «year» stays beside its number.
_DATES = {
    "ru": "{day} {month} {year}\xa0г.",
    "kk": "{year}\xa0ж. {day} {month}",
    "en": "{day} {month} {year}",
}
_WEEKDAYS = {
    "ru": "понедельник вторник среда четверг пятница суббота воскресенье",
    "kk": "дүйсенбі сейсенбі сәрсенбі бейсенбі жұма сенбі жексенбі",
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
}


def register_moment(moment: dt.datetime) -> str:
    """12.05.2026 12:19:12, as registers show it; time of Almaty."""
    return moment.astimezone(ALMATY).strftime("%d.%m.%Y %H:%M:%S")


def long_date(day: dt.date, language: str | None = None) -> str:
    """12 мая 2026 г. · 2026 ж. 12 мамыр · 12 May 2026"""
    language = language or get_language() or "ru"
    return _DATES[language].format(day=day.day, month=_MONTHS[language].split()[day.month - 1], year=day.year)


def long_moment(moment: dt.datetime, language: str | None = None) -> str:
    """The long date and the time of day in Almaty: 12 мая 2026 г., 12:19"""
    local = moment.astimezone(ALMATY)
    return f"{long_date(local.date(), language)}, {local:%H:%M}"


def weekday(day: dt.date) -> str:
    """The name of the day of the week, as it stands inside a sentence."""
    return _WEEKDAYS[get_language() or "ru"].split()[day.weekday()]


def day_of_week(day: dt.date) -> str:
    """12 мая, вторник · 12 мамыр, сейсенбі · 12 May, Tuesday: a day near enough to need no year."""
    month = _MONTHS[get_language() or "ru"].split()[day.month - 1]
    return f"{day.day} {month}, {weekday(day)}"


def phone(number: str) -> str:
    """+77001234567 -> +7 (700) 123-45-67; a number of another country stays as it is."""
    digits = number.removeprefix("+")
    if len(digits) != 11 or not digits.isdigit() or digits[0] != "7":
        return number
    return f"+7 ({digits[1:4]}) {digits[4:7]}-{digits[7:9]}-{digits[9:]}"


def file_size(size: int) -> str:
    """Kilobytes below one megabyte, megabytes with one decimal above."""
    if size < 1024 * 1024:
        return _("%(size)s KB") % {"size": max(1, round(size / 1024))}
    megabytes = f"{size / 1024 / 1024:.1f}".removesuffix(".0")
    return _("%(size)s MB") % {"size": megabytes if get_language() == "en" else megabytes.replace(".", ",")}


def or_no_data(value: object) -> object:
    """The value itself, or the words for an absent one; 0 and False are values."""
    return _("No data") if value is None or value == "" else value
