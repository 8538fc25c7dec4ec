"""What the user may choose, and what is the same for all."""

import re
from typing import NamedTuple

from pipeline.version import VERSION

AGENT = "readout"  # the name that robots.txt may give rules for
USER_AGENT = f"{AGENT}/{VERSION}"
MAX_WAIT = 300.0  # seconds; a site that asks for a longer pause is left for another run


class Options(NamedTuple):
    """How to fetch; times are in seconds."""

    delay: float = 1.0  # after each request to a host; robots.txt may ask for more
    hosts: int = 8  # that are asked at the same time
    timeout: float = 60.0  # for one request as a whole, however slowly it comes
    max_bytes: int = 20_000_000  # of one page, inflated
    redirects: int = 5
    retries: int = 3  # after the first try
    backoff: float = 1.0  # before the first retry; twice as long before each further one
    allow_private: bool = False
    match: re.Pattern[str] | None = None  # what of a feed or an index to take
    other_hosts: bool = False  # take an index's links to other hosts, too
