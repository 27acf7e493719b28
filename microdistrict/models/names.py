"""The names a street had, or has in some papers only: people go on using them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from microdistrict.fields import FoldField
from microdistrict.models.register import Settlement, Street


class StreetRename(models.Model):
    """
    A renaming that some paper speaks of, be it a draft or a decision, whether or not the register has the street.

    Not law: it only lets the street be found under either name. Papers contradict each other, and all are kept.
    """

    settlement = models.ForeignKey(Settlement, models.PROTECT, related_name="+", verbose_name=_("settlement"))
    district_ru = models.CharField(_("district"), max_length=100, blank=True)
    old_name = models.CharField(_("old name"), max_length=200)
    new_name = models.CharField(_("new name"), max_length=200)
    status = models.CharField(_("status"), max_length=100, blank=True)
    year = models.CharField(_("year"), max_length=20, blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("renaming of a street")
        verbose_name_plural = _("renamings of streets")
        ordering = ["settlement", "old_name", "new_name"]
        constraints = [
            models.UniqueConstraint(
                fields=["settlement", "old_name", "new_name"], name="microdistrict_streetrename_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.old_name} → {self.new_name}"


class StreetAlias(models.Model):
    """A name the street had before, or is called by in some papers; found by search."""

    street = models.ForeignKey(Street, models.CASCADE, related_name="aliases", verbose_name=_("street"))
    name = models.CharField(_("name"), max_length=200)
    fold = FoldField(_("search key"), sources=("name",))

    class Meta:
        verbose_name = _("another name of a street")
        verbose_name_plural = _("other names of streets")
        constraints = [
            models.UniqueConstraint(fields=["street", "name"], name="microdistrict_streetalias_once"),
        ]

    def __str__(self) -> str:
        return self.name
