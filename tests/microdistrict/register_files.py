"""A small town as the register's own tables tell it: a city of two districts, a village, streets, houses."""

import csv
from pathlib import Path
from typing import Any

UNIT = {
    "id": "1", "parent_id": "", "d_ats_type_id": "9", "name_kaz": "Астана", "name_rus": "Астана", "rco": "0201",
    "cato": "710000000", "actual": "true", "modified": "2026-01-10T09:00:00",
}  # fmt: skip
DISTRICT = {**UNIT, "id": "2", "parent_id": "1", "d_ats_type_id": "8", "name_kaz": "Есіл", "name_rus": "Есиль", "cato": "711210000"}  # fmt: skip
VILLAGE = {**UNIT, "id": "3", "d_ats_type_id": "1", "name_kaz": "Талапкер", "name_rus": "Талапкер", "cato": "116653100"}  # fmt: skip
STREET = {
    "id": "267724", "parent_id": "", "s_ats_id": "2", "d_geonims_type_id": "11", "name_kaz": "Абай", "name_rus": "Абая",
    "rco": "", "cato": "711210000", "actual": "true", "modified": "2026-01-10T09:00:00",
    "full_path_rus": "Город республиканского значения Астана, Район в городе Есиль, Улица Абая",
    "full_path_kaz": "Астана республикалық маңызы бар қаласы, Есіл қала ішіндегі аудан, Абай көшесі",
}  # fmt: skip
MASSIF = {
    **STREET, "id": "108781", "d_geonims_type_id": "46", "name_kaz": "Шұбар", "name_rus": "Шұбар",
    "full_path_rus": "", "full_path_kaz": "",
}  # fmt: skip
HOUSE = {
    "id": "500", "parent_id": "", "parent_rca": "", "s_ats_id": "2", "s_geonims_id": "267724", "s_ground_id": "",
    "d_buildings_pointer_id": "2", "d_buildings_pointer_code": "2", "number": "39", "distance": "", "this_is": "",
    "rca": "0201500028928239", "actual": "true", "modified": "2026-01-10T09:00:00",
    "full_path_rus": "", "full_path_kaz": "",
}  # fmt: skip
KINDS = {
    "d_ats_types": [("1", "Село", "ауылы"), ("8", "Район в городе", "қала ішіндегі аудан"), ("9", "Город республиканского значения", "республикалық маңызы бар қаласы")],
    "d_geonims_types": [("11", "улица", "көшесі"), ("46", "Жилой массив", "Тұрғын үй алабы")],
    "d_buildings_pointers": [("2", "дом", "үй"), ("4", "гараж", "көлікжай")],
}  # fmt: skip


class RegisterFolder:
    """A folder with the tables; `write` replaces one of them, `take` imports what is there."""

    def __init__(self, path: Path) -> None:
        self.path = path
        for name, rows in KINDS.items():
            self.write(name, [dict(zip(("code", "value_ru", "value_kz"), row, strict=True)) for row in rows])
        self.write("s_ats", [UNIT, DISTRICT, VILLAGE])
        self.write("s_geonims", [STREET])
        self.write("s_buildings", [HOUSE])

    def write(self, name: str, rows: list[dict[str, str]], *, delimiter: str = ",") -> None:
        with (self.path / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n", delimiter=delimiter)
            writer.writeheader()
            writer.writerows(rows)

    def take(self) -> Any:
        from microdistrict import services

        return services.import_addresses([self.path])

    def found(self) -> dict[str, list[int]]:
        return {code: [line.number for line in lines] for code, lines in self.take().findings.lines.items()}
