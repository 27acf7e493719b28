"""Reading what a page sent: a wish for a person to decide, or an answer that needs nobody."""

import json
from base64 import b64decode
from typing import Any

from oqu.sandbox.ncalayer.wishes import BASICS, COMMON_UTILS, STORAGES, Answer, Wish, done, failed

HEARTBEAT = "--heartbeat--"
MOST_BYTES = 50 * 1024 * 1024
MODULE_NOT_FOUND = {"success": False, "errorCode": "MODULE_NOT_FOUND"}

_SIGNS = {"createCAdESFromBase64", "createCMSSignatureFromBase64"}


class _Unfit(Exception):
    """What was sent cannot be a wish; the text goes back to the page."""


def read(text: str, *, has_basics: bool = True) -> Wish | Answer:
    """A page that is not understood gets the answer that the module itself would give."""
    try:
        sent = json.loads(text)
        module, method = sent["module"], sent["method"]
    except (ValueError, TypeError, KeyError):
        return MODULE_NOT_FOUND
    try:
        if module == BASICS and has_basics:
            return _basics(method, sent.get("args"))
        if module == COMMON_UTILS:
            return _common_utils(method, sent.get("args") or [])
    except (_Unfit, TypeError, AttributeError) as reason:  # the latter two: lists for objects and the like
        return failed(module, "INVALID_SIGNING_PARAMS", str(reason))
    return MODULE_NOT_FOUND


def _basics(method: str, args: Any) -> Wish | Answer:
    if method != "sign":
        return failed(BASICS, "INVOCATION_ERROR", f"no such method: {method}")
    if not isinstance(args, dict):
        raise _Unfit("args must be an object")
    how, who, data = args.get("signingParams") or {}, args.get("signerParams") or {}, args.get("data")
    if args.get("format") != "cms" or _is_on(how.get("digested")):
        raise _Unfit("the training environment signs whole documents as CMS only")
    documents = data if isinstance(data, list) else [data]
    return Wish(
        module=BASICS,
        documents=tuple(_bytes(each, is_base64=_is_on(how.get("decode"))) for each in documents),
        storages=_storages(args.get("allowedStorages")),
        purposes=tuple(who.get("extKeyUsageOids") or ()),
        iin=who.get("iin") or "",
        bin=who.get("bin") or "",
        is_attached=_is_on(how.get("encapsulate")),
        allows_expired=_is_on(how.get("allowExpired")),
        allows_revoked=_is_on(how.get("allowRevoked")),
        was_list=isinstance(data, list),
    )


def _common_utils(method: str, args: list[Any]) -> Wish | Answer:
    if method == "getActiveTokens":  # no token is plugged in; key files are always there and are not named
        return done(Wish(COMMON_UTILS), [])
    if method == "changeLocale":
        return done(Wish(COMMON_UTILS), None)
    if method == "getKeyInfo" and len(args) == 1:
        return Wish(COMMON_UTILS, storages=_storages(args), wants_key_info=True)
    if method in _SIGNS and len(args) == 4:
        storage, key_type, data, is_attached = args
        return Wish(
            COMMON_UTILS,
            documents=(_bytes(data, is_base64=True),),
            storages=_storages([storage]),
            key_type=key_type if key_type in {"SIGNATURE", "AUTHENTICATION"} else "",
            is_attached=_is_on(is_attached),
        )
    raise _Unfit("java.lang.IllegalArgumentException: argument type mismatch")


def _storages(named: Any) -> tuple[str, ...]:
    """All of them when the page names none."""
    if not named:
        return tuple(STORAGES)
    if not isinstance(named, list) or not set(named) <= STORAGES.keys():
        raise _Unfit(f"unknown storage: {named}")
    return tuple(named)


def _bytes(data: Any, *, is_base64: bool) -> bytes:
    if not isinstance(data, str) or not data:
        raise _Unfit("there is nothing to sign")
    try:
        content = b64decode("".join(data.split()), validate=True) if is_base64 else data.encode()
    except ValueError as error:
        raise _Unfit("the data is not base64") from error
    if len(content) > MOST_BYTES:
        raise _Unfit("the document is too large")
    return content


def _is_on(value: Any) -> bool:
    """Pages send true, and some the word «true»."""
    return value is True or value == "true"
