"""What kind a row of the register's tables is of, in both languages."""

from microdistrict.services._reading.rows import Findings
from microdistrict.services._reading.tables import Geonim, House, Unit


def kind_of(
    row: Unit | Geonim | House,
    kinds: dict[str, tuple[str, str]],
    name_ru: str,
    name_kk: str,
    found: Findings,
) -> tuple[str, str]:
    """
    By the dictionary, else from the full address of the row («…, Улица Е 117» of Е 117), in small letters.

    Empty when neither tells: then an import leaves the kind as it is stored.
    """
    if words := kinds.get(row.kind_id):
        return words
    last_ru, last_kk = row.path_ru.rsplit(",", 1)[-1].strip(), row.path_kk.rsplit(",", 1)[-1].strip()
    if last_ru.endswith(name_ru) and last_kk.startswith(name_kk):
        return last_ru.removesuffix(name_ru).strip().lower(), last_kk.removeprefix(name_kk).strip().lower()
    found.add("kind_not_in_the_dictionary", row.line)
    return "", ""
