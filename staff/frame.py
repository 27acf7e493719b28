"""The shell around a page: who I am here, where I can go, what waits for me (R48-R52)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from oqu.core.acting import Actor
from staff.permissions import Action, may
from staff.states import Role

# Apps above add the numbers shown beside entries; each answers for the active role with one query.
_counters: dict[str, Callable[[Actor], int]] = {}


def counts(name: str) -> Callable[[Callable[[Actor], int]], Callable[[Actor], int]]:
    """Register the counter of a menu entry ("notices", "unprocessed")."""

    def register(counter: Callable[[Actor], int]) -> Callable[[Actor], int]:
        _counters[name] = counter
        return counter

    return register


@dataclass(frozen=True)
class Item:
    label: str
    url: str
    is_current: bool = False
    count: int = 0
    keys: str = ""


@dataclass(frozen=True)
class Group:
    title: str
    items: list[Item]


@dataclass(frozen=True)
class Frame:
    person_name: str
    role_label: str = ""
    school_name: str = ""
    unread: int = 0
    can_switch_role: bool = False
    menu: list[Group] = field(default_factory=list)
    links: list[Item] = field(default_factory=list)


# What one presses to get there (static/js/keys.js).
_KEYS = {
    "admissions:unprocessed": "g q",
    "limits:list": "g l",
    "microdistrict:list": "g m",
    "admissions:notifications": "g n",
}

# Label, URL name, what the role must be allowed, counter. The order is the manual's (Fig. 21).
_ORGANISATION = [
    (gettext_lazy("My profile"), "staff:profile", None, ""),
    (gettext_lazy("Organisation profile"), "staff:organisation", None, ""),
    (gettext_lazy("Staff"), "staff:list", Action.SEE_STAFF, ""),
    (gettext_lazy("Microdistrict"), "microdistrict:list", Action.SEE_MICRODISTRICT, "microdistrict"),
    (gettext_lazy("Class limits"), "limits:list", Action.SEE_LIMITS, ""),
]
_PROCESSES = [
    (gettext_lazy("Manual intake of applications"), "admissions:paper", Action.REGISTER_PAPER, ""),
    (gettext_lazy("State services"), "admissions:unprocessed", Action.SEE_APPLICATIONS, "unprocessed"),
]
_PARENT = [
    (gettext_lazy("My applications"), "admissions:mine", None, ""),
    (gettext_lazy("Find a school by address"), "admissions:lookup", None, ""),
    (gettext_lazy("My profile"), "staff:profile", None, ""),
]


def frame_of(request: HttpRequest) -> Frame | None:
    """None for a visitor who has not signed in."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if actor.scope == "public" or not request.user.is_authenticated:
        return None
    unread = _count("notices", actor)
    shared = {
        "person_name": request.user.full_name,
        "unread": unread,
        "can_switch_role": request.session.get("has_several_roles", False),
    }
    if actor.scope == "school":
        return Frame(
            role_label=str(Role(actor.role).label),
            school_name=request.membership.school.name,  # type: ignore[attr-defined]
            menu=_menu(request, actor, shared),
            **shared,
        )
    if actor.scope == "ministry":
        entry = Item(_("Administration"), reverse("admin:index"))
        return Frame(
            role_label=_("Ministry"), school_name=_("Ministry of Enlightenment"), links=[entry], **shared
        )
    return Frame(links=_items(request, actor, _PARENT), **shared)


def _menu(request: HttpRequest, actor: Actor, shared: dict[str, Any]) -> list[Group]:
    """The manual's two groups, then what is everybody's (R48-R51)."""
    own = [_item(request, _("Notifications"), "admissions:notifications", shared["unread"])]
    if shared["can_switch_role"]:
        own.append(_item(request, _("Switch role"), "staff:switch-role"))
    groups = [
        Group(_("My organisation"), _items(request, actor, _ORGANISATION)),
        Group(_("Processes"), _items(request, actor, _PROCESSES)),
        Group("", own),
    ]
    return [group for group in groups if group.items]


def _items(
    request: HttpRequest, actor: Actor, entries: Sequence[tuple[object, str, Action | None, str]]
) -> list[Item]:
    items = []
    for label, name, needed, counter in entries:
        if needed is None or may(actor, needed):
            items.append(_item(request, str(label), name, _count(counter, actor)))
    return items


def _item(request: HttpRequest, label: str, name: str, count: int = 0) -> Item:
    url = reverse(name)
    return Item(label, url, request.path.startswith(url), count, _KEYS.get(name, ""))


def _count(name: str, actor: Actor) -> int:
    return _counters[name](actor) if name in _counters else 0
