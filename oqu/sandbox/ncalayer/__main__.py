"""`python -m oqu.sandbox.ncalayer`: runs until it is told to stop."""

import asyncio
import os

import django

# Not setdefault: the portal's processes share this environment and name their own settings there.
os.environ["DJANGO_SETTINGS_MODULE"] = "oqu.sandbox.settings"
django.setup()

from oqu.sandbox.ncalayer import server  # noqa: E402

asyncio.run(server.run())
