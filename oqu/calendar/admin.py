"""The ministry's working days. What a change does to deadlines is shown before it is made."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from oqu.calendar import services
from oqu.calendar.followers import Forecast
from oqu.calendar.models import CalendarChange, SpecialDay
from oqu.core import clock, wording
from oqu.core.errors import DomainError
from oqu.core.ministry_admin import ReadOnlyAdmin

_SEEN = "_forecast_seen"


class SpecialDayForm(forms.ModelForm):
    class Meta:
        model = SpecialDay
        fields = ["date", "kind", "name_ru", "name_kk", "name_en", "swapped_with", "is_estimated"]

    def _post_clean(self) -> None:
        """The calendar's own sentence comes first: the row's would say the same less clearly."""
        if self.errors:
            return
        is_new = "date" in self.fields  # of an entry that stands the date is only shown
        day = forms.models.construct_instance(self, self.instance, self._meta.fields)
        try:
            services.check_day(day, is_new=is_new)
        except DomainError as refusal:
            self.add_error(None, str(refusal))
        else:
            super()._post_clean()


@admin.register(SpecialDay)
class SpecialDayAdmin(admin.ModelAdmin):
    """Orders on moved days come at short notice, so the ministry edits the calendar itself."""

    form = SpecialDayForm
    list_display = ["date", "weekday", "kind", "name", "swapped_with", "is_estimated"]
    list_filter = ["kind", "is_estimated"]
    search_fields = ["name_ru", "name_kk"]
    date_hierarchy = "date"
    ordering = ["-date"]
    actions = None  # removed one by one: each with its own forecast

    @admin.display(description=gettext_lazy("name"))
    def name(self, day: SpecialDay) -> str:
        return day.name

    @admin.display(description=gettext_lazy("day of the week"))
    def weekday(self, day: SpecialDay) -> str:
        return wording.weekday(day.date)

    def get_readonly_fields(self, request: HttpRequest, obj: SpecialDay | None = None) -> list[str]:
        return ["date"] if obj else []

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """The first press shows what would move, the second saves; where nothing moves one press is enough."""
        if request.method == "POST" and _SEEN not in request.POST:
            day = self.get_object(request, object_id) if object_id else None
            form = self.get_form(request, day, change=day is not None)(request.POST, instance=day)
            if form.is_valid() and (forecast := services.foresee_day(form.instance)).applications:
                return self._preview(request, form.instance, forecast)
        return super().changeform_view(request, object_id, form_url, extra_context)

    def save_model(self, request: HttpRequest, obj: SpecialDay, form: Any, change: bool) -> None:
        _tell(request, services.tell_day(obj, is_new=not change, by=request.actor, now=clock.now()))

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        day = self.get_object(request, object_id)
        forecast = services.foresee_removal(day) if day else None
        return super().delete_view(request, object_id, {**(extra_context or {}), "forecast": forecast})

    def delete_model(self, request: HttpRequest, obj: SpecialDay) -> None:
        _tell(request, services.remove_day(obj, by=request.actor, now=clock.now()))

    def _preview(self, request: HttpRequest, day: SpecialDay, forecast: Forecast) -> HttpResponse:
        typed = [(name, value) for name, value in request.POST.items() if name != "csrfmiddlewaretoken"]
        context = {
            **self.admin_site.each_context(request),
            "title": _("What would change"),
            "opts": self.opts,
            "day": day,
            "forecast": forecast,
            "typed": [*typed, (_SEEN, "1")],
        }
        return TemplateResponse(request, "admin/calendar/specialday/preview.html", context)


@admin.register(CalendarChange)
class CalendarChangeAdmin(ReadOnlyAdmin):
    """Who changed which day and when; the number is the version that deadlines name."""

    list_display = ["id", "at", "date", "was", "became", "scope", "person_id"]
    list_filter = ["scope"]
    date_hierarchy = "date"
    ordering = ["-id"]

    @admin.display(description=gettext_lazy("was"))
    def was(self, change: CalendarChange) -> str:
        return _told(change.before)

    @admin.display(description=gettext_lazy("became"))
    def became(self, change: CalendarChange) -> str:
        return _told(change.after)

    def get_fields(self, request: HttpRequest, obj: models.Model | None = None) -> list[str]:
        return ["id", "at", "date", "was", "became", "scope", "person_id", "request_id"]

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> list[str]:
        return self.get_fields(request, obj)


def _told(row: dict[str, Any] | None) -> str:
    """The kind and the name as they stood; an ordinary day has no row."""
    if row is None:
        return _("an ordinary day")
    return f"{SpecialDay.Kind(row['kind']).label}: {row['name_ru']}"


def _tell(request: HttpRequest, forecast: Forecast) -> None:
    if forecast.sentence:
        messages.info(request, forecast.sentence)
