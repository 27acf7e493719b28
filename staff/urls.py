from django.urls import path

from staff.views import consent, employee, office_days, organisation, personnel, roles, sign_in

app_name = "staff"
urlpatterns = [
    path("sign-in/", sign_in.sign_in, name="sign-in"),
    path("sign-in/callback/", sign_in.callback, name="callback"),
    path("sign-out/", sign_in.sign_out, name="sign-out"),
    path("consent/", consent.consent, name="consent"),
    path("consent/state/", consent.consent_state, name="consent-state"),
    path("consent/<uuid:uuid>/revoke/", consent.revoke, name="consent-revoke"),
    path("role/", roles.switch_role, name="switch-role"),
    path("profile/", organisation.profile, name="profile"),
    path("organization/staff", personnel.staff_list, name="list"),
    path("organization/staff/add/", personnel.add, name="add"),
    path("organization/staff/requests/<uuid:uuid>/", personnel.candidate, name="candidate"),
    path("organization/staff/requests/<uuid:uuid>/state/", personnel.candidate_state, name="candidate-state"),
    path("organization/staff/requests/<uuid:uuid>/again/", personnel.ask_again, name="candidate-again"),
    path(
        "organization/staff/requests/<uuid:uuid>/profile/",
        personnel.candidate_profile,
        name="candidate-profile",
    ),
    path("organization/staff/<uuid:uuid>/", employee.edit, name="employee"),
    path("organization/staff/<uuid:uuid>/dismiss/", employee.dismiss, name="dismiss"),
    path("organization/profile", organisation.organisation, name="organisation"),
    path("organization/profile/days/", office_days.add, name="office-day"),
    path("organization/profile/days/<int:pk>/remove/", office_days.remove, name="office-day-remove"),
]
