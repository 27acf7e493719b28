"""The door of staff: verbs and the errors they raise."""

from staff.errors import (
    AccessIsClosed,
    AnotherDirector,
    ClosesBeforeOpening,
    DayIsOver,
    MayNotSignIn,
    NoSuchRole,
    NotAWorkingDay,
    SchoolsRefused,
    SignInExpired,
    SignInRefused,
)
from staff.personnel_errors import AlreadyOnStaff, ConsentNotGiven, ImpossibleIin, RoleNeeded
from staff.services._appointment import check_one_director, record_of_citizen
from staff.services._consent import (
    ask_paper_consent,
    ask_sign_in_consent,
    ask_staff_consent,
    finish_consent,
    own_granted_consent,
    paper_consent,
    refresh_consent,
    refresh_staff_consents,
    revoke_consent,
)
from staff.services._import_schools import SchoolsReport, import_schools
from staff.services._office_hours import (
    check_office_day,
    foresee_office_day,
    remove_office_day,
    tell_office_day,
)
from staff.services._organisation import OrganisationFacts, change_organisation, foresee_organisation
from staff.services._people import know_citizen, know_person, language_chosen
from staff.services._personnel import (
    Work,
    change_work,
    dismiss,
    employ,
    known_phone,
    record_of_candidate,
)
from staff.services._sign_in import finish_sign_in, note_sign_in, start_sign_in, stop_sign_in
from staff.services._tokens import issue_token, person_of_token

__all__ = [
    "AccessIsClosed",
    "AlreadyOnStaff",
    "AnotherDirector",
    "ClosesBeforeOpening",
    "ConsentNotGiven",
    "DayIsOver",
    "ImpossibleIin",
    "MayNotSignIn",
    "NoSuchRole",
    "NotAWorkingDay",
    "OrganisationFacts",
    "RoleNeeded",
    "SchoolsRefused",
    "SchoolsReport",
    "SignInExpired",
    "SignInRefused",
    "Work",
    "ask_paper_consent",
    "ask_sign_in_consent",
    "ask_staff_consent",
    "change_organisation",
    "change_work",
    "check_office_day",
    "check_one_director",
    "dismiss",
    "employ",
    "finish_consent",
    "finish_sign_in",
    "foresee_office_day",
    "foresee_organisation",
    "import_schools",
    "issue_token",
    "know_citizen",
    "know_person",
    "known_phone",
    "language_chosen",
    "note_sign_in",
    "own_granted_consent",
    "paper_consent",
    "person_of_token",
    "record_of_candidate",
    "record_of_citizen",
    "refresh_consent",
    "refresh_staff_consents",
    "remove_office_day",
    "revoke_consent",
    "start_sign_in",
    "stop_sign_in",
    "tell_office_day",
]
