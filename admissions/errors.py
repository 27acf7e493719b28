"""Refusals of admission. Codes are stable; sentences say what to do next."""

from django.utils.translation import gettext_lazy as _

from oqu.core.errors import DomainError


class OrderViolated(DomainError):
    """R106, word for word. The context names the application that blocks."""

    code = "admissions.order_violated"
    message = _("Order violated: there are earlier applications with the status “Under review”")


class AlreadyProcessed(DomainError):
    code = "admissions.already_processed"
    message = _("This application has already been processed. Its status now: %(status)s.")


class PageIsStale(DomainError):
    code = "admissions.page_is_stale"
    message = _("Somebody changed this application while you had it open. Look at it again and repeat.")


class ReasonRequired(DomainError):
    code = "admissions.reason_required"
    message = _("Choose the reason of the refusal.")
    http_status = 400


class TransportAnswerRequired(DomainError):
    code = "admissions.transport_answer_required"
    message = _("The parent asked for free transport. Answer yes or no together with the acceptance.")
    http_status = 400


class CommentRequired(DomainError):
    code = "admissions.comment_required"
    message = _("Write what the executor should correct: the application goes back with your words.")
    http_status = 400


class NotYetOpen(DomainError):
    code = "admissions.not_yet_open"
    message = _("Admission opens on %(opens_at)s. Your draft is kept: send it then with one press.")


class AlreadyClosed(DomainError):
    code = "admissions.already_closed"
    message = _(
        "Admission closed on %(closes_at)s. Please turn to the education department of your district."
    )


class AdmissionHasBegun(DomainError):
    code = "admissions.admission_has_begun"
    message = _(
        "Applications of this region have already arrived by the dates of the country. Change those dates, or give "
        "the region dates of its own next year."
    )


class NoCampaign(DomainError):
    code = "admissions.no_campaign"
    message = _("No admission is announced for this school yet. Please turn to the education department.")


class ChildTooYoung(DomainError):
    code = "admissions.child_too_young"
    message = _(
        "Children born in %(youngest)s or earlier are admitted to the first grade this year; this child was born "
        "in %(born)s. You can apply next year."
    )


class NotYourChild(DomainError):
    code = "admissions.not_your_child"
    message = _(
        "The population register does not show you as a parent of this child. Choose a child from the list; if you "
        "are a guardian, choose “Another child” and prove it by a paper."
    )
    http_status = 403


class NotChildOfApplicant(DomainError):
    """The same for the clerk at the desk."""

    code = "admissions.not_child_of_applicant"
    message = _(
        "The population register does not show the applicant as a parent of this child. If they are a guardian, "
        "tick the box below: a scan of the paper that proves it will be asked for."
    )
    http_status = 403


class NoSuchChild(DomainError):
    code = "admissions.no_such_child"
    message = _(
        "The population register knows no child with this IIN and this date of birth. Compare both with the birth "
        "certificate."
    )
    http_status = 400


class PaperFromTheFuture(DomainError):
    code = "admissions.paper_from_the_future"
    message = _("The date on the paper is still to come. Compare it with the paper or leave it empty.")
    http_status = 400


class ChildAlreadyApplied(DomainError):
    code = "admissions.child_already_applied"
    message = _(
        "There is already an application for this child in this admission. To apply to another school, the parent "
        "who sent it has to withdraw it first. Your draft is kept."
    )


class SentByOtherParent(DomainError):
    code = "admissions.sent_by_other_parent"
    message = _(
        "The other parent sent this application, and only they can withdraw it. You see everything that happens to "
        "it and get the same messages."
    )
    http_status = 403


class DraftIncomplete(DomainError):
    """`missing` in the context lists the steps or documents that are not filled yet."""

    code = "admissions.draft_incomplete"
    message = _("The application is not complete yet. Fill in what is marked below.")
    http_status = 400


class KeyReused(DomainError):
    code = "admissions.key_reused"
    message = _("This key was already used for another application. Use a new key for each one.")
    http_status = 422


class FileEmpty(DomainError):
    code = "admissions.file_empty"
    message = _("The file is empty. Choose it again or take a new photo.")
    http_status = 400


class FileTooBig(DomainError):
    code = "admissions.file_too_big"
    message = _(
        "The file is bigger than %(limit)s MB. Take a photo with a lower resolution or choose another file."
    )
    http_status = 400


class FilesTooBigTogether(DomainError):
    code = "admissions.files_too_big_together"
    message = _("All documents together may take %(limit)s MB. Replace one of them with a smaller file.")
    http_status = 400


class FileOfAnotherType(DomainError):
    code = "admissions.file_type"
    message = _("Only JPEG, PNG and PDF files are taken. Choose another file or take a photo.")
    http_status = 400


class FileBroken(DomainError):
    code = "admissions.file_broken"
    message = _("The file cannot be opened: it is damaged or protected by a password. Choose another one.")
    http_status = 400


class FileNotChecked(DomainError):
    """Nothing is handed out that the antivirus has not looked at."""

    code = "admissions.file_not_checked"
    message = _("The file is still being checked. Open it again in a minute.")


class FileInfected(DomainError):
    code = "admissions.file_infected"
    message = _("The antivirus found something dangerous in this file, so it cannot be opened.")
    http_status = 410


class DocumentNotReady(DomainError):
    code = "admissions.document_not_ready"
    message = _("The document is being prepared. It takes a few seconds; try again.")


class SigningExpired(DomainError):
    code = "admissions.signing_expired"
    message = _("The QR code has expired. Show a new one.")
    http_status = 403


class SigningUsed(DomainError):
    code = "admissions.signing_used"
    message = _("This QR code was already used. Show a new one if the decision is still not signed.")
    http_status = 403


class NothingToSign(DomainError):
    code = "admissions.nothing_to_sign"
    message = _("Mark at least one application and press the button again.")


class TooManyToSign(DomainError):
    code = "admissions.too_many_to_sign"
    message = _("At most %(most)s decisions are signed at once. Sign these first, then the next ones.")


class ChoiceIsStale(DomainError):
    """For several decisions chosen together: `numbers` are those that changed meanwhile."""

    code = "admissions.choice_is_stale"
    message = _(
        "Something changed while you were reading: No. %(numbers)s. Look at the list and confirm again."
    )


class PartlySigned(DomainError):
    """The answer to a telephone: what is signed stays signed."""

    code = "admissions.partly_signed"
    message = _("Signed: %(signed)s of %(all)s. Not signed: %(reasons)s")


class SigningPageIsOld(DomainError):
    """For the director at the computer, who sees no code."""

    code = "admissions.signing_page_is_old"
    message = _(
        "This page can no longer sign: its five minutes are over, or the decision was changed or signed meanwhile. "
        "Go back to the application and look at it again."
    )


class TooManyFilters(DomainError):
    code = "admissions.too_many_filters"
    message = _("You keep %(limit)s filters already. Forget one of them and keep this one then.")


class SignatureRefused(DomainError):
    """Carries the verifier's own code and sentence."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__()
        self.code, self.message = code, sentence


class ExportGone(DomainError):
    code = "admissions.export_gone"
    message = _("This file is kept for a day. Open the list and ask for it once more.")
    http_status = 410
