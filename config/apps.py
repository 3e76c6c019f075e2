"""Composition: the only place that knows all apps, so that lower ones need not know higher ones."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "config"

    def ready(self) -> None:
        from centers.actions import after_change
        from registry.refresh import refresh as derive

        after_change(derive)
