"""Which test keys open a sign-in, and why the others do not."""

from django.conf import settings

from oqu.sandbox.idp.models import AuthMethod
from oqu.sandbox.registers.models import Organisation, Person

_METHODS = {
    "auth": AuthMethod.EDS_PERSON,
    "org": AuthMethod.EDS_ORG,
    "employee": AuthMethod.EDS_ORG,
}
_WORDS = {
    "auth": "Ключ для входа физического лица",
    "personal": "Ключ подписи физического лица",
    "org": "Ключ первого руководителя организации",
    "employee": "Ключ сотрудника организации",
    "expired": "Просроченный ключ организации",
    "revoked": "Отозванный ключ организации",
}
_REFUSALS = {
    "personal": "Этим ключом подписывают, а не входят. Выберите ключ для входа (auth).",
    "expired": "Срок действия сертификата истёк. Получите новый ключ или выберите другой.",
    "revoked": "Сертификат отозван. Получите новый ключ или выберите другой.",
}
_UNKNOWN = "Этим ключом войти нельзя. Выберите другой."
_MISSING = "Файла этого ключа нет: он не выпущен на этой машине. Выполните make_test_pki или выберите другой."


def describe(key: str) -> str:
    """What the page says about a key: its kind and its organisation."""
    kind, _, organisation = _parts(key)
    owner = Organisation.objects.filter(pk=organisation).first() if organisation else None
    return f"{_WORDS.get(kind, kind)}{f', {owner.name}' if owner else ''}"


def open_with(person: Person, key: str) -> tuple[AuthMethod, str] | str:
    """How this key signs in and for which BIN; a string is the refusal to show."""
    if key not in person.keys:
        return _UNKNOWN
    kind, _, organisation = _parts(key)
    if kind not in _METHODS:
        return _REFUSALS.get(kind, _UNKNOWN)
    folder = settings.LOCAL_DIR / "pki" / "keys"
    # Without any test authority on this machine the choice itself is the proof.
    if folder.is_dir() and not (folder / f"{key}.p12").exists():
        return _MISSING
    return _METHODS[kind], organisation


def _parts(key: str) -> tuple[str, str, str]:
    kind, iin, organisation = [*key.split("-"), "", ""][:3]
    return kind, iin, organisation
