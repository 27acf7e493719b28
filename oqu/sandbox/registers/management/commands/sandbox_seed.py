from django.core.management.base import BaseCommand

from oqu.sandbox.nobd.loading import load_class_sets
from oqu.sandbox.registers.loading import load_world


class Command(BaseCommand):
    help = "Loads the invented town's people, schools and class sets into the sandbox. Safe to repeat."

    def handle(self, *args, **options):
        people = load_world()
        load_class_sets()
        self.stdout.write(f"The sandbox knows {people} people.")
