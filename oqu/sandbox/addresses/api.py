"""The register as data.egov.kz opens it: `GET /api/v4/TABLE?apiKey=…&source={…}`, a list of rows."""

import csv
import json

from django.conf import settings
from django.http import Http404, HttpResponse, JsonResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.http import require_safe

from oqu.sandbox import json_api
from oqu.sandbox.addresses.tables import COLUMNS, Row, rows_of
from oqu.sandbox.faults.middleware import fault_of

LARGEST_PAGE = 10_000


@require_safe
def table(request, dataset: str):
    """Understands what the portal asks: bool.must of terms and range, sort by id, size."""
    if not constant_time_compare(request.GET.get("apiKey", ""), settings.ADDRESS_REGISTER_KEY):
        return json_api.error(401, "unauthorized", "Неверный ключ.")
    if dataset not in COLUMNS:
        return json_api.error(404, "dataset_not_found", "Такого набора нет.")
    fault = fault_of(request, "addresses")
    if fault == "wrong_data":
        return JsonResponse({"rows": "нет"})
    try:
        source = json.loads(request.GET.get("source", "{}"))
        conditions = source.get("query", {}).get("bool", {}).get("must", [])
        found = [row for row in rows_of(dataset) if all(_holds(row, each) for each in conditions)]
        size = min(int(source.get("size", 100)), LARGEST_PAGE)
    except (ValueError, TypeError, AttributeError, KeyError):
        return json_api.error(400, "bad_query", "Запрос не разобран.")
    if fault == "wrong_rows":
        found = [row | {"actual": "может быть"} for row in found]
    return JsonResponse(found[:size], safe=False)


def _holds(row: Row, condition: dict) -> bool:
    [(kind, about)] = condition.items()
    [(column, wanted)] = about.items()
    value = row[column]
    if kind == "terms":
        return str(value) in {str(each) for each in wanted}
    [(order, bound)] = wanted.items()
    return (value or 0) > bound if order == "gt" else str(value) >= str(bound)


@require_safe
def as_file(request, dataset: str):
    """The same table as a file for `manage.py import_addresses`."""
    if dataset not in COLUMNS:
        raise Http404
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{dataset}.csv"'
    writer = csv.DictWriter(answer, COLUMNS[dataset].split(), lineterminator="\n")
    writer.writeheader()
    for row in rows_of(dataset):
        writer.writerow(
            {name: str(value).lower() if isinstance(value, bool) else value for name, value in row.items()}
        )
    return answer
