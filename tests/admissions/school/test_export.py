"""The school's list as a spreadsheet: whose, which rows, who may fetch it, and for how long."""

import datetime as dt
import re
import time
import tracemalloc
import zipfile
from html import unescape
from io import BytesIO
from itertools import repeat
from tempfile import TemporaryFile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from admissions import services
from admissions.models import ListExport, Notice
from admissions.spreadsheet import write_list
from oqu.audit.models import AuditEntry
from oqu.calendar.selectors import working_days
from oqu.core import clock
from oqu.core.acting import acting
from oqu.demo.volume.families import Families
from oqu.demo.volume.schools import open_schools
from oqu.demo.volume.seeding import fill
from oqu.outbox.models import Lane
from oqu.outbox.services import deliver
from staff.models import Membership
from staff.states import Role
from tests import factories as make
from tests.admissions.family.screens import body
from tests.admissions.school.pages import text
from tests.races.racing import times

pytestmark = pytest.mark.rule("R97")

ASK = reverse("admissions:ask-export")
DAY = dt.timedelta(hours=24)
LONG = times(5_000)
AT_MOST = 2 * 1024 * 1024  # bytes of Python's memory


def ask(browser, view: str = "decide", **filters: str) -> ListExport:
    query = "&".join(f"{name}={value}" for name, value in filters.items())
    browser.post(f"{ASK}?{query}", {"view": view})
    with acting(make.SYSTEM):
        return ListExport.objects.first()


def made(browser, view: str = "decide", **filters: str) -> ListExport:
    export = ask(browser, view, **filters)
    deliver(Lane.WORKER, now=make.NOW)
    with acting(make.SYSTEM):
        return ListExport.objects.get(pk=export.pk)


def path(name: str, export: ListExport) -> str:
    return reverse(f"admissions:{name}", args=[export.uuid])


def sheet_of(content: bytes) -> str:
    with zipfile.ZipFile(BytesIO(content)) as book:
        return book.read("xl/worksheets/sheet1.xml").decode()


def rows_in(content: bytes) -> list[list[str]]:
    return [
        [unescape(cell) for cell in re.findall(r"<t[^>]*>([^<]*)</t>|<is><t/></is>", row)]
        for row in re.findall(r"<row .*?</row>", sheet_of(content))
    ]


def fetched(browser, export: ListExport) -> list[list[str]]:
    return rows_in(body(browser.get(path("export-file", export))))


class TestFile:
    def test_the_columns_of_the_list_and_a_row_each(self, executor, school):
        one = make.submitted(school, in_zone=True)

        heading, row = fetched(executor, made(executor))

        assert heading[:4] == ["№", "Дата и время", "ФИО ребенка", "ИИН ребенка"]
        assert row[:6] == [
            "1", "12.05.2026 12:19:12", one.child_name, one.child_iin, "По микроучастку", "казахский",
        ]  # fmt: skip
        assert "На проверке" in row

    def test_the_filters_of_the_address_hold(self, executor, school):
        make.submitted(school, in_zone=True)
        make.submitted(school)

        rows = fetched(executor, made(executor, zone_type="in_zone"))

        assert [row[0] for row in rows[1:]] == ["1"]

    def test_in_the_language_of_who_asked(self, executor, school):
        make.submitted(school)
        executor.cookies["oqu_lang"] = "kk"

        assert "Тексеруде" in fetched(executor, made(executor))[1]

    @pytest.mark.parametrize(
        "name", ['=HYPERLINK("http://x.kz")', "+7", "-1", "@SUM(A1)", "\t=1", "http://x.kz"]
    )
    def test_what_looks_like_a_formula_or_a_link_is_text(self, executor, school, name):
        make.submitted(school, child_last_name=name)

        content = body(executor.get(path("export-file", made(executor))))

        assert "<f>" not in sheet_of(content)
        assert "<hyperlink" not in sheet_of(content)
        assert re.search(r'<c [^>]*t="inlineStr"', sheet_of(content))
        with zipfile.ZipFile(BytesIO(content)) as book:
            assert 'quotePrefix="1"' in book.read("xl/styles.xml").decode()

    def test_an_empty_list_is_a_heading(self, executor, school):
        assert len(fetched(executor, made(executor))) == 1


