from django.db import models
from django.utils.translation import gettext_lazy as _


class JournalEntry(models.Model):
    """
    One legally relevant event, for ever: arrival, decision, return, signature, withdrawal, limit change,
    a deadline that moved with the calendar.

    `canonical` is the event as sorted JSON without personal data (a random nonce inside keeps it from
    being guessed); `commitment` is its SHA-256 in hex (a database constraint), made public later without
    telling anything. Rows are not chained, so writers do not wait for each other.
    """

    class Event(models.TextChoices):
        ARRIVED = "arrived", _("Arrived")
        DECIDED = "decided", _("Decision made")
        RETURNED = "returned", _("Returned for rework")
        SIGNED = "signed", _("Signed")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        LIMIT_CHANGED = "limit_changed", _("Class limit changed")
        DUE_MOVED = "due_moved", _("Deadline recalculated")

    event = models.CharField(_("event"), max_length=13, choices=Event.choices)
    application = models.ForeignKey(
        "admissions.Application",
        models.PROTECT,
        null=True,
        related_name="journal",
        verbose_name=_("application"),
    )
    school = models.ForeignKey("staff.School", models.PROTECT, related_name="+", verbose_name=_("school"))
    person = models.ForeignKey(
        "staff.Person", models.PROTECT, null=True, related_name="+", verbose_name=_("who")
    )
    role = models.CharField(_("role"), max_length=10, blank=True)
    at = models.DateTimeField(_("when"))
    canonical = models.BinaryField()
    commitment = models.CharField(_("commitment"), max_length=64)

    class Meta:
        verbose_name = _("journal entry")
        verbose_name_plural = _("journal")
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.event} {self.application_id}"
