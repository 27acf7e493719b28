"""Streets and buildings as the post's address service prints them, one joined row each."""

from microdistrict.services._reading.formats import Format, Reading, Row, columns
from microdistrict.services._reading.rows import BuildingRow, Line, StreetRow


def _add_street(reading: Reading, row: Row, line: Line) -> None:
    reading.register.streets.append(
        StreetRow(
            line=line,
            register_id=row["geonim_id"],
            settlement_kato=row["city_kato"],
            kind_ru=row["type_ru"].lower(),
            kind_kk=row["type_kz"].lower(),
            name_ru=row["name_ru"],
            name_kk=row["name_kz"],
            district_kato=row["district_kato"],
            area_ru=row["area_ru"],
            area_kk=row["area_kz"],
            is_cut=row["page_limit_hit"] == "True",
        )
    )


def _add_building(reading: Reading, row: Row, line: Line) -> None:
    reading.register.buildings.append(
        BuildingRow(
            line=line,
            rca=row["rca"],
            street_register_id=row["geonim_id"],
            number=row["house"],
            kind_ru=row["building_type_ru"].lower(),
            kind_kk=row["building_type_kz"].lower(),
            note=" ".join(filter(None, [row["extra_type"], row["extra"]])),
            is_actual=row["is_current"] == "1",
        )
    )


FORMATS = (
    Format(
        columns(
            "geonim_id type_ru type_kz name_ru name_kz city_kato district_kato area_ru area_kz page_limit_hit"
        ),
        _add_street,
        marks=columns("geonim_id page_limit_hit"),
        title="streets",
    ),
    Format(
        columns("rca geonim_id house building_type_ru building_type_kz extra extra_type is_current"),
        _add_building,
        marks=columns("rca geonim_id"),
        title="buildings",
    ),
)
