from django.urls import path

from communities import views

app_name = "communities"
urlpatterns = [
    path("communities/", views.directory, name="directory"),
]
