from django.urls import path

from posts.views import community, home, marks, thread

app_name = "posts"
urlpatterns = [
    path("", home.home, name="home"),
    path("communities/<slug:slug>/", community.community, name="community"),
    path("posts/<int:pk>/", thread.post, name="post"),
    path("posts/<int:pk>/reply/", thread.reply_box, name="reply_box"),
    path("replies/<int:pk>/", thread.reply_permalink, name="reply_permalink"),
    path("posts/seen/", marks.seen, name="seen"),
    path("posts/news/", marks.news, name="news"),
    path("read/", marks.mark_read, name="mark_read"),
]
