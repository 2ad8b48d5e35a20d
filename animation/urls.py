from django.urls import path

from animation.views import moving, planning, previewing, seeding, signing

app_name = "animation"
urlpatterns = [
    path("communities/<slug:slug>/seeding/", seeding.seeding, name="seeding"),
    path("communities/<slug:slug>/calendar/", seeding.month, name="calendar"),
    path("communities/<slug:slug>/preview/", previewing.preview, name="preview"),
    path("communities/<slug:slug>/seeding/new/", planning.plan, name="plan"),
    path("communities/<slug:slug>/seeding/<int:pk>/", planning.planned, name="planned"),
    path("communities/<slug:slug>/seeding/<int:pk>/move/", moving.move, name="move"),
    path("communities/<slug:slug>/seeding/<int:pk>/unschedule/", moving.unschedule, name="unschedule"),
    path("communities/<slug:slug>/seeding/<int:pk>/publish/", moving.publish, name="publish"),
    path("communities/<slug:slug>/seeding/<int:pk>/discard/", moving.discard, name="discard"),
    path("signatures/", signing.signatures, name="signatures"),
    path("signatures/<int:pk>/agree/", signing.agree, name="agree"),
    path("signatures/<int:pk>/decline/", signing.decline, name="decline"),
]
