"""What other apps may ask of the address register and of the schools' microdistricts."""

from microdistrict.selectors.addresses import (
    Place,
    find_building,
    place_at,
    place_in_register,
    settlements,
)
from microdistrict.selectors.search import (
    StreetsFound,
    find_streets,
    letters_of,
    search_streets,
    streets_starting_with,
)
from microdistrict.selectors.territories import (
    Served,
    StreetTerritory,
    Zone,
    schools_serving,
    streets_of,
    zone_of,
)

__all__ = [
    "Place",
    "Served",
    "StreetTerritory",
    "StreetsFound",
    "Zone",
    "find_building",
    "find_streets",
    "letters_of",
    "place_at",
    "place_in_register",
    "schools_serving",
    "search_streets",
    "settlements",
    "streets_of",
    "streets_starting_with",
    "zone_of",
]
