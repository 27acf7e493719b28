from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings

from oqu import world
from oqu.integrations.egov_login import EgovCodeRefused, EgovUnavailable, get_egov_login
from oqu.integrations.egov_login.client import EgovLoginClient

REDIRECT = "http://testserver/sign-in/callback/"
PARENT = next(human for human in world.people() if human.iin == world.PARENTS[0])
DIRECTOR = next(member for member in world.STAFF if "director" in member.roles)
SCHOOL = next(school for school in world.SCHOOLS if school.code == DIRECTOR.school_code)


@pytest.fixture
def code(sandbox):
    """Walks eGov's pages as somebody and returns the code that came back."""

    def walk(iin=PARENT.iin, **way):
        address = get_egov_login().authorize_url(state="st-1", redirect_uri=REDIRECT, language="ru")
        return parse_qs(urlsplit(sandbox.sign_in(address, iin, **way)).query)["code"][0]

    return walk


@pytest.mark.rule("R9")
class TestAuthorizeUrl:
    def test_leads_to_egovs_own_window(self, sandbox):
        address = get_egov_login().authorize_url(state="a b&c", redirect_uri=REDIRECT, language="kk")

        assert "Вход на портал" in sandbox.visitor(address).page.text
        asked = parse_qs(urlsplit(address).query)
        assert (asked["state"], asked["lang"]) == (["a b&c"], ["kk"])
        assert settings.EGOV_CLIENT_SECRET not in address


class TestPerson:
    def test_parent_by_qr(self, code):
        person = get_egov_login().person(code=code(), redirect_uri=REDIRECT)

        assert (person.iin, person.last_name, person.first_name) == (
            PARENT.iin,
            PARENT.last_name,
            PARENT.first_name,
        )
        assert (person.born_on, person.phone, person.email) == (PARENT.born_on, PARENT.phone, PARENT.email)
        assert (person.organisation_bin, person.auth_method) == ("", "QR")

    @pytest.mark.rule("R7")
    @pytest.mark.parametrize(
        ("method", "organisation_bin"), [("QR", ""), ("EDS_PERSON", ""), ("EDS_ORG", SCHOOL.bin)]
    )
    def test_director_in_three_ways(self, code, method, organisation_bin):
        came = code(DIRECTOR.iin, method=method, organisation_bin=organisation_bin)

        person = get_egov_login().person(code=came, redirect_uri=REDIRECT)

        assert (person.iin, person.auth_method) == (DIRECTOR.iin, method)
        assert person.organisation_bin == organisation_bin

    def test_deployment_that_does_not_tell_the_way(self, sandbox, code):
        came = code()
        with sandbox.fault("egov_login", "no_auth_method"):
            assert get_egov_login().person(code=came, redirect_uri=REDIRECT).auth_method is None

    def test_deployment_with_a_flat_form(self, sandbox, code):
        came = code()
        with sandbox.fault("egov_login", "flat"):
            person = get_egov_login().person(code=came, redirect_uri=REDIRECT)

        assert (person.iin, person.last_name) == (PARENT.iin, PARENT.last_name)

    def test_code_works_once(self, code):
        came = code()
        get_egov_login().person(code=came, redirect_uri=REDIRECT)

        with pytest.raises(EgovCodeRefused) as refusal:
            get_egov_login().person(code=came, redirect_uri=REDIRECT)

        assert (refusal.value.code, refusal.value.http_status) == ("egov_login.code_refused", 400)

    def test_expired_code_is_refused(self, sandbox, code):
        came = code()
        with sandbox.fault("egov_login", "grant_expired"), pytest.raises(EgovCodeRefused):
            get_egov_login().person(code=came, redirect_uri=REDIRECT)

    def test_code_for_another_address_is_refused(self, code):
        with pytest.raises(EgovCodeRefused):
            get_egov_login().person(code=code(), redirect_uri="http://127.0.0.1:8000/sign-in/callback/")

    @pytest.mark.parametrize("kind", ["down", "wrong_data"])
    def test_broken_egov_is_unavailable(self, sandbox, code, kind):
        came = code()
        with sandbox.fault("egov_login", kind), pytest.raises(EgovUnavailable) as refusal:
            get_egov_login().person(code=came, redirect_uri=REDIRECT)

        assert refusal.value.http_status == 503

    def test_slow_egov_is_unavailable(self, sandbox, code):
        came = code()
        hasty = EgovLoginClient(
            sandbox.url, settings.EGOV_CLIENT_ID, settings.EGOV_CLIENT_SECRET, timeout=0.2
        )
        with sandbox.fault("egov_login", "slow"), pytest.raises(EgovUnavailable):
            hasty.person(code=came, redirect_uri=REDIRECT)

    def test_our_own_wrong_secret_is_unavailable_and_seen_in_the_log(self, settings, code, caplog):
        settings.EGOV_CLIENT_SECRET = "wrong"

        with pytest.raises(EgovUnavailable):
            get_egov_login().person(code=code(), redirect_uri=REDIRECT)

        assert "invalid_client" in caplog.text

    def test_nothing_personal_is_logged_or_shown(self, code, caplog):
        caplog.set_level("INFO")

        person = get_egov_login().person(code=code(), redirect_uri=REDIRECT)

        assert PARENT.iin not in caplog.text
        assert PARENT.iin not in repr(person)
