"""
What every address answers to everybody. A line tells the address, the object it is about and the method;
then one answer per person:

    ok    the page or the data
    on    a redirect to another page of the portal
    in    a redirect to the door
    400…  refused; 403 the role does not allow it, 404 it is not theirs to know of, 401 no token;
          400, 409 and 422 mean that the person was let in and what was sent was not enough,
          503 that they were and the population register, which nobody started here, did not answer

A HEAD is answered as a GET. A method without a line is answered 405 (before the door: `in`, or 401 by the API).
"""

from dataclasses import dataclass

PEOPLE = (
    "anonymous", "owner", "other", "executor", "oso", "both_executor", "both_oso", "director", "foreign",
    "dismissed", "ministry",
)  # fmt: skip
WHO = {
    "anonymous": "anonymous",
    "owner": "the parent who applied",
    "other": "another parent",
    "executor": "executor",
    "oso": "school passport officer",
    "both_executor": "executor and passport officer, acting as executor",
    "both_oso": "executor and passport officer, acting as passport officer",
    "director": "director",
    "foreign": "director of another school",
    "dismissed": "employee who was dismissed",
    "ministry": "officer of the ministry",
}

# The object is an application of the owner at the school in this status; "-": none; "crossed": the signing of
# one application under the address of another; "employee" works at the school, "candidate" was asked for consent;
# "paper" is a draft that the executor copies from paper for the owner, "arrived_on_paper" one that was registered,
# "applicant" has agreed to that by 1414.
#                              object       method  anon  owner other exec  oso   ex/o  o/ex  dir   dir2  gone  min
PAGES = """
home                           -            GET     ok    on    on    on    on    on    on    on    on    on    on
admissions:from-egov           -            GET     in    on    on    on    on    on    on    on    on    on    on
core:language                  -            GET     on    on    on    on    on    on    on    on    on    on    on
core:help                      -            GET     ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
core:components                -            GET     404   404   404   404   404   404   404   404   404   404   404
health-live                    -            GET     ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
health-ready                   -            GET     ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
schema                         -            GET     ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
staff:sign-in                  -            GET     on    on    on    on    on    on    on    on    on    on    on
staff:callback                 -            GET     400   400   400   400   400   400   400   400   400   400   400
staff:sign-out                 -            POST    in    on    on    on    on    on    on    on    on    on    on
staff:consent                  -            GET     in    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
staff:consent                  -            POST    in    503   503   503   503   503   503   503   503   503   503
staff:consent-state            -            GET     in    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
staff:consent-revoke           candidate    GET     in    404   404   404   404   404   404   404   404   404   404
staff:consent-revoke           candidate    POST    in    404   404   404   404   404   404   404   404   404   404
staff:switch-role              -            GET     in    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
staff:switch-role              -            POST    in    403   403   403   403   403   403   403   403   403   403
staff:profile                  -            GET     in    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
staff:list                     -            GET     in    403   403   403   403   403   403   ok    ok    403   403
staff:organisation             -            GET     in    403   403   ok    ok    ok    ok    ok    ok    403   403
staff:organisation             -            POST    in    403   403   403   403   403   403   422   422   403   403
staff:office-day               -            GET     in    403   403   403   403   403   403   ok    ok    403   403
staff:office-day               -            POST    in    403   403   403   403   403   403   422   422   403   403
staff:office-day-remove        office_day   POST    in    403   403   403   403   403   403   on    404   403   403
staff:add                      -            GET     in    403   403   403   403   403   403   ok    ok    403   403
staff:add                      -            POST    in    403   403   403   403   403   403   422   422   403   403
staff:candidate                candidate    GET     in    403   403   403   403   403   403   ok    404   403   403
staff:candidate                candidate    POST    in    403   403   403   403   403   403   on    404   403   403
staff:candidate-state          candidate    GET     in    403   403   403   403   403   403   ok    404   403   403
staff:candidate-again          candidate    POST    in    403   403   403   403   403   403   on    404   403   403
staff:candidate-profile        candidate    GET     in    403   403   403   403   403   403   503   404   403   403
staff:candidate-profile        candidate    POST    in    403   403   403   403   403   403   503   404   403   403
staff:employee                 employee     GET     in    403   403   403   403   403   403   ok    404   403   403
staff:employee                 employee     POST    in    403   403   403   403   403   403   422   404   403   403
staff:dismiss                  employee     GET     in    403   403   403   403   403   403   ok    404   403   403
staff:dismiss                  employee     POST    in    403   403   403   403   403   403   on    404   403   403
limits:list                    -            GET     in    403   403   403   ok    403   ok    ok    ok    403   403
limits:add                     -            GET     in    403   403   403   ok    403   ok    ok    ok    403   403
limits:add                     -            POST    in    403   403   403   422   403   422   422   422   403   403
limits:preview                 -            GET     in    403   403   403   ok    403   ok    ok    ok    403   403
limits:edit                    -            GET     in    403   403   403   ok    403   ok    ok    ok    403   403
limits:edit                    -            POST    in    403   403   403   422   403   422   422   422   403   403
limits:nobd                    -            GET     in    403   403   403   ok    403   ok    ok    ok    403   403
limits:nobd                    -            POST    in    403   403   403   503   403   503   503   503   403   403
limits:decide                  -            POST    in    403   403   403   on    403   on    on    on    403   403
microdistrict:list             -            GET     in    403   403   403   ok    403   ok    ok    ok    403   403
microdistrict:check            -            GET     in    403   403   403   ok    403   ok    ok    ok    403   403
microdistrict:history          -            GET     in    403   403   403   ok    403   ok    ok    ok    403   403
microdistrict:add              -            GET     in    403   403   403   ok    403   ok    ok    ok    403   403
microdistrict:add              -            POST    in    403   403   403   422   403   422   422   422   403   403
microdistrict:street           -            GET     in    403   403   403   ok    403   ok    ok    ok    403   403
microdistrict:street           -            POST    in    403   403   403   422   403   422   422   422   403   403
microdistrict:refresh          -            GET     in    403   403   403   on    403   on    on    on    403   403
microdistrict:refresh          -            POST    in    403   403   403   on    403   on    on    on    403   403
microdistrict:detach           -            POST    in    403   403   403   on    403   on    on    on    403   403
microdistrict:restore          -            POST    in    403   403   403   on    403   on    on    on    403   403
admissions:lookup              -            GET     ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
admissions:check-ask           -            GET     ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
admissions:school              -            GET     ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
admissions:check               -            GET     ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
admissions:lookup-streets      -            GET     ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
admissions:notifications       -            GET     in    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
admissions:notifications       -            POST    in    on    on    on    on    on    on    on    on    on    on

admissions:mine                -            GET     in    ok    ok    403   403   403   403   403   403   ok    403
admissions:draft-start         -            GET     in    503   503   403   403   403   403   403   403   503   403
admissions:draft-start         -            POST    in    503   503   403   403   403   403   403   403   503   403
admissions:application         draft        GET     in    on    404   403   403   403   403   403   403   404   403
admissions:application         on_review    GET     in    ok    404   403   403   403   403   403   403   404   403
admissions:application         accepted     GET     in    ok    404   403   403   403   403   403   403   404   403
admissions:draft-school        draft        GET     in    ok    404   403   403   403   403   403   403   404   403
admissions:draft-school        draft        POST    in    422   404   403   403   403   403   403   403   404   403
admissions:draft-details       draft        GET     in    ok    404   403   403   403   403   403   403   404   403
admissions:draft-details       draft        POST    in    422   404   403   403   403   403   403   403   404   403
admissions:draft-documents     draft        GET     in    ok    404   403   403   403   403   403   403   404   403
admissions:draft-documents     draft        POST    in    on    404   403   403   403   403   403   403   404   403
admissions:draft-check         draft        GET     in    ok    404   403   403   403   403   403   403   404   403
admissions:draft-check         draft        POST    in    422   404   403   403   403   403   403   403   404   403
admissions:draft-delete        draft        GET     in    ok    404   403   403   403   403   403   403   404   403
admissions:draft-delete        draft        POST    in    on    404   403   403   403   403   403   403   404   403
admissions:draft-delete        on_review    GET     in    on    404   403   403   403   403   403   403   404   403
admissions:draft-delete        on_review    POST    in    on    404   403   403   403   403   403   403   404   403
admissions:withdraw            on_review    GET     in    ok    404   403   403   403   403   403   403   404   403
admissions:withdraw            on_review    POST    in    on    404   403   403   403   403   403   403   404   403
admissions:notice-pdf          accepted     GET     in    ok    404   403   403   403   403   403   403   404   403
admissions:document            draft        GET     in    ok    404   404   403   404   403   404   404   404   403
admissions:document            on_review    GET     in    ok    404   ok    403   ok    403   ok    404   404   403
admissions:document            on_signing   GET     in    ok    404   ok    403   ok    403   ok    404   404   403
admissions:document            accepted     GET     in    ok    404   404   403   404   403   ok    404   404   403
admissions:document-page       draft        GET     in    ok    404   404   403   404   403   404   404   404   403
admissions:document-page       on_review    GET     in    ok    404   ok    403   ok    403   ok    404   404   403
admissions:document-page       on_signing   GET     in    ok    404   ok    403   ok    403   ok    404   404   403
admissions:document-page       accepted     GET     in    ok    404   404   403   404   403   ok    404   404   403

admissions:start               -            GET     in    403   403   ok    ok    ok    ok    ok    ok    403   403
admissions:unprocessed         -            GET     in    403   403   ok    403   ok    403   ok    ok    403   403
admissions:processed           -            GET     in    403   403   403   403   403   403   ok    ok    403   403
admissions:card                draft        GET     in    403   403   404   403   404   403   404   404   403   403
admissions:card                on_review    GET     in    403   403   ok    403   ok    403   ok    404   403   403
admissions:card                on_signing   GET     in    403   403   ok    403   ok    403   ok    404   403   403
admissions:card                accepted     GET     in    403   403   404   403   404   403   ok    404   403   403
admissions:card                withdrawn    GET     in    403   403   404   403   404   403   ok    404   403   403
admissions:accept              on_review    POST    in    403   403   on    403   on    403   on    404   403   403
admissions:accept              draft        POST    in    403   403   404   403   404   403   404   404   403   403
admissions:refuse              on_review    GET     in    403   403   ok    403   ok    403   ok    404   403   403
admissions:refuse              on_review    POST    in    403   403   422   403   422   403   422   404   403   403
admissions:return              on_signing   GET     in    403   403   403   403   403   403   ok    404   403   403
admissions:return              on_signing   POST    in    403   403   403   403   403   403   422   404   403   403
admissions:sign                on_signing   GET     in    403   403   403   403   403   403   on    on    403   403
admissions:sign                on_signing   POST    in    403   403   403   403   403   403   on    404   403   403
admissions:sign                draft        GET     in    403   403   403   403   403   403   on    on    403   403
admissions:sign                draft        POST    in    403   403   403   403   403   403   404   404   403   403
admissions:keep-filter         -            POST    in    403   403   404   403   404   403   404   404   403   403
admissions:forget-filter       kept_filter  POST    in    403   403   404   403   404   403   on    404   403   403
admissions:ask-export          -            POST    in    403   403   404   403   404   403   404   404   403   403
admissions:export              export       GET     in    403   403   404   403   404   403   ok    404   403   403
admissions:export-state        export       GET     in    403   403   404   403   404   403   ok    404   403   403
admissions:export-file         export       GET     in    403   403   404   403   404   403   410   404   403   403
admissions:sign-several        -            GET     in    403   403   403   403   403   403   on    on    403   403
admissions:sign-several        -            POST    in    403   403   403   403   403   403   422   422   403   403
admissions:signing             on_signing   GET     in    403   403   403   403   403   403   ok    404   403   403
admissions:signing-state       on_signing   GET     in    403   403   403   403   403   403   ok    404   403   403
admissions:signing-cancel      on_signing   POST    in    403   403   403   403   403   403   on    404   403   403
admissions:signature           on_signing   POST    in    403   403   403   403   403   403   409   404   403   403
admissions:signature           crossed      POST    in    403   403   403   403   403   403   404   404   403   403
admissions:application-pdf     draft        GET     in    404   404   404   403   404   403   404   404   404   403
admissions:application-pdf     on_review    GET     in    ok    404   ok    403   ok    403   ok    404   404   403
admissions:application-pdf     accepted     GET     in    ok    404   404   403   404   403   ok    404   404   403
admissions:decision-pdf        on_signing   GET     in    403   403   ok    403   ok    403   ok    404   403   403
admissions:decision-pdf        accepted     GET     in    403   403   404   403   404   403   ok    404   403   403
admissions:card-notice-pdf     on_signing   GET     in    403   403   ok    403   ok    403   ok    404   403   403
admissions:card-notice-pdf     accepted     GET     in    403   403   404   403   404   403   ok    404   403   403

admissions:paper               -            GET     in    403   403   ok    403   ok    403   ok    ok    403   403
admissions:paper-new           -            GET     in    403   403   ok    403   ok    403   ok    ok    403   403
admissions:paper-new           -            POST    in    403   403   422   403   422   403   422   422   403   403
admissions:paper-consent       applicant    GET     in    403   403   ok    403   ok    403   ok    404   403   403
admissions:paper-consent       applicant    POST    in    403   403   on    403   on    403   on    404   403   403
admissions:paper-consent-state applicant    GET     in    403   403   ok    403   ok    403   ok    404   403   403
admissions:paper-consent-again applicant    POST    in    403   403   on    403   on    403   on    404   403   403
admissions:paper-child         applicant    GET     in    403   403   ok    403   ok    403   ok    404   403   403
admissions:paper-child         applicant    POST    in    403   403   422   403   422   403   422   404   403   403
admissions:paper-details       paper        GET     in    403   403   ok    403   404   403   404   404   403   403
admissions:paper-details       paper        POST    in    403   403   422   403   404   403   404   404   403   403
admissions:paper-details       draft        GET     in    403   403   404   403   404   403   404   404   403   403
admissions:paper-documents     paper        GET     in    403   403   ok    403   404   403   404   404   403   403
admissions:paper-documents     paper        POST    in    403   403   on    403   404   403   404   404   403   403
admissions:paper-check         paper        GET     in    403   403   ok    403   404   403   404   404   403   403
admissions:paper-check         paper        POST    in    403   403   422   403   404   403   404   404   403   403
admissions:paper-delete        paper        GET     in    403   403   ok    403   404   403   404   404   403   403
admissions:paper-delete        paper        POST    in    403   403   on    403   404   403   404   404   403   403
admissions:paper-receipt       paper        GET     in    403   403   on    403   404   403   404   404   403   403
admissions:paper-receipt       arrived_on_paper GET  in    403   403   ok    403   404   403   404   404   403   403
admissions:paper-receipt-pdf   paper        GET     in    403   403   404   403   404   403   404   404   403   403
admissions:paper-receipt-pdf   arrived_on_paper GET  in    403   403   ok    403   ok    403   ok    404   403   403
admissions:paper-receipt-pdf   on_review    GET     in    403   403   404   403   404   403   404   404   403   403
admissions:application         paper        GET     in    404   404   403   403   403   403   403   403   404   403
admissions:draft-check         paper        GET     in    404   404   403   403   403   403   403   403   404   403
admissions:document            paper        GET     in    404   404   ok    403   404   403   404   404   404   403
admissions:document-page       paper        GET     in    404   404   ok    403   404   403   404   404   404   403

admissions:phone-api-1         on_signing   GET     ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
admissions:phone-api-2         on_signing   GET     403   403   403   403   403   403   403   403   403   403   403
admissions:phone-api-2         on_signing   HEAD    405   405   405   405   405   405   405   405   405   405   405
admissions:phone-api-2         on_signing   PUT     403   403   403   403   403   403   403   403   403   403   403

api:schools                    -            GET     400   400   400   400   400   400   400   400   400   401   400
api:streets                    -            GET     400   400   400   400   400   400   400   400   400   401   400
api:applications               -            GET     401   ok    ok    ok    403   ok    403   ok    ok    401   ok
api:applications               -            POST    401   400   400   400   400   400   400   400   400   401   400
api:application                draft        GET     401   ok    404   404   403   404   403   404   404   401   404
api:application                on_review    GET     401   ok    404   ok    403   ok    403   ok    404   401   404
api:application                accepted     GET     401   ok    404   404   403   404   403   ok    404   401   404
api:why                        draft        GET     401   ok    404   404   403   404   403   404   404   401   404
api:why                        on_review    GET     401   ok    404   ok    403   ok    403   ok    404   401   404
api:why                        accepted     GET     401   ok    404   404   403   404   403   ok    404   401   404
api:papers                     draft        POST    401   400   400   400   400   400   400   400   400   401   400
api:submit                     draft        POST    401   400   400   400   400   400   400   400   400   401   400
api:accept                     on_review    POST    401   403   403   ok    403   ok    403   ok    404   401   403
api:accept                     on_signing   POST    401   403   403   409   403   409   403   409   404   401   403
api:refuse                     on_review    POST    401   400   400   400   400   400   400   400   400   401   400
api:limits                     -            GET     401   403   403   403   ok    403   ok    ok    ok    401   403
api:limit                      -            GET     401   403   403   403   ok    403   ok    ok    ok    401   403
api:limit                      -            PUT     401   403   403   403   400   403   400   400   400   401   403
api:load-limits                -            POST    401   403   403   403   503   403   503   503   503   401   403
api:queue                      -            GET     401   403   403   ok    403   ok    403   ok    ok    401   403
"""

# The administration: everybody but the ministry stands before its door (`on`, then 403) whatever the page.
ADDED = {
    "staff_school", "staff_membership", "limits_schoolyear", "admissions_campaign", "calendar_specialday",
    "staff_educationdepartment",
}  # fmt: skip
CHANGED = {*ADDED, "staff_person"}
DELETED = {"calendar_specialday", "staff_educationdepartment"}


@dataclass(frozen=True)
class Line:
    route: str
    object: str
    method: str
    answers: dict[str, str]


def lines(table: str = PAGES) -> list[Line]:
    found = []
    for row in table.splitlines():
        if row.strip():
            route, about, method, *answers = row.split()
            found.append(Line(route, about, method, dict(zip(PEOPLE, answers, strict=True))))
    return found
