from microdistrict.models.attachment import Attachment
from microdistrict.models.check import TerritoryCheck
from microdistrict.models.names import StreetAlias, StreetRename
from microdistrict.models.refresh import RegisterRefresh
from microdistrict.models.register import Building, Settlement, Street

__all__ = [
    "Attachment",
    "Building",
    "RegisterRefresh",
    "Settlement",
    "Street",
    "StreetAlias",
    "StreetRename",
    "TerritoryCheck",
]
