from django.db import models


class Fault(models.Model):
    """A system that is switched to misbehave. No row: it works."""

    system = models.CharField(max_length=20, primary_key=True)
    kind = models.CharField(max_length=20)

    def __str__(self) -> str:
        return f"{self.system}={self.kind}"
