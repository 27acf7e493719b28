"""What the database refuses whoever asks: raw SQL, bulk updates and the admin included."""

import pgtrigger

from admissions.states import COUNTED

BEGINS_AS_DRAFT = pgtrigger.Trigger(
    name="begins_as_draft",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert,
    func="""
        IF NEW.status <> 'draft' THEN
            RAISE EXCEPTION 'an application begins as a draft, not as %', NEW.status
                USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    """,
)

KNOWS_ITS_YEAR = pgtrigger.Trigger(
    name="knows_its_year",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.UpdateOf("campaign_id", "school_year"),
    func="""
        NEW.school_year = (SELECT school_year_id FROM admissions_campaign WHERE id = NEW.campaign_id);
        RETURN NEW;
    """,
)

ARRIVES_LAST = pgtrigger.Trigger(
    name="arrives_last",
    when=pgtrigger.Before,
    operation=pgtrigger.UpdateOf("number"),
    condition=pgtrigger.Q(old__number__isnull=True, new__number__isnull=False),
    func="""
        IF NEW.received_at < (SELECT last_received_at FROM admissions_queue WHERE id = NEW.queue_id) THEN
            RAISE EXCEPTION 'nobody arrives before those who are in the line already: no back-dating'
                USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    """,
)

_FROZEN_ON_ARRIVAL = [
    "uuid", "campaign_id", "school_id", "queue_id", "number", "received_at", "zone_type", "language",
    "child_iin_index", "child_born_on", "applicant_id", "is_parent", "address_ru", "address_kk",
    "settlement_kato", "street_id", "building_rca",
    "channel", "registered_by_id", "consent_id", "paper_dated_on",
]  # fmt: skip

ARRIVAL_IS_FROZEN = pgtrigger.Protect(
    name="arrival_is_frozen",
    operation=pgtrigger.Update,
    condition=pgtrigger.Condition(
        "OLD.number IS NOT NULL AND ({}) IS DISTINCT FROM ({})".format(
            ", ".join(f"OLD.{column}" for column in _FROZEN_ON_ARRIVAL),
            ", ".join(f"NEW.{column}" for column in _FROZEN_ON_ARRIVAL),
        )
    ),
)

FINAL_IS_FROZEN = pgtrigger.Protect(
    name="final_is_frozen",
    operation=pgtrigger.Update,
    condition=pgtrigger.Q(old__status__in=["accepted", "refused", "withdrawn"]),
)

NUMBERED_STAYS = pgtrigger.Protect(
    name="numbered_stays",
    operation=pgtrigger.Delete,
    condition=pgtrigger.Q(old__number__isnull=False),
)

SIGNATURE_FITS = pgtrigger.Trigger(
    name="signature_fits",
    when=pgtrigger.Before,
    operation=pgtrigger.Update,
    condition=pgtrigger.Q(new__signature__isnull=False),
    func="""
        IF NOT EXISTS (
            SELECT 1 FROM admissions_signature s JOIN admissions_issueddocument d ON d.id = s.document_id
            WHERE s.id = NEW.signature_id AND s.application_id = NEW.id AND s.round = NEW.round
              AND d.application_id = NEW.id AND d.round = NEW.round AND d.kind = 'decision'
              AND d.sha256 = s.document_sha256 AND s.verdict = 'signature.valid'
        ) THEN
            RAISE EXCEPTION 'the signature is not of this application, round and document'
                USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    """,
)

_COUNTS = ", ".join(
    f"{status} = {status} + (NEW.status = '{status}')::int - (OLD.status = '{status}')::int"
    for status in COUNTED
)

QUEUE_COUNTS = pgtrigger.Trigger(
    name="queue_counts",
    when=pgtrigger.After,
    operation=pgtrigger.UpdateOf("status"),
    condition=pgtrigger.Q(old__status__df=pgtrigger.F("new__status")),
    func=f"""
        UPDATE admissions_queue SET {_COUNTS}
        WHERE id = NEW.queue_id;
        RETURN NULL;
    """,  # noqa: S608 words of our own table of states
)
