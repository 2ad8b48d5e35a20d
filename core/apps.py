from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig, apps


class CoreConfig(AppConfig):
    name = "core"

    def ready(self) -> None:
        """Let every room hear the facts of the rooms below, and add its part to the shell, to lower pages, to gates."""
        for config in apps.get_app_configs():
            for part in ("subscribers", "shell", "panels", "criteria"):
                name = f"{config.name}.{part}"
                if config.name in ROOMS and find_spec(name):
                    import_module(name)


ROOMS = ("accounts", "communities", "posts", "notifications", "pulse", "animation")
