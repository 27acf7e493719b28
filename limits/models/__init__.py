from limits.models.change import LimitChange
from limits.models.class_limit import ClassLimit, SchoolYear
from limits.models.offer import NobdOffer

__all__ = ["ClassLimit", "LimitChange", "NobdOffer", "SchoolYear"]
