from django.apps import AppConfig


class RsenetConfig(AppConfig):
    name = "rsenet"
    verbose_name = "RSEnet"
