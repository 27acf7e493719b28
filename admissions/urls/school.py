"""Pages of the school, the telephone that signs, and what everybody is notified of."""

from django.urls import path

from admissions.views import issued, notifications, phone_api
from admissions.views.school import card, decide, export, kept, lists, rework, sign, sign_several, start

_SERVICES = "organization/gov-services"
_CARD = f"{_SERVICES}/<uuid:uuid>/"

urlpatterns = [
    path("organization/", start.start, name="start"),
    path(_SERVICES, lists.unprocessed, name="unprocessed"),
    path(f"{_SERVICES}/processed", lists.processed, name="processed"),
    path(_CARD, card.card, name="card"),
    path(f"{_CARD}accept/", decide.accept, name="accept"),
    path(f"{_CARD}refuse/", decide.refuse, name="refuse"),
    path(f"{_CARD}return/", rework.return_for_rework, name="return"),
    path(f"{_CARD}sign/", sign.sign, name="sign"),
    path(f"{_SERVICES}/export/", export.ask, name="ask-export"),
    path(f"{_SERVICES}/export/<uuid:uuid>/", export.export, name="export"),
    path(f"{_SERVICES}/export/<uuid:uuid>/state/", export.export_state, name="export-state"),
    path(f"{_SERVICES}/export/<uuid:uuid>/list.xlsx", export.download, name="export-file"),
    path(f"{_SERVICES}/filters/", kept.keep, name="keep-filter"),
    path(f"{_SERVICES}/filters/<int:pk>/forget/", kept.forget, name="forget-filter"),
    path(f"{_SERVICES}/sign/", sign_several.sign_several, name="sign-several"),
    path(f"{_SERVICES}/signing/<uuid:scan>/", sign.signing, name="signing"),
    path(f"{_SERVICES}/signing/<uuid:scan>/state/", sign.signing_state, name="signing-state"),
    path(f"{_SERVICES}/signing/<uuid:scan>/cancel/", sign.cancel, name="signing-cancel"),
    path(f"{_CARD}signing/<uuid:session_uuid>/signature/", sign.signature, name="signature"),
    path(f"{_CARD}decision.pdf", issued.decision, name="decision-pdf"),
    path(f"{_CARD}notice.pdf", issued.notice, name="card-notice-pdf"),
    path("sign/<uuid:scan>/", phone_api.api_1, name="phone-api-1"),
    path("sign/<uuid:scan>/documents/", phone_api.api_2, name="phone-api-2"),
    path("notifications/", notifications.notices, name="notifications"),
]
