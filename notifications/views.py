"""What concerns me."""

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from core.http import Request, page
from notifications.models import Notification


@require_GET
def notifications(request: Request) -> HttpResponse:
    rows = list(Notification.objects.visible_to(request.user).order_by("-updated_at", "-id")[:30])
    return page(request, "notifications/notifications.html", {"notifications": rows})
