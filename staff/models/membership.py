import datetime as dt

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _

from staff.states import AuthMethod, Position, Role


class Membership(models.Model):
    """
    One person working at one school in one role, from a day to a day (Almaty days, both included).

    The director's right to sign is this row plus the certificate. `last_sign_in_method` is "" where eGov did
    not tell it.
    """

    person = models.ForeignKey(
        "staff.Person", models.PROTECT, related_name="memberships", verbose_name=_("person")
    )
    school = models.ForeignKey(
        "staff.School", models.PROTECT, related_name="memberships", verbose_name=_("school")
    )
    role = models.CharField(_("role"), max_length=10, choices=Role.choices)
    position = models.CharField(_("position"), max_length=100, blank=True)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)
    last_sign_in_at = models.DateTimeField(_("last sign-in"), null=True, editable=False)
    last_sign_in_method = models.CharField(
        _("signed in by"), max_length=10, choices=AuthMethod.choices, blank=True, editable=False
    )

    class Meta:
        verbose_name = _("role at a school")
        verbose_name_plural = _("roles at schools")
        constraints = [
            models.CheckConstraint(condition=Q(role__in=Role.values), name="staff_membership_known_role"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True)
                | Q(ends_on__gte=F("starts_on"))
                # An employee dismissed on the first day has worked none.
                | (~Q(role=Role.DIRECTOR) & Q(ends_on__gte=F("starts_on") - dt.timedelta(days=1))),
                name="staff_membership_ends_after_start",
            ),
            models.UniqueConstraint(
                fields=["person", "school", "role"],
                condition=Q(ends_on__isnull=True),
                name="staff_membership_one_open_per_role",
            ),
            ExclusionConstraint(
                name="staff_membership_one_acting_director",
                expressions=[
                    ("school", RangeOperators.EQUAL),
                    (
                        Func(
                            F("starts_on"),
                            F("ends_on"),
                            Value("[]"),
                            function="daterange",
                            output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(role=Role.DIRECTOR),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.role} {self.school_id}"

    @property
    def position_name(self) -> str:
        """The directory's word; what the ministry typed for a director as it is."""
        return str(Position(self.position).label) if self.position in Position.values else self.position
