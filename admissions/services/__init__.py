"""The door of admissions: the verbs a clerk would say, and (in `admissions.errors`) the refusals they raise."""

from admissions.services._campaigns import check_can_begin, state_campaign
from admissions.services._decide import accept, refuse
from admissions.services._documents import (
    attach_document,
    check_document,
    open_document,
    open_page,
    remove_document,
)
from admissions.services._drafts import Wishes, begin_draft, choose_school, delete_draft, tell_wishes
from admissions.services._escalate import escalate, overdue_of, send_digests
from admissions.services._export import (
    ask_for_list,
    export_for,
    forget_exports,
    open_export,
    progress_of,
    write_export,
)
from admissions.services._filters import forget_filter, keep_filter
from admissions.services._issue import draft_notice, issue_document, open_issued
from admissions.services._notices import mark_notices_read
from admissions.services._paper import Paper, begin_paper_draft
from admissions.services._prepare import prepare_draft
from admissions.services._recalculate import Deadlines, recalculate
from admissions.services._return import return_for_rework
from admissions.services._sign import accept_signature, complete_signing
from admissions.services._signing_sessions import (
    MOST_AT_ONCE,
    Chosen,
    cancel_sessions,
    documents_to_sign,
    open_session,
    open_sessions,
    sessions_for_director,
    sessions_for_phone,
    token_of,
)
from admissions.services._submit import submit
from admissions.services._verify import Asked, verify_journal
from admissions.services._withdraw import withdraw

__all__ = [
    "MOST_AT_ONCE",
    "Asked",
    "Chosen",
    "Deadlines",
    "Paper",
    "Wishes",
    "accept",
    "accept_signature",
    "ask_for_list",
    "attach_document",
    "begin_draft",
    "begin_paper_draft",
    "cancel_sessions",
    "check_can_begin",
    "check_document",
    "choose_school",
    "complete_signing",
    "delete_draft",
    "documents_to_sign",
    "draft_notice",
    "escalate",
    "export_for",
    "forget_exports",
    "forget_filter",
    "issue_document",
    "keep_filter",
    "mark_notices_read",
    "open_document",
    "open_export",
    "open_issued",
    "open_page",
    "open_session",
    "open_sessions",
    "overdue_of",
    "prepare_draft",
    "progress_of",
    "recalculate",
    "refuse",
    "remove_document",
    "return_for_rework",
    "send_digests",
    "sessions_for_director",
    "sessions_for_phone",
    "state_campaign",
    "submit",
    "tell_wishes",
    "token_of",
    "verify_journal",
    "withdraw",
    "write_export",
]
