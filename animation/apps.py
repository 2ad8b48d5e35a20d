from django.apps import AppConfig


class AnimationConfig(AppConfig):
    name = "animation"
