"""Schools, people and who directs what."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from oqu.core.errors import DomainError
from oqu.core.identity import is_valid_bin, is_valid_iin, mask_iin, normalise_iin
from oqu.core.ministry_admin import KeptAdmin
from oqu.core.phones import kazakhstan_number
from oqu.integrations.population import PopulationRecord
from staff import services
from staff.models import EducationDepartment, Membership, Person, School
from staff.states import Role


class SchoolForm(forms.ModelForm):
    class Meta:
        model = School
        exclude: list[str] = []

    def clean_bin(self) -> str | None:
        number = self.cleaned_data["bin"]
        if number and not is_valid_bin(number):
            raise forms.ValidationError(
                _("This is not a BIN: twelve digits, the last one checks the others.")
            )
        return number


@admin.register(School)
class SchoolAdmin(KeptAdmin):
    form = SchoolForm
    list_display = ["code", "name_ru", "bin", "settlement_kato", "offers_transport", "is_active"]
    list_filter = ["is_active", "offers_transport", "region_kato"]
    search_fields = ["code", "name_ru", "name_kk", "bin"]

    def get_readonly_fields(self, request: HttpRequest, obj: School | None = None) -> list[str]:
        """The code stands in references that people have on paper; office hours are the director's to change."""
        return ["code", "opens_at", "closes_at"] if obj else []


class DepartmentForm(forms.ModelForm):
    phone = forms.CharField(label=_("phone"), max_length=30, required=False)

    class Meta:
        model = EducationDepartment
        fields = ["kato", "name_ru", "name_kk", "email", "phone"]

    def clean_phone(self) -> str:
        number = kazakhstan_number(self.cleaned_data["phone"]) if self.cleaned_data["phone"] else ""
        if number is None:
            raise forms.ValidationError(_("Type a number of Kazakhstan: +7 and ten digits."))
        return number


@admin.register(EducationDepartment)
class EducationDepartmentAdmin(admin.ModelAdmin):
    """Where overdue applications are reported; a place without a department is reported to the ministry."""

    form = DepartmentForm
    list_display = ["name", "kato", "email", "phone"]
    search_fields = ["name_ru", "name_kk", "kato"]
    actions = None

    @admin.display(description=_("name"))
    def name(self, department: EducationDepartment) -> str:
        return department.name


@admin.register(Person)
class PersonAdmin(KeptAdmin):
    """No search: an identity number or a name would end up in an address and in a log."""

    list_display = ["full_name", "masked_iin", "is_ministry", "is_active"]
    list_filter = ["is_ministry", "is_active"]
    fields = ["full_name", "masked_iin", "born_on", "language", "last_login", "is_ministry", "is_active"]
    readonly_fields = [name for name in fields if name != "is_active"]

    @admin.display(description=_("IIN"))
    def masked_iin(self, person: Person) -> str:
        return mask_iin(person.iin)

    @admin.display(description=_("person"))
    def full_name(self, person: Person) -> str:
        return person.full_name

    def has_add_permission(self, *_: Any, **__: Any) -> bool:
        return False


class AppointmentForm(forms.ModelForm):
    """
    A director is appointed by IIN; only the ministry does it, and it appoints nobody else. Who has not signed
    in yet is found in the population register; `newcomer` is what it told.
    """

    iin = forms.CharField(label=_("IIN"), max_length=20)
    newcomer: PopulationRecord | None = None

    class Meta:
        model = Membership
        fields = ["school", "position", "starts_on", "ends_on"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.role = self.instance.role or Role.DIRECTOR

    def clean_iin(self) -> str:
        number = normalise_iin(self.cleaned_data["iin"])
        person = Person.objects.with_iin(number) if is_valid_iin(number) else None
        try:
            if person is None:
                self.newcomer = services.record_of_citizen(number)
            elif not person.is_active:
                raise services.AccessIsClosed
            else:
                self.instance.person = person
        except DomainError as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        return number

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        school = told.get("school") or getattr(self.instance, "school", None)
        starts, ends = told.get("starts_on") or self.instance.starts_on, told.get("ends_on")
        if school and starts and self.instance.role == Role.DIRECTOR:
            try:
                services.check_one_director(
                    school_id=school.pk, starts=starts, ends=ends, but=self.instance.pk
                )
            except services.AnotherDirector as refusal:
                raise forms.ValidationError(str(refusal)) from refusal
        return told

    def _get_validation_exclusions(self) -> set[str]:
        """The row is judged whole: its constraints ask for fields that this form does not show."""
        return {"person"} if self.newcomer else set()

    def _post_clean(self) -> None:
        """The row's own words come only when ours found nothing: they would say the same less clearly."""
        if not self.errors:
            super()._post_clean()


class DismissalForm(AppointmentForm):
    iin = None  # type: ignore[assignment]

    class Meta(AppointmentForm.Meta):
        fields = ["position", "ends_on"]


@admin.register(Membership)
class MembershipAdmin(KeptAdmin):
    """Appointing is adding a row, dismissing is writing its last day: past decisions keep their director."""

    list_display = ["school", "role", "person", "starts_on", "ends_on"]
    list_filter = ["role"]
    list_select_related = ["person", "school"]
    search_fields = ["school__code", "school__name_ru"]
    ordering = ["school__code", "role", "-starts_on"]

    def get_form(
        self, request: HttpRequest, obj: Membership | None = None, **kwargs: Any
    ) -> type[forms.ModelForm]:
        return super().get_form(request, obj, form=DismissalForm if obj else AppointmentForm, **kwargs)

    def get_fields(self, request: HttpRequest, obj: Membership | None = None) -> list[str]:
        if obj:
            return ["person", "school", "role", "starts_on", "position", "ends_on"]
        return ["iin", "school", "position", "starts_on", "ends_on"]

    def save_model(self, request: HttpRequest, obj: Membership, form: forms.ModelForm, change: bool) -> None:
        if getattr(form, "newcomer", None):
            obj.person = services.know_citizen(form.newcomer, by=request.actor)
        super().save_model(request, obj, form, change)

    def get_readonly_fields(self, request: HttpRequest, obj: Membership | None = None) -> list[str]:
        return ["person", "school", "role", "starts_on"] if obj else []
