"""
The outside world, simulated over its real protocols: a Django project of its own.

Own settings, own database, own process, never in production. It imports only `oqu.world` and
`oqu.core.identity`; the portal never imports it and reaches it over HTTP like the real systems.
"""
