from django.urls import path

from staff.views import organisation, roles, sign_in

app_name = "staff"
urlpatterns = [
    path("sign-in/", sign_in.sign_in, name="sign-in"),
    path("sign-in/callback/", sign_in.callback, name="callback"),
    path("sign-out/", sign_in.sign_out, name="sign-out"),
    path("role/", roles.switch_role, name="switch-role"),
    path("profile/", organisation.profile, name="profile"),
    path("organization/staff", organisation.staff_list, name="list"),
    path("organization/profile", organisation.organisation, name="organisation"),
]
