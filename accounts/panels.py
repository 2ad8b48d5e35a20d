"""The pages about oneself; higher rooms add theirs (notifications, data)."""

from django.utils.translation import gettext_lazy as _

from core.panels import Tab, add_tab

add_tab("me", Tab("profile", "accounts:me", _("Profile"), order=10))
add_tab("me", Tab("settings", "accounts:settings", _("Settings"), order=20))
add_tab("me", Tab("security", "accounts:security", _("Security"), order=30))
