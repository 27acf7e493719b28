import os

from django.core.wsgi import get_wsgi_application

# Not setdefault: the portal's processes share this environment and name their own settings there.
os.environ["DJANGO_SETTINGS_MODULE"] = "oqu.sandbox.settings"
application = get_wsgi_application()
