from django.urls import path

from posts.views import (
    arrivals,
    community,
    deleting,
    drafts,
    editing,
    files,
    gestures,
    helping,
    home,
    marks,
    publishing,
    replying,
    thread,
)

app_name = "posts"
urlpatterns = [
    path("", home.home, name="home"),
    path("communities/<slug:slug>/", community.community, name="community"),
    path("posts/<int:pk>/", thread.post, name="post"),
    path("replies/<int:pk>/", thread.reply_permalink, name="reply_permalink"),
    path("posts/seen/", marks.seen, name="seen"),
    path("posts/news/", marks.news, name="news"),
    path("posts/<int:pk>/news/", arrivals.news, name="thread_news"),
    path("read/", marks.mark_read, name="mark_read"),
    # Writing
    path("posts/new/", publishing.compose, name="compose"),
    path("communities/<slug:slug>/posts/", publishing.publish, name="publish"),
    path("posts/<int:pk>/reply/", replying.reply_box, name="reply_box"),
    path("posts/<int:pk>/replies/", replying.reply, name="reply"),
    path("posts/<int:pk>/edit/", editing.edit, name="edit"),
    path("replies/<int:pk>/edit/", editing.edit_of_reply, name="edit_reply"),
    path("posts/<int:pk>/history/", editing.history, name="history"),
    path("replies/<int:pk>/history/", editing.history_of_reply, name="reply_history"),
    path("posts/<int:pk>/delete/", deleting.delete, name="delete"),
    path("replies/<int:pk>/delete/", deleting.delete_of_reply, name="delete_reply"),
    # Gestures
    path("posts/<int:pk>/reactions/", gestures.react, name="react"),
    path("replies/<int:pk>/reactions/", gestures.react_to_reply, name="react_reply"),
    path("replies/<int:pk>/accept/", gestures.accept, name="accept"),
    path("posts/<int:pk>/unaccept/", gestures.unaccept, name="unaccept"),
    path("posts/<int:pk>/follow/", gestures.follow, name="follow"),
    path("posts/<int:pk>/pin/", gestures.pin, name="pin"),
    # While one types
    path("posts/preview/", helping.preview, name="preview"),
    path("communities/<slug:slug>/mentionable/", helping.mentionable, name="mentionable"),
    path("posts/<int:pk>/mentionable/", helping.mentionable_in_thread, name="mentionable_in_thread"),
    path("drafts/", drafts.drafts, name="drafts"),
    path("drafts/save/", drafts.save, name="save_draft"),
    path("drafts/<int:pk>/discard/", drafts.discard, name="discard_draft"),
    path("files/", files.upload, name="upload"),
    path("files/<slug:key>/", files.file, name="file"),
]
