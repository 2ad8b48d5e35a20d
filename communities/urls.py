from django.urls import path

from communities import views

app_name = "communities"
urlpatterns = [
    path("communities/", views.directory, name="directory"),
    path("communities/<slug:slug>/join/", views.join, name="join"),
    path("communities/<slug:slug>/leave/", views.leave, name="leave"),
]
