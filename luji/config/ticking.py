"""What goes on by itself every minute: matters follow the journal, clocks speak, e-mail leaves.

`luji serve` runs it in a thread of its own, `luji tick` once. Any number of them may run beside each other:
each batch is one transaction, and nobody is told twice. Needs Django set up on the home.
"""

from __future__ import annotations

import logging
import threading

from django.conf import settings
from django.db import DatabaseError, close_old_connections
from django.urls import reverse
from django.utils import timezone

from luji.record.evidence import actions as evidence
from luji.record.registers import registry
from luji.record.registers.pages import carrying
from luji.record.registers.work.following import catch_up as follow
from luji.record.registers.work.ringing import ring
from luji.record.workflow.mailing import send_due

EVERY = 60.0
LOG = logging.getLogger(__name__)


def catch_up() -> int:
    """Everything the journal holds seen to; how many entries there were."""
    found = registry.current()
    return sum(iter(lambda: follow(found), 0))


def tick() -> dict[str, int]:
    """Once round: entries followed, clocks looked at, messages sent, files nobody used cleared."""
    entries = catch_up()
    clocks = sum(iter(lambda: ring(registry.current(), timezone.now()), 0))
    mails = send_due(timezone.now(), address)
    files = evidence.clear(timezone.now()) + carrying.tidy()
    return {"entries": entries, "clocks": clocks, "mails": mails, "files": files}


def address(subject: str) -> str:
    """Where a record is to be found, with the site's own name before it when settings tell that."""
    name, _, row = subject.partition("/")
    return f"{settings.LUJI_SITE}{reverse('record', args=[name, int(row)])}"


def in_background(every: float = EVERY) -> threading.Event:
    """Tick in a thread until the event is set or the process ends."""
    over = threading.Event()
    threading.Thread(target=_go_on, args=(over, every), name="luji-tick", daemon=True).start()
    return over


def _go_on(over: threading.Event, every: float) -> None:
    while True:
        try:
            tick()
        except DatabaseError:  # locked for long, or being upgraded: the next minute comes
            LOG.warning("the tick was put off", exc_info=True)
        except Exception:  # a mistake of the program must not silence the clocks for ever
            LOG.exception("the tick failed")
        close_old_connections()
        if over.wait(every):
            return
