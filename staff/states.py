"""Words of people and schools."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What somebody does at a school (R35, R44). Parents and the ministry are not roles of a school."""

    DIRECTOR = "director", _("Director")
    EXECUTOR = "executor", _("Executor")
    OSO_STAFF = "oso", _("School passport officer")


class StudyLanguage(models.TextChoices):
    """Languages of instruction (ISO 639-1); a closed directory (R75)."""

    KAZAKH = "kk", _("Kazakh (language of study)")
    RUSSIAN = "ru", _("Russian (language of study)")
    UZBEK = "uz", _("Uzbek")
    UYGHUR = "ug", _("Uyghur")
    TAJIK = "tg", _("Tajik")


class AuthMethod(models.TextChoices):
    """How a person signed in at eGov, as its answer names it."""

    QR = "QR", _("eGov mobile")
    EDS_PERSON = "EDS_PERSON", _("Personal digital signature")
    EDS_ORG = "EDS_ORG", _("Organisation's digital signature")
    PASSWORD = "PASSWORD", _("Login and password")
