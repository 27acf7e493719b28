"""Every address of the portal, as the URL resolver knows it."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver


def named_routes() -> dict[str, URLPattern]:
    """Name with its namespace: pattern. Addresses of the administration stand under their own names, too."""
    return dict(_walk(get_resolver(), ""))


def _walk(resolver: URLResolver, space: str) -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from _walk(entry, inner)
        else:
            yield f"{space}{entry.name or entry.pattern}", entry
