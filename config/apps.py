"""Composition: the only place that knows all apps, so that lower ones need not know higher ones."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "config"

    def ready(self) -> None:
        from analytics.jobs import follow
        from centers.actions import after_change
        from config import formats  # noqa: F401  puts the regions' formats where Django looks for them
        from registry.refresh import refresh as derive
        from registry.reminders import remind

        after_change(derive)
        after_change(remind)
        after_change(follow)  # facts rest on derived values too: after them
