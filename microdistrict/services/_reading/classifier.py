"""The classifier of the country's units (KATO) and the register's dictionary of kinds."""

import re

from microdistrict.services._reading.formats import Format, Reading, Row, columns
from microdistrict.services._reading.rows import Line, SettlementRow

# unit_type of the classifier: the kind as the address register words it
_KINDS = {
    "region": ("Область", "облысы"),
    "republican_city": ("Город республиканского значения", "республикалық маңызы бар қаласы"),
    "district": ("Район", "ауданы"),
    "city_district": ("Район в городе", "қала ішіндегі аудан"),
    "city_administration": ("Городская администрация", "қалалық әкімдігі"),
    "town_administration": ("Городская администрация", "қалалық әкімдігі"),
    "settlement_administration": ("Поселковая администрация", "кенттік әкімдігі"),
    "village_administration": ("Сельская администрация", "ауылдық әкімдігі"),
    "rural_okrug": ("Сельский округ", "ауылдық округі"),
    "city": ("Город", "қаласы"),
    "settlement": ("Поселок", "кенті"),
    "village": ("Село", "ауылы"),
    "rail_stop": ("Разъезд", "жол айрығы"),
    "site": ("Участок", "учаскесі"),
}
_KAZAKH_LETTERS = re.compile("[әғқңөұүһі]", re.IGNORECASE)
_SHORTENED_WITHOUT_STOP = re.compile(r"\b\w\.\w$")  # «с.о» for сельский округ, «а.о»


def _add_unit(reading: Reading, row: Row, line: Line) -> None:
    register = reading.register
    kind = _KINDS.get(row["unit_type"])
    if kind is None:
        reading.problems.append(f"{line}: unknown kind of unit «{row['unit_type']}»")
        return
    if row["code"] in register.settlements:
        reading.problems.append(f"{line}: the code {row['code']} stands at two units")
    if _KAZAKH_LETTERS.search(row["short_ru"]):
        register.found.add("russian_name_with_kazakh_letters", line)
    if any(_SHORTENED_WITHOUT_STOP.search(row.get(name, "")) for name in ("name_ru", "name_kz")):
        register.found.add("shortened_without_a_stop", line)
    register.settlements[row["code"]] = SettlementRow(
        row["code"], *kind, row["short_ru"], row["short_kz"], parent_kato=row["parent_code"], line=line
    )


def _add_kind(reading: Reading, row: Row, line: Line) -> None:
    """The letter before the number tells the table: A units, G streets, B buildings."""
    words = (row["name_ru"].lower(), row["name_kz"].lower())
    register = reading.register
    if row["name_ru"].isupper() or row["name_ru"][:1].isupper() != row["name_kz"][:1].isupper():
        register.found.add("kind_in_uneven_case", line)
    if words[0] in reading.kinds_read[row["group"]]:
        register.found.add("one_kind_twice", line)
    reading.kinds_read[row["group"]].add(words[0])
    register.kinds |= set(words)
    reading.tables.kinds[row["id"]] = words


FORMATS = (
    Format(columns("code parent_code unit_type short_kz short_ru"), _add_unit, title="units of the country"),
    Format(columns("id group name_kz name_ru"), _add_kind, title="kinds of streets and buildings"),
)
