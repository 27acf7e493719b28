import uuid

from django.db import models

from oqu.sandbox.registers.models import Person


class AuthMethod(models.TextChoices):
    """How a person proved who they are; told to the client as `authMethod`."""

    QR = "QR"
    EDS_PERSON = "EDS_PERSON"
    EDS_ORG = "EDS_ORG"
    PASSWORD = "PASSWORD"  # noqa: S105  a word, not a password


class SignIn(models.Model):
    """
    One visit of one browser, from the client's request to the consent: person, then code, then decision.

    `organisation_bin` is set when the key of an organisation was used; the SMS still goes to the person.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    session_key = models.CharField(max_length=40)
    redirect_uri = models.TextField()
    state = models.TextField(blank=True)
    scope = models.TextField()
    hint_iin = models.CharField(max_length=12, blank=True)
    started_at = models.DateTimeField()

    person = models.ForeignKey(Person, models.CASCADE, null=True)
    method = models.CharField(max_length=10, choices=AuthMethod, blank=True)
    organisation_bin = models.CharField(max_length=12, blank=True)

    code = models.CharField(max_length=5, blank=True)
    code_sent_at = models.DateTimeField(null=True)
    attempts_used = models.PositiveSmallIntegerField(default=0)
    code_accepted_at = models.DateTimeField(null=True)

    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(attempts_used__lte=3), name="idp_sign_in_three_attempts_at_most"
            ),
            models.CheckConstraint(
                condition=models.Q(person=None, method="")
                | (models.Q(person__isnull=False) & ~models.Q(method="")),
                name="idp_sign_in_person_and_method_together",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def scopes(self) -> list[str]:
        return self.scope.split()


class Challenge(models.Model):
    """What the ЭЦП tab asks a key to sign, to prove that its holder is there now."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    sign_in = models.ForeignKey(SignIn, models.CASCADE, related_name="challenges")
    value = models.BinaryField()
    issued_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return str(self.pk)


class Grant(models.Model):
    """An allowed sign-in: the authorization code and, once it was exchanged, the access token. Only hashes are kept."""

    sign_in = models.OneToOneField(SignIn, models.CASCADE, primary_key=True)
    code_hash = models.CharField(max_length=64, unique=True)
    issued_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    token_hash = models.CharField(max_length=64, unique=True, null=True)  # noqa: DJ001  unique among the issued
    token_expires_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return str(self.sign_in_id)
