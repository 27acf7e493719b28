from django.db import models
from django.utils.translation import gettext_lazy as _


class SignInState(models.Model):
    """
    One way to eGov and back: the `state` of the authorization request, usable once, for ten minutes.

    Only its hash is kept; it is bound to the browser by a value in the session.
    """

    state_hash = models.CharField(max_length=64, unique=True)
    next_path = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("sign-in under way")
        verbose_name_plural = _("sign-ins under way")

    def __str__(self) -> str:
        return f"{self.created_at:%d.%m.%Y %H:%M}"


class ApiToken(models.Model):
    """A key of the REST interface; it acts as its person in one role. Only its hash is kept."""

    person = models.ForeignKey("staff.Person", models.CASCADE, related_name="api_tokens")
    membership = models.ForeignKey(
        "staff.Membership", models.CASCADE, null=True, blank=True, related_name="+"
    )
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("API token")
        verbose_name_plural = _("API tokens")

    def __str__(self) -> str:
        return f"{self.person_id} {self.created_at:%d.%m.%Y}"
