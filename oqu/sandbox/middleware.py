import datetime as dt

from oqu.sandbox import clock


class MovedClock:
    """`X-Sandbox-Ahead: 301`: this request happens 301 seconds later."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        seconds = request.headers.get("X-Sandbox-Ahead", "")
        if not seconds.isascii() or not seconds.isdigit():
            return self.get_response(request)
        token = clock.ahead.set(dt.timedelta(seconds=int(seconds)))
        try:
            return self.get_response(request)
        finally:
            clock.ahead.reset(token)
