from django.db import models


class PublishedList(models.Model):
    """
    A revocation list as it was published: genuine, or it would not stand here. Added and never changed.

    `authority` is the hash of the key that signed it. Kept for good: signatures name by `sha256` what they were checked by.
    """

    authority = models.CharField(max_length=64)
    sha256 = models.CharField(max_length=64, unique=True)
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    der = models.BinaryField()
    fetched_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index("authority", models.F("begins_at").desc(), name="integrations_newest_list")]

    def __str__(self) -> str:
        return self.sha256


class PublishingPoint(models.Model):
    """An address that lists are fetched from, and when it last gave one."""

    url = models.URLField(unique=True)
    fetched_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.url


class AskedStatus(models.Model):
    """
    A certificate whose status is asked of its authority (OCSP), and the newest genuine answer.

    Asked only of certificates that no list in force speaks about. `serial` is hexadecimal.
    """

    authority = models.CharField(max_length=64)
    serial = models.CharField(max_length=60)
    wanted_at = models.DateTimeField()
    answer = models.BinaryField(null=True)
    ends_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "serial"], name="integrations_status_asked_once")
        ]

    def __str__(self) -> str:
        return f"{self.authority[:8]}/{self.serial}"
