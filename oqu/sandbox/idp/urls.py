from django.urls import path

from oqu.sandbox.idp import api
from oqu.sandbox.idp.views import authorize, code, consent, key, person

urlpatterns = [
    path("oauth/authorize", authorize.authorize, name="authorize"),
    path("oauth/token", api.token),
    path("resource/user/basic", api.basic),
    path("resource/user/phone", api.phone),
    path("resource/user/email", api.email),
    path("sign-in/<uuid:sign_in_id>/qr/", person.by_qr, name="qr"),
    path("sign-in/<uuid:sign_in_id>/eds/", key.by_key, name="eds"),
    path("sign-in/<uuid:sign_in_id>/password/", person.by_password, name="password"),
    path("sign-in/<uuid:sign_in_id>/another/", authorize.another_person, name="another"),
    path("sign-in/<uuid:sign_in_id>/code/", code.enter_code, name="code"),
    path("sign-in/<uuid:sign_in_id>/code/again/", code.send_again, name="code-again"),
    path("sign-in/<uuid:sign_in_id>/consent/", consent.consent, name="consent"),
]
