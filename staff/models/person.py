from typing import Any, ClassVar
from uuid import uuid4

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from oqu.core.secrets_fields import EncryptedTextField, blind_index


class PersonManager(BaseUserManager["Person"]):
    def with_iin(self, iin: str) -> "Person | None":
        return self.filter(iin_index=blind_index("iin", iin)).first()


class Person(AbstractBaseUser):
    """
    One human being who has ever signed in or works at a school; parents included.

    There is no password: everybody comes through eGov. Names are as the state's registers write
    them. `session_salt` ends every session of the person when it changes.
    """

    password = None  # type: ignore[assignment]
    last_login = None

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    iin = EncryptedTextField(_("IIN"))
    iin_index = models.CharField(max_length=64, unique=True, editable=False)
    last_name = models.CharField(_("last name"), max_length=100)
    first_name = models.CharField(_("first name"), max_length=100, blank=True)
    patronymic = models.CharField(_("patronymic"), max_length=100, blank=True)
    born_on = models.DateField(_("date of birth"), null=True, blank=True)
    phone = EncryptedTextField(_("phone"), blank=True, default="")
    email = EncryptedTextField(_("e-mail"), blank=True, default="")
    language = models.CharField(_("language"), max_length=2, default="ru")
    is_ministry = models.BooleanField(_("works at the ministry"), default=False)
    is_active = models.BooleanField(_("may sign in"), default=True)
    session_salt = models.UUIDField(default=uuid4, editable=False)

    USERNAME_FIELD = "iin_index"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = PersonManager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["last_name", "first_name", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(language__in=["kk", "ru", "en"]), name="staff_person_known_language"
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.iin_index = blind_index("iin", self.iin)
        super().save(*args, **kwargs)

    @property
    def full_name(self) -> str:
        return " ".join(filter(None, [self.last_name, self.first_name, self.patronymic]))

    @property
    def short_name(self) -> str:
        """Серікова А. Е."""
        initials = [f"{name[0]}." for name in (self.first_name, self.patronymic) if name]
        return " ".join([self.last_name, *initials])

    def get_session_auth_hash(self) -> str:
        return salted_hmac("staff.Person.session", str(self.session_salt), algorithm="sha256").hexdigest()

    # The ministry's admin asks these; it shows and changes only what its own classes allow.

    @property
    def is_staff(self) -> bool:
        return self.is_ministry and self.is_active

    def has_perm(self, perm: str, obj: object = None) -> bool:
        return self.is_staff

    def has_module_perms(self, app_label: str) -> bool:
        return self.is_staff
