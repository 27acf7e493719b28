from django.core.management.base import BaseCommand

from oqu.sandbox.registers.loading import load_world


class Command(BaseCommand):
    help = "Loads the invented town's people and schools into the sandbox. Safe to repeat."

    def handle(self, *args, **options):
        people = load_world()
        self.stdout.write(f"The sandbox knows {people} people.")
