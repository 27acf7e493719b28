"""One look for every form: labels, hints and errors come from `templates/forms/`."""

from django import forms
from django.forms.renderers import TemplatesSetting


class PortalRenderer(TemplatesSetting):
    """Named by FORM_RENDERER; needs `django.forms` in INSTALLED_APPS for the widgets' own templates."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"


class PortalForm(forms.Form):
    """A form checked by the server only: the browser's bubbles speak its own language and hide the summary."""

    use_required_attribute = False
