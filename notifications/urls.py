from django.urls import path

from notifications import views

app_name = "notifications"
urlpatterns = [
    path("notifications/", views.notifications, name="notifications"),
    path("notifications/read/", views.read_all, name="read_all"),
    path("notifications/bell/", views.bell, name="bell"),
    path("notifications/<int:pk>/open/", views.open_, name="open"),
    path("notifications/<int:pk>/read/", views.read, name="read"),
    path("notifications/<int:pk>/unread/", views.unread, name="unread"),
    path("notifications/<int:pk>/follow/", views.follow, name="follow"),
]
