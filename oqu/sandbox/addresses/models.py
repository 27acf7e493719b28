from django.db import models


class Change(models.Model):
    """What the register says of a row instead of what the town says: later values of some columns, or a whole new row."""

    dataset = models.CharField(max_length=20)
    row_id = models.PositiveBigIntegerField()
    values = models.JSONField()
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["made_at", "pk"]

    def __str__(self) -> str:
        return f"{self.dataset} {self.row_id}"
