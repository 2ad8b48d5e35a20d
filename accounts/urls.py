from django.urls import path

from accounts import views

app_name = "accounts"
urlpatterns = [
    path("people/", views.people, name="people"),
    path("people/<slug:handle>/", views.person, name="person"),
]
