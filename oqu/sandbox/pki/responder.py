"""OCSP of the test authority: one certificate asked about, one answer, in the shape of the national responder."""

from datetime import datetime, timedelta

from asn1crypto import ocsp
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from oqu.sandbox.pki.private_keys import PrivateKey

REVOKED_BEFORE = timedelta(hours=1)


def certificate_in(question: bytes) -> ocsp.CertId:
    """
    Which certificate is asked about.

    :raises ValueError: not a request about one certificate
    """
    try:
        [request] = ocsp.OCSPRequest.load(question, strict=True)["tbs_request"]["request_list"]
        asked = request["req_cert"]
        asked.native  # noqa: B018  the parser is lazy: whatever is broken inside breaks here
    except (TypeError, KeyError) as error:
        raise ValueError("not a request") from error
    return asked


def answer(
    asked: ocsp.CertId, status: str, responder: x509.Certificate, key: PrivateKey, *, now: datetime
) -> bytes:
    """
    Without an end of its own, by a delegated certificate that stands inside.

    :param status: good, revoked or unknown
    """
    certificate = asn1.Certificate.load(responder.public_bytes(Encoding.DER))
    moment = now.replace(microsecond=0)
    when = {"revocation_time": moment - REVOKED_BEFORE, "revocation_reason": "key_compromise"}
    single = {
        "cert_id": asked,
        "cert_status": ocsp.CertStatus(status, when if status == "revoked" else None),
        "this_update": moment,
    }
    body = ocsp.ResponseData(
        {
            "responder_id": ocsp.ResponderId("by_name", certificate.subject),
            "produced_at": moment,
            "responses": [single],
        }
    )
    basic = {
        "tbs_response_data": body,
        "signature_algorithm": key.signature_algorithm,
        "signature": key.sign(body.dump()),
        "certs": [certificate],
    }
    return _whole("successful", ocsp.BasicOCSPResponse(basic))


def refusal(reason: str) -> bytes:
    """`malformed_request`, `try_later`"""
    return _whole(reason, None)


def _whole(status: str, basic: ocsp.BasicOCSPResponse | None) -> bytes:
    response: dict[str, object] = {"response_status": status}
    if basic is not None:
        response["response_bytes"] = {"response_type": "basic_ocsp_response", "response": basic}
    der: bytes = ocsp.OCSPResponse(response).dump()
    return der
