from django.db import models


class Message(models.Model):
    """
    One SMS to one number in E.164. `message_id` is the sender's own key: sent twice, it is one message.

    What eGov itself sends (codes) has no such key. `awaits_reply`: the sender reads answers to this message.
    """

    class Status(models.TextChoices):
        QUEUED = "queued"
        DELIVERED = "delivered"
        FAILED = "failed"

    message_id = models.CharField(max_length=64, unique=True, null=True)  # noqa: DJ001  unique among those that have one
    number = models.CharField(max_length=16, db_index=True)
    sender = models.CharField(max_length=20)
    text = models.TextField()
    status = models.CharField(max_length=10, choices=Status, default=Status.DELIVERED)
    awaits_reply = models.BooleanField(default=False)
    received_at = models.DateTimeField()

    class Meta:
        # By arrival, not by the clock: a rehearsal or a test may have moved it.
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.sender} → {self.number}"


class Reply(models.Model):
    """An answer to a message. `number` is the SIM it was sent from, not always the one that got the message."""

    message = models.ForeignKey(Message, models.CASCADE, related_name="replies")
    number = models.CharField(max_length=16)
    text = models.CharField(max_length=160)
    received_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.number} → {self.message.sender}"
