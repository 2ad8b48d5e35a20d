"""What every page of the administration has in common."""

from django.contrib import admin
from django.contrib.admin.utils import get_fields_from_path
from django.db.models import DateField
from django.http import HttpRequest


class NarrowAdmin(admin.ModelAdmin):
    """Its address asks for what its filters offer and for nothing else: Django would let `?password__startswith=` read
    a hash letter by letter, and `?purpose__contains=` a secret community (R-AZ-11, R-PR-05)."""

    view_on_site = False

    def lookup_allowed(self, lookup: str, value: object, request: HttpRequest) -> bool:
        filters = self.get_list_filter(request)
        offered = [field for field in filters if isinstance(field, str)]
        named = [str(getattr(each, "parameter_name", "")) for each in filters if not isinstance(each, str)]
        dates = [field for field in offered if isinstance(get_fields_from_path(self.model, field)[-1], DateField)]
        dates += [self.date_hierarchy] if self.date_hierarchy else []
        return lookup in {
            *named,
            *(f"{field}__{how}" for field in offered for how in ("exact", "id__exact", "isnull")),
            *(f"{field}__{how}" for field in dates for how in ("year", "month", "day", "gte", "lt")),
        }
