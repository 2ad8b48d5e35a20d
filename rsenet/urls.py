"""Every address of the product: which room answers where."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from rsenet.styleguide.views import styleguide

urlpatterns = [
    path("", include("communities.urls")),  # before posts: a community’s feed has any slug but "new"
    path("", include("posts.urls")),
    path("", include("notifications.urls")),
    path("", include("pulse.urls")),
    path("", include("animation.urls")),
    path("", include("accounts.urls")),
    path("accounts/", include("allauth.urls")),
    path("styleguide/", styleguide, name="styleguide"),
    path(settings.ADMIN_PATH, admin.site.urls),
    path("", include("core.urls")),
]
handler400 = "core.errors.bad_request"
handler403 = "core.errors.forbidden"
handler429 = "core.errors.too_many"  # allauth asks for it
handler404 = "core.errors.not_found"
handler500 = "core.errors.server_error"
