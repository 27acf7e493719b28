"""Decisions, returns and ends: final only with a verified signature under the document of the same round."""

from django.utils.translation import gettext_noop as _

from admissions.invariants.base import FACTS, Invariant, rows_of
from admissions.states import SIGNED

_SIGNED = ", ".join(f"'{status}'" for status in sorted(SIGNED))

INVARIANTS = (
    Invariant(
        "final_only_signed",
        _("A decision is final only with a verified signature under its own document."),
        rows_of(
            "application",
            f"""
            SELECT a.id, format('%s, signature %s', a.status, coalesce(s.verdict, 'none'))
            FROM admissions_application a
            LEFT JOIN admissions_signature s ON s.id = a.signature_id
            LEFT JOIN admissions_issueddocument d ON d.id = s.document_id
            WHERE (a.status IN ({_SIGNED}) OR a.signature_id IS NOT NULL) AND (
                a.status IN ({_SIGNED}) AND s.verdict = 'signature.valid'
                AND (s.application_id, s.round) = (a.id, a.round)
                AND (d.application_id, d.round, d.kind, d.sha256) = (a.id, a.round, 'decision', s.document_sha256)
                AND encode(sha256(s.cms), 'hex') = s.cms_sha256
            ) IS NOT TRUE
            """,  # noqa: S608 words of our own table of states
        ),
    ),
    Invariant(
        "signed_as_noted",
        _("What the journal says was signed is what the signature signs."),
        rows_of(
            "application",
            f"""
            SELECT j.application_id, 'the journal names another signature or document'
            FROM admissions_journalentry j
            JOIN admissions_application a ON a.id = j.application_id
            LEFT JOIN admissions_signature s ON s.id = a.signature_id
            {FACTS}
            WHERE j.event = 'signed' AND (
                (facts ->> 'cms_sha256', facts ->> 'document_sha256', facts ->> 'decision')
                = (s.cms_sha256, s.document_sha256, a.decision)
            ) IS NOT TRUE
            """,  # noqa: S608 our own words
        ),
    ),
    Invariant(
        "returns_have_words",
        _("Every return has the director's words, and the round counts the returns."),
        rows_of(
            "application",
            """
            SELECT a.id, format('round %s, %s returns with words', a.round, count(r.id))
            FROM admissions_application a LEFT JOIN admissions_rework r ON r.application_id = a.id
            WHERE a.number IS NOT NULL AND (a.round > 0 OR r.id IS NOT NULL)
            GROUP BY a.id HAVING count(r.id) <> a.round
            """,
        ),
    ),
)
