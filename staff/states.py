"""Words of people and schools."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What somebody does at a school (R35, R44). Parents and the ministry are not roles of a school."""

    DIRECTOR = "director", _("Director")
    EXECUTOR = "executor", _("Executor")
    OSO_STAFF = "oso", _("School passport officer")


EMPLOYEE_ROLES = frozenset({Role.OSO_STAFF, Role.EXECUTOR})


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


class ConsentPurpose(models.TextChoices):
    """What a person is asked to agree to."""

    SIGN_IN = "sign_in", _("Use of the portal")
    STAFF = "staff", _("Work at a school")
    PAPER = "paper", _("Application on paper")


class ConsentState(models.TextChoices):
    """Where a request for consent is (R22-R24)."""

    CREATED = "created", _("SMS not sent yet")
    SMS_SENT = "sms_sent", _("Waiting for consent")
    GRANTED = "granted", _("Consent given")
    DECLINED = "declined", _("Consent refused")
    EXPIRED = "expired", _("No answer in time")
    REVOKED = "revoked", _("Consent withdrawn")


OPEN_CONSENTS = frozenset({ConsentState.CREATED, ConsentState.SMS_SENT})


class Position(models.TextChoices):
    """The directory of positions (R34, A3). The ministry's own words for a director stay as they were typed."""

    DEPUTY_DIRECTOR = "deputy_director", _("Deputy director")
    PASSPORT_OFFICER = "passport_officer", _("Specialist for the school passport")
    SECRETARY = "secretary", _("Secretary")
    PRIMARY_TEACHER = "primary_teacher", _("Primary school teacher")
    SOCIAL_PEDAGOGUE = "social_pedagogue", _("Social pedagogue")
    PSYCHOLOGIST = "psychologist", _("Psychologist")
    IT_SPECIALIST = "it_specialist", _("IT specialist")
    OTHER = "other", _("Another position")
