from django.urls import URLPattern

app_name = "animation"
urlpatterns: list[URLPattern] = []
