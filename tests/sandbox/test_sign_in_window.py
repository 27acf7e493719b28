import re

import pytest

from oqu import world
from tests.sandbox.conftest import DIRECTOR, PARENT_IIN, SCHOOL


@pytest.mark.rule("R15")
class TestSignInWindow:
    def test_has_the_title_and_three_tabs_as_links(self, sandbox, authorize):
        page = sandbox.visitor(authorize()).page.text

        assert "<h1>Вход на портал</h1>" in page
        tabs = re.search(r'<nav class="tabs".*?</nav>', page, re.DOTALL)[0]
        assert re.findall(r"<a [^>]*>([^<]+)</a>", tabs) == ["QR-код", "ЭЦП", "Логин/пароль"]
        assert "<script" not in page

    def test_every_page_says_that_it_is_not_the_state(self, sandbox, authorize):
        for path in (authorize(), f"{sandbox.url}/", f"{sandbox.url}/phone/", f"{sandbox.url}/faults/"):
            assert "Учебная среда" in sandbox.visitor(path).page.text

    @pytest.mark.parametrize(
        ("iin", "method", "organisation_bin"),
        [
            (PARENT_IIN, "QR", ""),
            (PARENT_IIN, "PASSWORD", ""),
            (DIRECTOR.iin, "EDS_PERSON", ""),
            (DIRECTOR.iin, "EDS_ORG", SCHOOL.bin),
        ],
    )
    def test_each_way_leads_to_the_code(self, sandbox, authorize, iin, method, organisation_bin):
        visitor = sandbox.visitor(authorize())

        page = visitor.choose(iin, method=method, organisation_bin=organisation_bin)

        assert page.url.path.endswith("/code/")
        assert re.fullmatch(r"\d{5}", sandbox.code_for(visitor.phone))

    def test_wrong_password_is_refused_and_the_iin_stays(self, sandbox, authorize):
        visitor = sandbox.visitor(authorize())
        visitor.open(str(visitor.page.url.join("../password/")))

        page = visitor.post("", {"iin": PARENT_IIN, "password": "wrong"})

        assert page.status_code == 422
        assert f'value="{PARENT_IIN}"' in page.text
        assert "Неверный ИИН или пароль" in page.text

    def test_person_without_a_number_is_told_where_to_register_one(self, sandbox, authorize):
        child = next(human for human in world.people() if not human.phone)
        visitor = sandbox.visitor(authorize())

        page = visitor.post("", {"iin": child.iin})

        assert page.status_code == 422
        assert "В Базе мобильных граждан нет вашего номера" in page.text
