"""Every name a street can be looked for under."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from microdistrict.folding import fold
from microdistrict.models import Street, StreetAlias, StreetRename
from microdistrict.services._reading.rows import Register, RenameRow
from microdistrict.services._report import ImportReport, Tally
from microdistrict.services._upsert import Change

_NO_LONGER = re.compile(r"\s*\((прежняя|бұрынғы)\)")


def former_names(changes: Iterable[Change], tally: Tally) -> None:
    """The register gave a street of the same code another name: it is found under the old one, too."""
    _add(
        [
            StreetAlias(street_id=change.old.pk, name=name)
            for change in changes
            for name in dict.fromkeys((change.old.name_ru, change.old.name_kk))
            if fold(name) not in change.new.fold
        ],
        tally,
    )


def moved_names(moved: Sequence[Change], tally: Tally) -> None:
    """The register moved houses from a street it ended to another one: that is a renaming, told by the houses."""
    pairs = {(change.old.street_id, change.new.street_id) for change in moved}
    ended = Street.objects.filter(pk__in={old for old, _ in pairs}, is_actual=False).in_bulk()
    _add(
        [
            StreetAlias(street_id=new, name=name)
            for old, new in sorted(pairs)
            if old in ended
            for name in dict.fromkeys((ended[old].name_ru, ended[old].name_kk))
        ],
        tally,
    )


def take_renamings(rows: Sequence[RenameRow], tally: Tally, step: Callable[[int], None]) -> None:
    katos = {row.settlement_kato for row in rows}
    stored = {
        (each.settlement_id, each.old_name, each.new_name): each
        for each in StreetRename.objects.filter(settlement__in=katos)
    }
    for row in rows:
        key = (row.settlement_kato, row.old_name, row.new_name)
        about = {
            "district_ru": row.district_ru,
            "status": row.status,
            "year": row.year,
            "source": row.source,
        }
        if key not in stored:
            stored[key] = StreetRename.objects.create(
                settlement_id=key[0], old_name=key[1], new_name=key[2], **about
            )
            tally.created += 1
        elif any(getattr(stored[key], name) != value for name, value in about.items()):
            StreetRename.objects.filter(pk=stored[key].pk).update(**about)
            tally.changed += 1
        else:
            tally.unchanged += 1
        step(1)


def link_renamings(register: Register, report: ImportReport) -> None:
    """
    Streets of the settlements that were imported get the other name of every renaming that speaks of them.

    A street that still bears the old name gets the new one, unless another street has it already.
    """
    katos = register.katos_named()
    by_name = _streets_by_name(katos)
    linked: set[tuple[str, str, str]] = set()
    aliases = []
    for rename in StreetRename.objects.filter(settlement__in=katos):
        old, new = bare_name(rename.old_name), bare_name(rename.new_name)
        streets = by_name[rename.settlement_id, fold(new)]
        other = old
        if not streets and not _NO_LONGER.search(rename.old_name):
            streets, other = by_name[rename.settlement_id, fold(old)], new
        aliases += [StreetAlias(street_id=street, name=other) for street in streets]
        if streets:
            linked.add((rename.settlement_id, rename.old_name, rename.new_name))
    _add(aliases, report.names)
    for row in register.renames:
        if (row.settlement_kato, row.old_name, row.new_name) not in linked:
            report.findings.add("renamed_street_not_in_the_register", row.line)


def bare_name(name: str) -> str:
    """«мкр. Ақжар, улица Тарасова» speaks of улица Тарасова, «… (прежняя)» of what it was."""
    return _NO_LONGER.sub("", name).rsplit(",", 1)[-1].strip()


def _streets_by_name(katos: set[str]) -> dict[tuple[str, str], list[int]]:
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    streets = Street.objects.filter(settlement__in=katos, is_actual=True)
    for pk, kato, ru, kk in streets.values_list("pk", "settlement_id", "name_ru", "name_kk"):
        for key in {fold(ru), fold(kk)}:
            found[kato, key].append(pk)
    return found


def _add(aliases: list[StreetAlias], tally: Tally) -> None:
    """Those that are not there yet."""
    streets = {alias.street_id for alias in aliases}
    known = set(StreetAlias.objects.filter(street__in=streets).values_list("street_id", "name"))
    new = {(each.street_id, each.name): each for each in aliases if (each.street_id, each.name) not in known}
    StreetAlias.objects.bulk_create(new.values())
    tally.created += len(new)
