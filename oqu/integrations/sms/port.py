"""What the portal asks of the SMS gateway."""

from typing import Protocol

from django.utils.translation import gettext_lazy as _

from oqu.core.errors import DomainError


class SmsUnavailable(DomainError):
    """Nobody knows whether the message was taken: send it again with the same `message_id`."""

    code = "sms.unavailable"
    message = _("The SMS gateway does not answer now. The message is kept and will be sent again.")
    http_status = 503


class SmsRejected(DomainError):
    """Final: the same message will be refused again."""

    code = "sms.rejected"
    message = _("The SMS gateway refused the message. Check the telephone number.")
    http_status = 422


class Sms(Protocol):
    def send(self, *, phone: str, text: str, message_id: str) -> None:
        """
        Hands one message over; five seconds at most. Sent twice with one `message_id` it arrives once.

        :param phone: E.164, +7 and ten digits
        :param text: at most 1,000 characters
        :raises SmsUnavailable: try later
        :raises SmsRejected: do not try again
        """
        ...
