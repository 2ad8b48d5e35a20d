"""A future member reads one sentence, alone, and says whether they know why they would come."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from communities.actions import answer_reading
from communities.life_forms import ReadingForm
from communities.models import PurposeReading
from core.http import Request, done, page


@require_http_methods(["GET", "HEAD", "POST"])
def reading(request: Request, pk: int) -> HttpResponse:
    """Only who was asked; it says the sentence and who asks, nothing else of what is prepared."""
    mine = PurposeReading.objects.filter(reader=request.user).select_related("community", "asked_by")
    found = get_object_or_404(mine, pk=pk)
    form = ReadingForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        answer_reading(request.user, found, **form.cleaned_data)
        messages.success(request, _("Thank you: your answer helps to make the sentence precise."))
        return done(request, to="posts:home")
    context = {"here": "", "reading": found, "form": form}
    return page(request, "communities/reading.html", context, status=422 if form.is_bound else 200)
