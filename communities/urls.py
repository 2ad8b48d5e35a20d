from django.urls import path

from communities import views

app_name = "communities"
urlpatterns = [
    path("communities/", views.directory, name="directory"),
    path("communities/<slug:slug>/about/", views.about, name="about"),
    path("communities/<slug:slug>/join/", views.join, name="join"),
    path("communities/<slug:slug>/leave/", views.leave, name="leave"),
    path("communities/<slug:slug>/members/", views.members, name="members"),
    path("communities/<slug:slug>/members/<slug:handle>/", views.member, name="member"),
    path("communities/<slug:slug>/members/<slug:handle>/role/", views.role, name="role"),
    path("communities/<slug:slug>/members/<slug:handle>/hand-over/", views.hand_over, name="hand_over"),
    path("communities/<slug:slug>/members/<slug:handle>/remove/", views.remove, name="remove"),
    path("communities/<slug:slug>/settings/", views.settings, name="settings"),
    path("communities/<slug:slug>/settings/visibility/", views.visibility, name="visibility"),
    path("communities/<slug:slug>/archive/", views.archive, name="archive"),
    path("communities/<slug:slug>/extend/", views.extend, name="extend"),
    path("communities/<slug:slug>/reopen/", views.reopen, name="reopen"),
    path("communities/<slug:slug>/invitations/", views.invitations, name="invitations"),
    path("communities/<slug:slug>/invitations/<int:pk>/revoke/", views.revoke, name="revoke"),
    path("invitations/open/", views.held, name="held"),
    path("invitations/declined/", views.declined, name="declined"),
    path("invitations/<str:key>/", views.invitation, name="invitation"),
    path("invitations/<str:key>/accept/", views.accept, name="accept"),
    path("invitations/<str:key>/decline/", views.decline, name="decline"),
    path("invitations/<str:key>/unsubscribe/", views.unsubscribe, name="unsubscribe"),
]
