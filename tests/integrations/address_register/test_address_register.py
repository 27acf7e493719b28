"""The real client against the sandbox's register."""

import datetime as dt

import pytest
from django.conf import settings

from oqu import world
from oqu.core.clock import ALMATY
from oqu.integrations.address_register import AddressRegisterUnavailable, get_address_register
from oqu.integrations.address_register import client as clients
from oqu.integrations.address_register.client import AddressRegisterClient

LONG_AFTER = dt.datetime(2026, 6, 1, tzinfo=ALMATY)


@pytest.fixture(autouse=True)
def _running(sandbox):
    pass


def rows(dataset, **asked):
    return list(get_address_register().rows(dataset, **asked))


class TestRows:
    def test_the_whole_town_in_the_registers_own_columns(self):
        streets = rows("s_geonims", where=("s_ats_id", ["2"]))
        assert {f"G{row['id']}" for row in streets} >= {street.id for street in world.STREETS}
        assert {"name_rus", "name_kaz", "cato", "actual", "modified"} <= streets[0].keys()
        assert streets[0]["actual"] in {"true", "false"}

    def test_pages_are_joined(self, monkeypatch):
        whole = rows("s_buildings")
        monkeypatch.setattr(clients, "PAGE", 100)
        assert [row["id"] for row in rows("s_buildings")] == [row["id"] for row in whole]

    def test_only_the_units_asked_for(self):
        assert rows("s_buildings", where=("s_ats_id", ["404"])) == []
        assert [row["cato"] for row in rows("s_ats", where=("cato", ["710000000"]))] == ["710000000"]

    def test_only_what_changed_since(self, sandbox):
        assert rows("s_geonims", since=LONG_AFTER - dt.timedelta(days=365 * 3))
        before = dt.datetime.now(dt.UTC) - dt.timedelta(seconds=2)
        sandbox.http.post(
            "/address-register/rename/", data={"street": "900041", "name_rus": "Ближняя", "name_kaz": "Жақын"}
        )
        assert [row["name_rus"] for row in rows("s_geonims", since=before)] == ["Ближняя"]


@pytest.fixture
def another():
    """A client that is not the portal's own: `another(url, key, timeout=…)`."""
    made = []

    def another(*address, **more):
        made.append(AddressRegisterClient(*address, **more))
        return made[-1]

    yield another
    for client in made:
        client._http.close()


class TestUnavailable:
    @pytest.mark.parametrize("kind", ["down", "wrong_data"])
    def test_down_or_not_to_be_read(self, sandbox, kind):
        with sandbox.fault("addresses", kind), pytest.raises(AddressRegisterUnavailable) as refusal:
            rows("s_ats")
        assert (refusal.value.code, refusal.value.http_status) == ("address_register.unavailable", 503)

    def test_slow(self, sandbox, another):
        hasty = another(settings.ADDRESS_REGISTER_URL, settings.ADDRESS_REGISTER_KEY, timeout=0.3)
        with sandbox.fault("addresses", "slow"), pytest.raises(AddressRegisterUnavailable):
            list(hasty.rows("s_ats"))

    def test_a_wrong_key(self, another):
        stranger = another(settings.ADDRESS_REGISTER_URL, "wrong")
        with pytest.raises(AddressRegisterUnavailable):
            list(stranger.rows("s_ats"))

    def test_nobody_there(self, another):
        lost = another("http://127.0.0.1:9", "key", timeout=0.3)
        with pytest.raises(AddressRegisterUnavailable):
            list(lost.rows("s_ats"))
