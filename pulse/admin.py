"""Days off: administrators declare them, of the whole company or of one community. What people did is not here."""

from typing import Any, cast

from django.contrib import admin
from django.http import HttpRequest

from accounts.models import Person
from core.admin import NarrowAdmin
from pulse.actions import close_day, open_day
from pulse.models import Closure


@admin.register(Closure)
class ClosureAdmin(NarrowAdmin):
    list_display = ("day", "community")
    list_filter = ("community",)
    list_select_related = ("community",)
    date_hierarchy = "day"
    fields = ("day", "community")
    actions = None

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self._administers(request)

    def has_view_permission(self, request: HttpRequest, obj: Closure | None = None) -> bool:
        return self._administers(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self._administers(request)

    def has_change_permission(self, request: HttpRequest, obj: Closure | None = None) -> bool:
        """A day is off or it is not: taken away, declared again."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Closure | None = None) -> bool:
        return self._administers(request)

    def _administers(self, request: HttpRequest) -> bool:
        return bool(request.user.is_active and getattr(request.user, "is_staff", False))

    def save_model(self, request: HttpRequest, obj: Closure, form: Any, change: bool) -> None:
        obj.__dict__.update(close_day(cast(Person, request.user), obj.day, obj.community).__dict__)

    def delete_model(self, request: HttpRequest, obj: Closure) -> None:
        open_day(cast(Person, request.user), obj)
