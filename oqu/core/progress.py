"""How far a long command has come."""

from django.core.management.base import BaseCommand


class ProgressCommand(BaseCommand):
    def show_progress(self, done: int, total: int) -> None:
        """A bar where a person watches; nothing in a log."""
        if not self.stderr.isatty():
            return
        filled = 30 * done // total
        self.stderr.write(
            f"\r[{'#' * filled}{'.' * (30 - filled)}] {done} of {total}", ending="\n" if done == total else ""
        )
