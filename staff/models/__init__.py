from staff.models.consent import Consent
from staff.models.department import EducationDepartment
from staff.models.membership import Membership
from staff.models.office_day import OfficeDay
from staff.models.person import Person
from staff.models.school import School
from staff.models.sign_in import ApiToken, SignInState

__all__ = [
    "ApiToken",
    "Consent",
    "EducationDepartment",
    "Membership",
    "OfficeDay",
    "Person",
    "School",
    "SignInState",
]
