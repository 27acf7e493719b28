"""The window «Введите код»: five digits from the SMS, three attempts, a countdown to the next one."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from oqu.sandbox import clock
from oqu.sandbox.faults.middleware import fault_of
from oqu.sandbox.idp import second_factor
from oqu.sandbox.idp.second_factor import Guess
from oqu.sandbox.idp.views.gate import CODE, at_step

_ANSWERS = {
    Guess.WRONG: (422, "Неверный код. Проверьте SMS и введите ещё раз."),
    Guess.EXPIRED: (422, "Код просрочен: он действует 5 минут. Запросите новый."),
    Guess.NO_ATTEMPTS_LEFT: (429, "Попытки закончились. Дождитесь конца отсчёта и запросите новый код."),
}


@require_http_methods(["GET", "POST"])
@at_step(CODE)
def enter_code(request, sign_in):
    if request.method == "GET":
        return _page(request, sign_in)
    code = request.POST.get("code", "").strip()
    if len(code) != 5 or not (code.isascii() and code.isdigit()):
        return _page(request, sign_in, 422, "Введите пять цифр из SMS.")  # a slip costs no attempt
    if fault_of(request, "egov_login") == "code_expired":
        return _page(request, sign_in, *_ANSWERS[Guess.EXPIRED])
    outcome = second_factor.guess(sign_in, code, now=clock.now())
    if outcome is Guess.ACCEPTED:
        return redirect("consent", sign_in.pk)
    sign_in.refresh_from_db()
    return _page(request, sign_in, *_ANSWERS[outcome])


@require_POST
@at_step(CODE)
def send_again(request, sign_in):
    if second_factor.send_again(sign_in, now=clock.now()):
        return redirect("code", sign_in.pk)
    return _page(request, sign_in, 429, "Новый код можно запросить, когда закончится отсчёт.")


def _page(request, sign_in, status=200, error=""):
    phone = sign_in.person.phone
    context = {
        "sign_in": sign_in,
        "error": error,
        "phone": phone,
        "masked_phone": f"{phone[:2]} (•••) •••-{phone[-4:-2]}-{phone[-2:]}",
        "attempts_left": second_factor.attempts_left(sign_in),
        "wait_left": second_factor.wait_left(sign_in, now=clock.now()),
    }
    return render(request, "sandbox/idp/code.html", context, status=status)
