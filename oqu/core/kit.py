"""What the page of components is filled with. Invented people and numbers only."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

import segno
from django import forms
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from oqu.core.forms import PortalForm

ARRIVED_AT = dt.datetime(2026, 5, 12, 7, 19, 12, tzinfo=dt.UTC)
DUE_AT = dt.datetime(2026, 5, 13, 7, 19, 12, tzinfo=dt.UTC)
IIN = "950601600023"


@dataclass(frozen=True)
class Item:
    label: str
    url: str
    count: int = 0
    is_current: bool = False


@dataclass(frozen=True)
class Group:
    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Frame:
    """The same fields as the frame of a signed-in person (see `templates/base.html`)."""

    person_name: str
    role_label: str
    school_name: str
    unread: int
    can_switch_role: bool = True
    menu: tuple[Group, ...] = ()
    links: tuple[Item, ...] = field(default=())


@dataclass(frozen=True)
class Seats:
    """The same names as the seats of a parallel (see `limits.policies`)."""

    total: int
    inside_used: int
    inside_quota: int
    inside_free: int
    outside_used: int
    outside_quota: int
    outside_free: int
    over: int = 0


@dataclass(frozen=True)
class Gauge:
    language_label: str
    seats: Seats


class SampleForm(PortalForm):
    iin = forms.CharField(label=gettext_lazy("IIN of the child"), help_text=gettext_lazy("12 digits"))
    comment = forms.CharField(
        label=gettext_lazy("Comment"), widget=forms.Textarea(attrs={"rows": 3}), required=False
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language of study"),
        choices=[("kk", gettext_lazy("Kazakh")), ("ru", gettext_lazy("Russian"))],
        widget=forms.RadioSelect,
        help_text=gettext_lazy("In which language the child will study"),
    )
    year = forms.ChoiceField(label=gettext_lazy("School year"), choices=[("2026", "2026–2027")])
    confirmed = forms.BooleanField(label=gettext_lazy("I have checked the answers"))


def samples() -> dict[str, Any]:
    wrong = SampleForm({"iin": "", "comment": "…", "year": "2026"})
    wrong.is_valid()
    code = segno.make("https://example.invalid/sign/1", error="m")
    return {
        "form": wrong,
        "clean_form": SampleForm(prefix="clean", initial={"language": "kk"}),
        "frame": _frame(),
        "arrived_at": ARRIVED_AT,
        "due_at": DUE_AT,
        "iin": IIN,
        "school": 'ГКП на ПХВ "Школа-гимназия № 32"',
        "chips": [(_("Kazakh"), "?"), (_("Overdue"), "?")],
        "file_errors": [_("The file is larger than 5 MB. Photograph the paper again.")],
        "gauges": [
            Gauge(_("Kazakh"), Seats(85, 61, 64, 3, 21, 21, 0)),
            Gauge(_("Russian"), Seats(60, 58, 45, 0, 4, 15, 0, over=2)),
        ],
        # Own output of segno: only path data and numbers.
        "qr": mark_safe(code.svg_inline(omitsize=True, border=2, light="#fff")),  # noqa: S308
    }


def _frame() -> Frame:
    return Frame(
        person_name="Айгүл Сәрсенова",
        role_label=_("Executor"),
        school_name="Школа-гимназия № 32",
        unread=2,
        menu=(
            Group(
                _("My organisation"),
                (
                    Item(_("My profile"), "?profile"),
                    Item(_("Organisation profile"), "?organisation"),
                    Item(_("Staff"), "?staff"),
                    Item(_("Microdistrict"), "?microdistrict"),
                    Item(_("Class limits"), "?limits"),
                ),
            ),
            Group(
                _("Processes"),
                (
                    Item(_("Manual intake of applications"), "?manual"),
                    Item(_("State services"), "?services", 25, is_current=True),
                ),
            ),
            Group("", (Item(_("Notifications"), "?notifications", 2), Item(_("Switch role"), "?role"))),
        ),
    )
