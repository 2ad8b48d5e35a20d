"""Who comes in: administrators, to read; what may be changed goes through the verbs."""

from typing import Any

from django.http import HttpRequest

from core.admin import NarrowAdmin


class AdministratorsOnly(NarrowAdmin):
    """Nothing is added, changed or deleted but by an action of the room."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.administers(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.administers(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def administers(self, request: HttpRequest) -> bool:
        return bool(request.user.is_active and getattr(request.user, "is_staff", False))
