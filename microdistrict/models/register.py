"""
The address register: settlements, streets and houses under the codes the state gives them.

Rows are never deleted: what the register calls obsolete stays, marked, because people are still registered there.
"""

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Concat
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from microdistrict.fields import FoldField


def in_language(row: models.Model, field: str) -> str:
    """The register speaks Kazakh and Russian; readers of English get the Russian words."""
    language = "kk" if get_language() == "kk" else "ru"
    words: str = getattr(row, f"{field}_{language}") or getattr(row, f"{field}_ru")
    return words


class Settlement(models.Model):
    """
    A unit of the country under its code in the classifier (KATO): a city or village, what it lies in, what lies in it.

    `above` names the units it lies in, from the general to the particular; empty for the cities of the republic.
    `register_id` is the address register's own code, of units that came from there.
    """

    kato = models.CharField(_("KATO code"), max_length=9, primary_key=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("lies in")
    )
    register_id = models.CharField(
        _("code in the register"), max_length=20, null=True, blank=True, unique=True
    )
    kind_ru = models.CharField(_("kind in Russian"), max_length=100)
    kind_kk = models.CharField(_("kind in Kazakh"), max_length=100)
    name_ru = models.CharField(_("name in Russian"), max_length=200)
    name_kk = models.CharField(_("name in Kazakh"), max_length=200)
    above_ru = models.CharField(max_length=600, blank=True, editable=False)
    above_kk = models.CharField(max_length=600, blank=True, editable=False)
    is_actual = models.BooleanField(_("in force"), default=True)
    modified_at = models.DateTimeField(_("changed in the register at"), null=True, blank=True)

    class Meta:
        verbose_name = _("settlement")
        verbose_name_plural = _("settlements")
        ordering = ["name_ru", "kato"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kato__regex=r"^[0-9]{9}$"), name="microdistrict_settlement_kato_is_9_digits"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def name(self) -> str:
        return in_language(self, "name")

    @property
    def title(self) -> str:
        """«Город республиканского значения Астана», «Астана республикалық маңызы бар қаласы»."""
        if get_language() == "kk":
            return f"{self.name_kk} {self.kind_kk}"
        return f"{self.kind_ru} {self.name_ru}"

    @property
    def full_title(self) -> str:
        """With the region and the district, which tell villages of one name apart."""
        return ", ".join(filter(None, [in_language(self, "above"), self.title]))


class Street(models.Model):
    """
    A street or anything houses stand on: avenue, lane, microdistrict.

    `register_id` is the register's own code of it. `district` is a district of the city, `area` is in words («жилой
    массив Шұбар»); both may be empty. Two streets of a settlement may have one name.

    `search` is what people's words are looked for in: the names it has (`fold`) and those it had (`former`, kept by
    the database from the rows of StreetAlias). `found_as` is the former name by which a search found it.
    """

    found_as = ""

    settlement = models.ForeignKey(
        Settlement, models.PROTECT, related_name="streets", verbose_name=_("settlement")
    )
    district = models.ForeignKey(
        Settlement, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("district")
    )
    register_id = models.CharField(_("code in the register"), max_length=20, unique=True)
    kind_ru = models.CharField(_("kind in Russian"), max_length=100)
    kind_kk = models.CharField(_("kind in Kazakh"), max_length=100)
    name_ru = models.CharField(_("name in Russian"), max_length=200)
    name_kk = models.CharField(_("name in Kazakh"), max_length=200)
    area_ru = models.CharField(_("area in Russian"), max_length=200, blank=True)
    area_kk = models.CharField(_("area in Kazakh"), max_length=200, blank=True)
    is_actual = models.BooleanField(_("in force"), default=True)
    modified_at = models.DateTimeField(_("changed in the register at"), null=True, blank=True)
    fold = FoldField(_("search key"), sources=("name_ru", "name_kk"))
    former = models.TextField(default="", db_default="", editable=False)
    search = models.GeneratedField(
        expression=Concat("fold", Value(" "), "former", output_field=models.TextField()),
        output_field=models.TextField(),
        db_persist=True,
    )

    class Meta:
        verbose_name = _("street")
        verbose_name_plural = _("streets")
        ordering = ["name_ru", "register_id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(name_ru="") & ~Q(name_kk=""), name="microdistrict_street_has_both_names"
            ),
        ]
        indexes = [
            GinIndex(fields=["search"], opclasses=["gin_trgm_ops"], name="microdistrict_street_by_words"),
            models.Index(fields=["settlement", "name_ru"], name="microdistrict_street_by_name"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def name(self) -> str:
        return in_language(self, "name")

    @property
    def title(self) -> str:
        """«улица Е 117», «Е 117 көшесі»: the kind comes first in Russian and last in Kazakh."""
        if get_language() == "kk":
            return f"{self.name_kk} {self.kind_kk}".strip()
        return f"{self.kind_ru} {self.name_ru}".strip()

    @property
    def surroundings(self) -> str:
        """Where in the settlement: tells two streets of one name apart; may be empty."""
        district = self.district.title if self.district else ""
        return ", ".join(filter(None, [district, capfirst(in_language(self, "area"))]))

    @property
    def full_title(self) -> str:
        """As the register prints it, from the general to the particular (R83)."""
        parts = [self.settlement.full_title, self.surroundings, capfirst(self.title)]
        return ", ".join(filter(None, parts))


class Building(models.Model):
    """
    A house, or whatever else has an address; `rca` is the code of that address, unique in the country.

    `number` is as the register writes it; `whole` and `suffix` are its parts for search and order (see
    house_numbers). One number may stand twice on a street: a house and its garage, a number and an obsolete one.
    """

    street = models.ForeignKey(Street, models.PROTECT, related_name="buildings", verbose_name=_("street"))
    rca = models.CharField(_("registration code of the address"), max_length=16, unique=True)
    number = models.CharField(_("number"), max_length=30)
    whole = models.PositiveSmallIntegerField(editable=False)
    suffix = models.CharField(max_length=30, blank=True, editable=False)
    kind_ru = models.CharField(_("kind in Russian"), max_length=50)
    kind_kk = models.CharField(_("kind in Kazakh"), max_length=50)
    note = models.CharField(_("note"), max_length=200, blank=True)
    is_actual = models.BooleanField(_("in force"), default=True)
    modified_at = models.DateTimeField(_("changed in the register at"), null=True, blank=True)

    class Meta:
        verbose_name = _("building")
        verbose_name_plural = _("buildings")
        ordering = ["whole", "suffix", "rca"]
        constraints = [
            models.CheckConstraint(
                condition=Q(rca__regex=r"^[0-9]{16}$"), name="microdistrict_building_rca_is_16_digits"
            ),
            models.CheckConstraint(condition=~Q(number=""), name="microdistrict_building_has_number"),
            # what an attachment refers to, so that its building stands on its street
            models.UniqueConstraint(fields=["street", "id"], name="microdistrict_building_on_street"),
        ]
        indexes = [
            models.Index(fields=["street", "whole", "suffix"], name="microdistrict_building_by_no"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def title(self) -> str:
        """«Дом 39», «39 үй»."""
        if get_language() == "kk":
            return f"{self.number} {self.kind_kk}"
        return f"{capfirst(self.kind_ru)} {self.number}"

    @property
    def full_title(self) -> str:
        return f"{self.street.full_title}, {self.title}"
