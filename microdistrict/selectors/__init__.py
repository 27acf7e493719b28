"""What other apps may ask of the address register and of the schools' microdistricts."""

from microdistrict.models import Street
from microdistrict.selectors.addresses import (
    Place,
    find_building,
    place_at,
    place_in_register,
    settlement,
    settlements,
    titles_of,
)
from microdistrict.selectors.history import Detached, Event, history_of, just_detached, last_change
from microdistrict.selectors.integrity import EndedStreet, Faults, faults_of, streets_without_school
from microdistrict.selectors.search import (
    StreetsFound,
    find_streets,
    letters_of,
    search_streets,
    streets_starting_with,
)
from microdistrict.selectors.streets import (
    House,
    StreetView,
    address_count,
    attachments_of,
    own_rows,
    street_of_settlement,
    street_views,
    territory_streets,
)
from microdistrict.selectors.territories import (
    Served,
    StreetTerritory,
    Zone,
    last_refresh,
    schools_serving,
    streets_of,
    territory_check,
    zone_of,
)

__all__ = [
    "Detached",
    "EndedStreet",
    "Event",
    "Faults",
    "House",
    "Place",
    "Served",
    "Street",
    "StreetTerritory",
    "StreetView",
    "StreetsFound",
    "Zone",
    "address_count",
    "attachments_of",
    "faults_of",
    "find_building",
    "find_streets",
    "history_of",
    "just_detached",
    "last_change",
    "last_refresh",
    "letters_of",
    "own_rows",
    "place_at",
    "place_in_register",
    "schools_serving",
    "search_streets",
    "settlement",
    "settlements",
    "street_of_settlement",
    "street_views",
    "streets_of",
    "streets_starting_with",
    "streets_without_school",
    "territory_check",
    "territory_streets",
    "titles_of",
    "zone_of",
]
