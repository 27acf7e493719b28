from microdistrict.models.attachment import Attachment
from microdistrict.models.register import Building, Settlement, Street, StreetAlias

__all__ = ["Attachment", "Building", "Settlement", "Street", "StreetAlias"]
