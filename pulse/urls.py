from django.urls import path

from pulse import views

app_name = "pulse"
urlpatterns = [
    path("communities/<slug:slug>/pulse/", views.answer, name="answer"),
    path("roadmap/", views.roadmap, name="roadmap"),
    path("measured/", views.measured, name="measured"),
]
