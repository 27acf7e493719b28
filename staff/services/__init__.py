"""The door of staff: verbs and the errors they raise."""

from staff.errors import MayNotSignIn, NoSuchRole, SignInExpired, SignInRefused
from staff.services._people import know_person, language_chosen
from staff.services._sign_in import finish_sign_in, start_sign_in, stop_sign_in
from staff.services._tokens import issue_token, person_of_token

__all__ = [
    "MayNotSignIn",
    "NoSuchRole",
    "SignInExpired",
    "SignInRefused",
    "finish_sign_in",
    "issue_token",
    "know_person",
    "language_chosen",
    "person_of_token",
    "start_sign_in",
    "stop_sign_in",
]
