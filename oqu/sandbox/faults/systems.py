"""The systems that stand in the sandbox and what may go wrong with each."""

from dataclasses import dataclass

OK = "ok"
SLOW = "slow"
DOWN = "down"

_COMMON = {OK: "Исправна", SLOW: "Отвечает медленно", DOWN: "Не работает (503)"}


@dataclass(frozen=True)
class System:
    """`prefix` is the path below which SLOW and DOWN act; the other faults are known to its views."""

    code: str
    name: str
    prefix: str
    own_faults: dict[str, str]

    @property
    def faults(self) -> dict[str, str]:
        return _COMMON | self.own_faults


SYSTEMS = (
    System(
        "egov_login",
        "Вход eGov",
        "/idp/",
        {
            "code_expired": "Код из SMS всегда просрочен",
            "grant_expired": "Код авторизации всегда просрочен",
            "no_auth_method": "Не сообщает способ входа",
            "flat": "Отвечает без вложенного объекта person",
            "wrong_data": "Отвечает неверными данными",
        },
    ),
    System(
        "population",
        "Государственная база данных «Физические лица»",
        "/population/",
        {"wrong_data": "Отвечает неверными данными", "unknown_person": "Никого не находит"},
    ),
    System(
        "sms",
        "Шлюз SMS",
        "/sms/",
        {
            "undelivered": "Принимает, но не доставляет",
            "stuck": "Оставляет сообщения в очереди",
            "wrong_data": "Отвечает неверными данными",
        },
    ),
    System(
        "consent",
        "Согласие по SMS 1414 (КДП)",
        "/kdp/",
        {
            "expired": "Срок ответа сразу истекает",
            "no_answer": "Ответы на SMS не доходят",
            "wrong_data": "Отвечает неверными данными",
        },
    ),
    System(
        "addresses",
        "Адресный регистр",
        "/address-register/api/",
        {"wrong_rows": "Строки с ошибками", "wrong_data": "Отвечает неверными данными"},
    ),
    System(
        "nobd",
        "Национальная образовательная база данных (НОБД)",
        "/nobd/",
        {
            "wrong_rows": "Половина строк с ошибками",
            "other_school": "Отвечает о другой школе",
            "wrong_data": "Отвечает неверными данными",
        },
    ),
    System(
        "pki",
        "Удостоверяющий центр: списки отозванных и OCSP",
        "/pki/",
        {
            "revoked": "Все ключи отозваны",
            "unknown": "OCSP не знает сертификата",
            "stale": "Список отозванных уже истёк",
        },
    ),
    System("business", "Телефон eGov Business", "/business/", {}),
    System(
        "ncalayer",
        "NCALayer",
        "/ncalayer/",
        {"no_basics": "Без модуля basics, только commonUtils", "silent": "Не называет свою версию"},
    ),
)
BY_CODE = {system.code: system for system in SYSTEMS}


def system_at(path: str) -> System | None:
    return next((system for system in SYSTEMS if path.startswith(system.prefix)), None)
