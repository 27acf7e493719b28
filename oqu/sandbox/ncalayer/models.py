import uuid

from django.db import models


class Request(models.Model):
    """
    A window that is open now: a page asks, a person has not answered yet or has answered this instant.

    The documents themselves stay in the memory of the process that will sign them; `facts` is what the window shows.
    The row is gone with the window.
    """

    class Answer(models.TextChoices):
        SIGN = "sign"
        CANCEL = "cancel"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    asked_at = models.DateTimeField()
    origin = models.CharField(max_length=200)
    facts = models.JSONField()
    answer = models.CharField(max_length=6, choices=Answer, blank=True)
    storage = models.CharField(max_length=20, blank=True)
    key = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ["asked_at"]

    def __str__(self) -> str:
        return str(self.id)
