"""The window «Вход на портал»: three tabs, three ways to say who is there; the one with a key is in `key`."""

import segno
from django.conf import settings
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.views.decorators.http import require_http_methods

from oqu.core.identity import normalise_iin
from oqu.sandbox import clock
from oqu.sandbox.idp import people, second_factor
from oqu.sandbox.idp.models import AuthMethod, SignIn
from oqu.sandbox.idp.views.gate import PERSON, at_step
from oqu.sandbox.registers.models import Person

_NO_PHONE = (
    "В Базе мобильных граждан нет вашего номера. Зарегистрируйте его на egov.kz или в ЦОН и войдите снова."
)


@require_http_methods(["GET", "POST"])
@at_step(PERSON)
def by_qr(request, sign_in):
    """The QR picture and, below it, the telephone that would scan it."""
    if request.method == "POST":
        person = Person.objects.filter(pk=request.POST.get("iin", "")).first()
        if person:
            return known(request, sign_in, person, AuthMethod.QR, page=_qr_page)
        return _qr_page(request, sign_in, "Выберите, чей телефон подтверждает вход.")
    return _qr_page(request, sign_in)


@require_http_methods(["GET", "POST"])
@at_step(PERSON)
def by_password(request, sign_in):
    if request.method == "POST":
        person = Person.objects.filter(pk=normalise_iin(request.POST.get("iin", ""))).first()
        word = request.POST.get("password", "")
        if person and constant_time_compare(word, settings.SIGN_IN_WORD):
            return known(request, sign_in, person, AuthMethod.PASSWORD, page=_password_page)
        return _password_page(request, sign_in, "Неверный ИИН или пароль. Проверьте и введите ещё раз.")
    return _password_page(request, sign_in)


def known(request, sign_in, person, method, organisation_bin="", *, page):
    """The person is known: once, whatever is pressed twice; the code is on its way."""
    if not person.phone:
        return page(request, sign_in, _NO_PHONE)
    now = clock.now()
    with transaction.atomic():
        nobody_yet = SignIn.objects.filter(pk=sign_in.pk, person=None)
        if nobody_yet.update(person=person, method=method, organisation_bin=organisation_bin):
            sign_in.person = person
            second_factor.send_first(sign_in, now=now)
    return redirect("code", sign_in.pk)


def _qr_page(request, sign_in, error=""):
    code = segno.make(f"egovMobileSandbox:{request.build_absolute_uri()}", error="m")
    picture = code.svg_data_uri(scale=5, border=2, dark="#1f2933", light="#ffffff")
    return tab_page(request, sign_in, "qr", error, picture=picture, people=_offered(request, sign_in))


def _password_page(request, sign_in, error=""):
    typed = request.POST.get("iin", sign_in.hint_iin)
    return tab_page(request, sign_in, "password", error, typed=typed, word=settings.SIGN_IN_WORD)


def tab_page(request, sign_in, tab, error, **context):
    """`error` is shown above the tab."""
    context |= {"sign_in": sign_in, "tab": tab, "error": error, "search": _search(request)}
    return render(request, f"sandbox/idp/{tab}.html", context, status=422 if error else 200)


def _offered(request, sign_in) -> list[Person]:
    today = timezone.localdate(clock.now())
    return people.offered(search=_search(request), hint_iin=sign_in.hint_iin, today=today)


def _search(request) -> str:
    return request.GET.get("q", "").strip()[:60]
