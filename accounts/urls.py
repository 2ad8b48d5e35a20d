from django.urls import path

from accounts.views import entrance, me, people, photo

app_name = "accounts"
urlpatterns = [
    path("people/", people.people, name="people"),
    path("names/", people.names, name="names"),
    path("people/<slug:handle>/", people.person, name="person"),
    path("people/<slug:handle>/photo/<slug:version>", photo.photo, name="photo"),
    path("me/", me.profile, name="me"),
    path("me/photo/", me.set_photo, name="set_photo"),
    path("me/photo/remove/", me.remove_photo, name="remove_photo"),
    path("me/settings/", me.preferences, name="settings"),
    path("me/security/", me.security, name="security"),
    path("accounts/sessions/", entrance.sessions, name="sessions"),
    path("accounts/sessions/end-others/", entrance.end_other_sessions, name="end_other_sessions"),
    path("accounts/sessions/<int:pk>/end/", entrance.end_session, name="end_session"),
    path("accounts/first-password/<str:token>/", entrance.first_password, name="first_password"),
    path("welcome/<str:token>/", entrance.welcome, name="welcome"),
]
