import re

import pytest


class TestServicePage:
    @pytest.mark.rule("R13")
    def test_has_the_path_and_the_exact_name(self, sandbox):
        page = sandbox.http.get("/egov/").text

        assert "Образование › Среднее образование" in page
        assert "<h1>Приём документов для зачисления в 1 класс</h1>" in page

    @pytest.mark.rule("R14")
    def test_button_leads_to_the_portals_page_of_the_service(self, sandbox):
        page = sandbox.http.get("/egov/").text

        address = re.search(r'href="([^"]+)">Заказать услугу онлайн<', page)[1]
        assert address.endswith("/services/pass_mp_203/")
