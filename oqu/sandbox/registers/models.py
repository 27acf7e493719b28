from django.contrib.postgres.fields import ArrayField
from django.db import models


class Person(models.Model):
    """
    One synthetic human being of `oqu.world`, as the population register knows them.

    `place` keeps the world's order, named people first. `note` is what a developer reads beside the name
    («Директор, Школа-гимназия № 032»); only named people have one.
    """

    iin = models.CharField(max_length=12, primary_key=True)
    last_name = models.CharField(max_length=80)
    first_name = models.CharField(max_length=80)
    patronymic = models.CharField(max_length=80, blank=True)
    born_on = models.DateField()
    sex = models.CharField(max_length=1)
    citizenship = models.CharField(max_length=3)
    phone = models.CharField(max_length=16, blank=True)
    email = models.CharField(max_length=120, blank=True)
    settlement_kato = models.CharField(max_length=9, blank=True)
    street_id = models.CharField(max_length=40, blank=True)
    building_rca = models.CharField(max_length=16, blank=True)
    address_ru = models.TextField(blank=True)
    address_kk = models.TextField(blank=True)
    document_kind = models.CharField(max_length=30, blank=True)
    document_number = models.CharField(max_length=30, blank=True)
    document_valid_until = models.DateField(null=True)
    parent_iins = ArrayField(models.CharField(max_length=12), default=list)
    note = models.CharField(max_length=200, blank=True)
    place = models.PositiveIntegerField()

    class Meta:
        ordering = ["place"]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        return " ".join(filter(None, [self.last_name, self.first_name, self.patronymic]))


class Organisation(models.Model):
    """A school as the register of legal entities knows it."""

    bin = models.CharField(max_length=12, primary_key=True)
    name = models.CharField(max_length=300)

    def __str__(self) -> str:
        return self.name
