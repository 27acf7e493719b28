from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

_POSSIBLE = [MinValueValidator(0), MaxValueValidator(32_000)]


class ClassSet(models.Model):
    """The first classes of one school in one language of study, in one school year (its first calendar year)."""

    bin = models.CharField(max_length=12)
    school_year = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=2)
    seats_total = models.PositiveSmallIntegerField(validators=_POSSIBLE)
    class_count = models.PositiveSmallIntegerField(validators=_POSSIBLE)

    class Meta:
        ordering = ["bin", "-school_year", "language"]
        constraints = [
            models.UniqueConstraint(
                fields=["bin", "school_year", "language"], name="nobd_classset_one_per_parallel"
            )
        ]

    def __str__(self) -> str:
        return f"{self.bin} {self.year} {self.language}"

    @property
    def year(self) -> str:
        return f"{self.school_year}-{self.school_year + 1}"
