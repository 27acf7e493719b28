import pytest
from django.conf import settings

from oqu import world


@pytest.fixture
def ask(sandbox):
    def post(path, body, *, token=None):
        headers = {"Authorization": f"Bearer {token or settings.POPULATION_TOKEN}"}
        return sandbox.http.post(f"/population/api/v1/{path}", json=body, headers=headers)

    return post


class TestRegister:
    def test_knows_the_whole_town(self, ask):
        for human in (world.people()[0], world.people()[-1]):
            answer = ask("persons/query", {"iin": human.iin}).json()
            assert answer["surname"] == human.last_name
            assert answer["birthDate"] == human.born_on.isoformat()

    def test_identity_number_never_stands_in_the_address(self, sandbox):
        headers = {"Authorization": f"Bearer {settings.POPULATION_TOKEN}"}
        answer = sandbox.http.get(f"/population/api/v1/persons/{world.PARENTS[0]}", headers=headers)

        assert answer.status_code == 404

    @pytest.mark.parametrize("body", [{}, {"iin": "950601500018"}, {"iin": 950601500017}, ["950601500017"]])
    @pytest.mark.parametrize("path", ["persons/query", "persons/children/query"])
    def test_what_is_no_iin_is_refused(self, ask, path, body):
        assert ask(path, body).status_code == 422

    @pytest.mark.parametrize("path", ["persons/query", "persons/children/query"])
    def test_wrong_token_is_refused(self, ask, path):
        assert ask(path, {"iin": world.PARENTS[0]}, token="wrong").status_code == 401


class TestSeed:
    def test_again_changes_nothing_and_keeps_a_begun_sign_in(self, sandbox, ask, at_code):
        before = ask("persons/query", {"iin": world.PARENTS[0]}).json()

        said = sandbox.manage("sandbox_seed")

        assert f"{len(world.people())} people" in said
        assert ask("persons/query", {"iin": world.PARENTS[0]}).json() == before
        assert at_code.enter(sandbox.code_for(at_code.phone)).url.path.endswith("/consent/")
