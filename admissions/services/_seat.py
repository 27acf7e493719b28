from admissions.models import Application
from limits import services as seats


def free_seat_of(application: Application) -> None:
    """Give the held seat back, if the application holds one. Locks the class limit."""
    if application.holds_seat:
        seats.release_seat(
            school_id=application.school_id,
            school_year=application.campaign.school_year_id,
            language=application.language,
            zone=application.zone,
        )
