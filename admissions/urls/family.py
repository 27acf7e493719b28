"""Pages of the family, and the papers that the school opens as well."""

from django.urls import path

from admissions.views import files, issued
from admissions.views.family import application, check, child, details, documents, mine, school

urlpatterns = [
    path("my/", mine.mine, name="mine"),
    path("my/new/", child.start, name="draft-start"),
    path("my/<uuid:uuid>/", application.application, name="application"),
    path("my/<uuid:uuid>/school/", school.choose, name="draft-school"),
    path("my/<uuid:uuid>/details/", details.tell, name="draft-details"),
    path("my/<uuid:uuid>/documents/", documents.papers, name="draft-documents"),
    path("my/<uuid:uuid>/check/", check.check, name="draft-check"),
    path("my/<uuid:uuid>/delete/", mine.delete_draft, name="draft-delete"),
    path("my/<uuid:uuid>/withdraw/", application.withdraw, name="withdraw"),
    path("my/<uuid:uuid>/notice.pdf", application.notice, name="notice-pdf"),
    path("applications/<uuid:uuid>/application.pdf", issued.application, name="application-pdf"),
    path("documents/<uuid:uuid>/", files.document, name="document"),
    path("documents/<uuid:uuid>/page.jpg", files.document_page, name="document-page"),
]
