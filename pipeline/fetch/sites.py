"""Hosts and their turns: one request at a time, with a pause after each."""

import asyncio
import contextlib
from collections.abc import AsyncIterator


class Site:
    """One host; ``slots`` are the hosts that may be asked at the same time."""

    def __init__(self, delay: float, slots: asyncio.Semaphore) -> None:
        self.delay = delay
        self._slots = slots
        self._lock = asyncio.Lock()
        self._ready = 0.0  # by the clock of the event loop

    @contextlib.asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Wait until the host may be asked, and keep others waiting meanwhile."""
        async with self._lock:
            await asyncio.sleep(max(0.0, self._ready - asyncio.get_running_loop().time()))
            async with self._slots:
                try:
                    yield
                finally:
                    self.pause(self.delay)

    def pause(self, seconds: float) -> None:
        """Let nobody ask for so long."""
        self._ready = max(self._ready, asyncio.get_running_loop().time() + seconds)
