from collections.abc import Sequence
from typing import Any

from django.db import models

from microdistrict.folding import fold


class FoldField(models.TextField):
    """The search key of other columns of the row, renewed whenever the row is written."""

    def __init__(self, *args: Any, sources: tuple[str, ...] = (), **kwargs: Any) -> None:
        kwargs["editable"] = False
        super().__init__(*args, **kwargs)
        self.sources = sources

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "sources": self.sources}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        spellings = dict.fromkeys(fold(getattr(model_instance, source)) for source in self.sources)
        key = " ".join(spelling for spelling in spellings if spelling)
        setattr(model_instance, self.attname, key)
        return key
