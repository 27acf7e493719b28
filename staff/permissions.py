"""
Who may do what, as one table. Views, forms, tasks, API and admin ask here; row-level security in the
migrations is its only copy.
"""

from enum import StrEnum

from oqu.core.acting import Actor
from oqu.core.errors import Forbidden
from staff.states import Role


class Action(StrEnum):
    SEE_APPLICATIONS = "see_applications"
    SEE_FINAL_APPLICATIONS = "see_final_applications"
    DECIDE = "decide"
    RETURN = "return"
    SIGN = "sign"
    SEE_LIMITS = "see_limits"
    CHANGE_LIMITS = "change_limits"
    SEE_MICRODISTRICT = "see_microdistrict"
    CHANGE_MICRODISTRICT = "change_microdistrict"
    SEE_STAFF = "see_staff"
    CHANGE_ORGANISATION = "change_organisation"
    MANAGE_STAFF = "manage_staff"
    READ_PAPERS = "read_papers"
    REGISTER_PAPER = "register_paper"
    APPLY = "apply"
    ADMINISTER = "administer"


# R26, R42-R47, R56, A12: what each role of a school may do.
_OF_ROLE: dict[str, frozenset[Action]] = {
    Role.DIRECTOR: frozenset(set(Action) - {Action.APPLY, Action.ADMINISTER}),
    Role.EXECUTOR: frozenset(
        {Action.SEE_APPLICATIONS, Action.DECIDE, Action.READ_PAPERS, Action.REGISTER_PAPER}
    ),
    Role.OSO_STAFF: frozenset(
        {
            Action.SEE_LIMITS,
            Action.CHANGE_LIMITS,
            Action.SEE_MICRODISTRICT,
            Action.CHANGE_MICRODISTRICT,
        }
    ),
}
_OF_SCOPE: dict[str, frozenset[Action]] = {
    "parent": frozenset({Action.APPLY, Action.READ_PAPERS}),
    # Everything it does stands in the administration; children's papers do not.
    "ministry": frozenset({Action.ADMINISTER}),
    "public": frozenset(),
}


def may(actor: Actor, action: Action) -> bool:
    """Whether the active role allows the action at all; whose rows it may touch is asked of the rows."""
    if actor.scope == "school":
        return action in _OF_ROLE.get(actor.role, frozenset())
    return action in _OF_SCOPE.get(actor.scope, frozenset())


def check_may(actor: Actor, action: Action) -> None:
    """:raises Forbidden: the active role does not allow it"""
    if not may(actor, action):
        raise Forbidden


def roles_that_may(action: Action) -> list[Role]:
    """The roles of a school that the action is given to, the strongest first."""
    return [role for role in Role if action in _OF_ROLE[role]]
