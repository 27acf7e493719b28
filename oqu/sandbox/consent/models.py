import datetime as dt

from django.db import models

from oqu.sandbox.phone.models import Message


class Request(models.Model):
    """
    Somebody asks one person for consent. `request_id` is the asker's own key: asked twice, it is one SMS.

    Where it stands is not stored: it follows from the reply to the SMS, the clock and a withdrawal.
    """

    class State(models.TextChoices):
        SMS_SENT = "sms_sent"
        GRANTED = "granted"
        DECLINED = "declined"
        EXPIRED = "expired"
        REVOKED = "revoked"

    request_id = models.UUIDField(primary_key=True)
    iin = models.CharField(max_length=12)
    requester = models.CharField(max_length=200)
    message = models.OneToOneField(Message, models.PROTECT)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return str(self.request_id)

    def state(self, *, now: dt.datetime) -> State:
        """The first reply decides; it counts when it came in time and from the number that got the SMS."""
        if self.revoked_at:
            return self.State.REVOKED
        counting = self.message.replies.filter(number=self.message.number, received_at__lt=self.expires_at)
        if reply := counting.first():
            return self.State.GRANTED if reply.text == "511" else self.State.DECLINED
        return self.State.EXPIRED if now >= self.expires_at else self.State.SMS_SENT
