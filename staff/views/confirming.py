"""Before new office hours move deadlines the director sees how many, and presses once more."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from oqu.calendar.followers import Forecast
from oqu.core.acting import acting

_SEEN = "forecast_seen"


def is_confirmed(request: HttpRequest) -> bool:
    return _SEEN in request.POST


def ask(request: HttpRequest, forecast: Forecast, *, back: str) -> HttpResponse:
    """The same press again, with everything that was typed and the mark that the forecast was seen."""
    typed = [(name, value) for name, value in request.POST.items() if name != "csrfmiddlewaretoken"]
    context = {"forecast": forecast, "typed": [*typed, (_SEEN, "1")], "back": reverse(back)}
    with acting(request.actor, read_only=True):
        return render(request, "staff/forecast.html", context)


def tell_of_deadlines(request: HttpRequest, forecast: Forecast) -> None:
    if forecast.sentence:
        messages.info(request, forecast.sentence)