@pytest.mark.rule("R156", "R168")
class TestWhose:
    def test_only_the_schools_own_rows(self, director, school):
        make.submitted(make.school())
        make.submitted(school)

        assert len(fetched(director, made(director))) == 2

    @pytest.mark.rule("R45")
    def test_final_ones_are_the_directors(self, executor, director, school):
        assert executor.post(ASK, {"view": "processed"}).status_code == 403
        assert made(director, "processed").state == "ready"

    def test_a_view_that_does_not_exist(self, director):
        assert director.post(ASK, {"view": "everything"}).status_code == 404

    @pytest.mark.parametrize("name", ["export", "export-state", "export-file"])
    def test_nobody_elses(self, executor, director, stranger, oso, school, name):
        address = path(name, made(executor))

        assert director.get(address).status_code == 404  # also for the director of the same school
        assert stranger.get(address).status_code == 404
        assert oso.get(address).status_code == 403

    def test_nor_ones_own_of_another_role(self, executor, sign_in, school):
        export = made(executor)
        with acting(make.SYSTEM):
            both = make.member(school, Role.EXECUTOR, make.person())
            Membership.objects.filter(pk=both.pk).update(
                person_id=executor.actor.person_id, role=Role.OSO_STAFF
            )
            both.refresh_from_db()

        assert sign_in(both).get(path("export-file", export)).status_code == 403

    def test_who_lost_the_role_meanwhile_gets_nothing(self, executor, school):
        export = ask(executor)
        with acting(make.SYSTEM):
            yesterday = make.NOW.date() - dt.timedelta(days=1)
            Membership.objects.filter(pk=executor.member.pk).update(ends_on=yesterday)
        deliver(Lane.WORKER, now=make.NOW)

        with acting(make.SYSTEM):
            export.refresh_from_db()
            assert (export.state, export.storage_name) == ("failed", "")

    @pytest.mark.rule("R162")
    def test_fetching_it_is_noted(self, executor, school, django_capture_on_commit_callbacks):
        export = made(executor)
        with django_capture_on_commit_callbacks(execute=True):
            body(executor.get(path("export-file", export)))

        with acting(make.SYSTEM):
            entry = AuditEntry.objects.get(operation="READ", table="admissions_listexport")
            assert (entry.row, entry.person_id) == (str(export.pk), executor.actor.person_id)


class TestPage:
    def test_from_the_list_to_the_file(self, executor, school):
        make.submitted(school)
        page = executor.get(reverse("admissions:unprocessed"), {"view": "decide", "language": "kk"})
        assert f"{ASK}?view=decide&amp;language=kk" in page.content.decode()

        export = ask(executor, language="kk")
        waiting = executor.get(path("export", export))
        assert "Записано строк: 0 из 1" in text(waiting)
        assert "Проверить" in text(waiting)
        assert executor.get(path("export-state", export)).status_code == 200

        deliver(Lane.WORKER, now=make.NOW)
        told = executor.get(path("export-state", export))
        assert told.headers["HX-Redirect"] == path("export", export)
        assert "Файл готов: 1 строка" in text(executor.get(path("export", export)))

    def test_a_notification_tells_that_it_is_ready_once(self, executor, school):
        export = made(executor)
        services.write_export(export_id=export.pk, now=make.NOW)

        with acting(make.SYSTEM):
            assert Notice.objects.filter(recipient_id=executor.actor.person_id).count() == 1
        answer = executor.get(reverse("admissions:notifications"))
        assert "готов (XLSX)" in text(answer)
        assert path("export", export) in answer.content.decode()

    def test_before_it_is_ready_there_is_no_file(self, executor, school):
        assert executor.get(path("export-file", ask(executor))).status_code == 410

    def test_after_a_day_it_is_gone_and_so_is_the_file(self, executor, school):
        export = made(executor)
        assert services.forget_exports(now=make.NOW + DAY - dt.timedelta(seconds=1)) == 0
        with clock.stopped_at(make.NOW + DAY):
            assert services.forget_exports(now=clock.now()) == 1
            assert services.forget_exports(now=clock.now()) == 0
        with acting(make.SYSTEM):
            export.refresh_from_db()
        assert export.storage_name == ""
        assert executor.get(path("export-file", export)).status_code == 410
        assert "больше не хранится" in text(executor.get(path("export", export)))

    def test_ten_in_an_hour(self, executor, school):
        for _each in range(10):
            assert ask(executor)
        answer = executor.post(ASK, {"view": "decide"}, follow=True)

        assert "Слишком много запросов" in text(answer)
        with acting(make.SYSTEM):
            assert ListExport.objects.count() == 10


class TestGrowth:
    """The file grows, the memory and the number of questions do not."""

    def test_thousands_of_rows_ask_the_database_as_often_as_fifty(self, sign_in):
        campaign, families = make.campaign(), Families(0)
        with acting(make.SYSTEM):
            offices = open_schools(families, 0, 2, since=make.NOW.date())
            days = working_days()
        asked = []
        for office, size in zip(offices, (50, LONG), strict=True):
            fill(office, size, families, campaign, days, make.NOW, decided=0)
            with acting(make.SYSTEM):
                executor = Membership.objects.get(school=office.school, role=Role.EXECUTOR)
            export = ask(sign_in(executor))
            began = time.perf_counter()
            with CaptureQueriesContext(connection) as questions:
                services.write_export(export_id=export.pk, now=make.NOW)
            took = time.perf_counter() - began
            asked.append(len(questions))
            with acting(make.SYSTEM):
                export.refresh_from_db()
            assert export.rows == export.expected == size
            print(f"\nexport: {size} rows in {took:.1f} s, {len(questions)} queries")

        assert asked[0] == asked[1]

    def test_the_memory_of_five_thousand_rows_is_that_of_hundreds(self, school):
        application = make.reload(make.submitted(school))
        few, many = peak_of(application, 50), peak_of(application, 5_000)

        print(f"\nexport: {few / 1024:.0f} KB at 50 rows, {many / 1024:.0f} KB at 5,000")
        assert many < AT_MOST  # a workbook that is held whole takes ten times as much


def peak_of(application, count: int) -> int:
    told: list[int] = []
    with TemporaryFile() as file:
        tracemalloc.start()
        try:
            write_list(repeat(application, count), file, now=make.NOW, tell=told.append)
            _now, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    assert told == list(range(100, count + 1, 100))
    return peak
