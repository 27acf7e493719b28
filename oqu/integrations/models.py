"""What outside systems said and the portal keeps."""

from oqu.integrations.signature.models import AskedStatus, PublishedList, PublishingPoint

__all__ = ["AskedStatus", "PublishedList", "PublishingPoint"]
