"""
Finding a street of one settlement from what a person typed: any letters, any order of words, either language, with slips.

Two queries at most, whatever the settlement's size: those that hold every word, else those that sound alike; one
more for the former names that made a street match.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import Case, Q, QuerySet, Value, When
from django.db.models.expressions import RawSQL
from django.db.models.functions import Length

from microdistrict.folding import fold_query
from microdistrict.models import Street, StreetAlias

_ALPHABET = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"  # Kazakh, with every Russian letter in its place


@dataclass(frozen=True)
class StreetsFound:
    """`matches` hold every word that was typed; `guesses` only sound alike and are there when nothing matches."""

    matches: Sequence[Street]
    guesses: Sequence[Street]


def search_streets(kato: str, query: str, limit: int = 20) -> list[Street]:
    """Streets in force of one settlement, the best first; those that sound alike when none matches."""
    found = find_streets(kato, query, limit)
    return [*found.matches, *found.guesses]


def find_streets(kato: str, query: str, limit: int = 20) -> StreetsFound:
    """
    Every word must occur in the name (in either language) or in a former name of the street. A match that the
    present name alone does not explain has `found_as`, the former name that does.
    """
    asked = fold_query(query)[:100]
    if not asked:
        return StreetsFound([], [])
    if matches := list(_matching(kato, asked)[:limit]):
        _tell_former_names(matches, asked)
        return StreetsFound(matches, [])
    return StreetsFound([], list(_alike(kato, asked, limit)))


def letters_of(kato: str) -> list[str]:
    """First letters of the settlement's streets, in the alphabet's order."""
    names = Street.objects.filter(settlement_id=kato, is_actual=True).values_list("name_ru", flat=True)
    return sorted({name[0].upper() for name in names}, key=lambda each: (_ALPHABET.find(each.lower()), each))


def streets_starting_with(kato: str, letter: str) -> list[Street]:
    return list(_streets_of(kato).filter(name_ru__istartswith=letter).order_by("name_ru", "pk"))


def _streets_of(kato: str) -> QuerySet[Street]:
    streets = Street.objects.filter(settlement_id=kato, is_actual=True)
    return streets.select_related("settlement", "district")


def _matching(kato: str, asked: str) -> QuerySet[Street]:
    """The name itself first, then names that begin so, words that begin so, the rest; former names come last."""
    everywhere, in_name = Q(), Q()
    for word in asked.split():
        everywhere &= Q(search__contains=word)
        in_name &= Q(fold__contains=word)
    rank = Case(
        When(Q(fold=asked) | Q(fold__startswith=f"{asked} ") | Q(fold__endswith=f" {asked}"), then=Value(0)),
        When(fold__startswith=asked, then=Value(1)),
        When(fold__contains=f" {asked}", then=Value(2)),
        When(in_name, then=Value(3)),
        default=Value(4),
    )
    return _streets_of(kato).filter(everywhere).order_by(rank, Length("fold"), "pk")


def _tell_former_names(matches: Sequence[Street], asked: str) -> None:
    words = asked.split()
    renamed = {street.pk: street for street in matches if not all(word in street.fold for word in words)}
    if not renamed:
        return
    for alias in StreetAlias.objects.filter(street__in=renamed).order_by("-pk"):
        if any(word in alias.fold and word not in renamed[alias.street_id].fold for word in words):
            renamed[alias.street_id].found_as = alias.name


def _alike(kato: str, asked: str, limit: int) -> QuerySet[Street]:
    """The threshold of likeness stands in the database's function, where the index can use it."""
    found = RawSQL("SELECT street_id FROM microdistrict_streets_like(%s, %s, %s)", (kato, asked, limit))
    alike = TrigramWordSimilarity(asked, "search")
    return _streets_of(kato).filter(pk__in=found).order_by(alike.desc(), Length("search"), "pk")
