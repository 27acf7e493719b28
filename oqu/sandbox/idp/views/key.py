"""The tab «ЭЦП»: the browser takes the challenge to NCALayer and brings back the signature of a person's key."""

from base64 import b64decode, b64encode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from oqu.sandbox import clock
from oqu.sandbox.idp import challenges, proof
from oqu.sandbox.idp.models import AuthMethod, SignIn
from oqu.sandbox.idp.views.gate import PERSON, at_step
from oqu.sandbox.idp.views.person import known, tab_page
from oqu.sandbox.registers.models import Organisation, Person

_OTHER_PERSON = "Этот вход начат для другого человека: ИИН сертификата не тот. Выберите свой ключ."
_NOBODY = "Человека с ИИН этого сертификата нет в регистре населения. Обратитесь в ЦОН."
_NO_ORGANISATION = "Организации с БИН этого сертификата нет в регистре юридических лиц. Выберите другой ключ."


@require_http_methods(["GET", "POST"])
@at_step(PERSON)
def by_key(request: HttpRequest, sign_in: SignIn) -> HttpResponse:
    """A certificate says who its holder is; the code then goes to that person, also from an organisation's key."""
    if request.method == "GET":
        return _page(request, sign_in)
    try:
        holder = _proved(request, sign_in)
    except (challenges.Refused, proof.Refused) as reason:
        return _page(request, sign_in, str(reason))
    person = Person.objects.filter(pk=holder.iin).first()
    if person is None:
        return _page(request, sign_in, _NOBODY)
    if sign_in.hint_iin not in {"", holder.iin}:
        return _page(request, sign_in, _OTHER_PERSON)
    if holder.bin and not Organisation.objects.filter(pk=holder.bin).exists():
        return _page(request, sign_in, _NO_ORGANISATION)
    method = AuthMethod.EDS_ORG if holder.bin else AuthMethod.EDS_PERSON
    return known(request, sign_in, person, method, holder.bin, page=_page)


def _proved(request: HttpRequest, sign_in: SignIn) -> proof.Holder:
    now = clock.now()
    challenge = challenges.take(request.POST.get("challenge", ""), sign_in, now=now)
    try:
        signature = b64decode("".join(request.POST.get("cms", "").split()), validate=True)
    except ValueError as error:
        raise proof.Refused(proof.UNREADABLE) from error
    return proof.holder_of(signature, challenge, trust=settings.LOCAL_DIR / "pki" / "trust", now=now)


def _page(request: HttpRequest, sign_in: SignIn, error: str = "") -> HttpResponse:
    challenge = challenges.issue(sign_in, now=clock.now())
    return tab_page(
        request,
        sign_in,
        "eds",
        error,
        challenge=challenge,
        to_sign=b64encode(challenge.value).decode(),
        ncalayer=settings.NCALAYER_URL,
    )
