from django.utils.translation import gettext_lazy as _

from centers.journal import journaled

from ..fields import partial_date, text
from .base import Entry


@journaled()
class Trial(Entry):
    """Participation in one trial (clinical.md 2.13). `registry_id` is its public number, as NCT04181970."""

    when = "start_date"

    registry_id = text(_("trial number"), 40)
    start_date, start_date_precision = partial_date(_("start"))
    arm = text(_("arm"))

    class Meta:
        verbose_name = _("trial")
        verbose_name_plural = _("trials")
