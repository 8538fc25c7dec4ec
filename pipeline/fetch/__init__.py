"""From addresses on the web to files that ``extract`` reads; the only part of Readout that uses a network.

A page is saved as it came, with what is known of it beside it.  Sites are asked as they wish: ``robots.txt`` is obeyed,
a host gets one request at a time with a pause after it, and a page that has not changed is not sent again.

``addresses`` says what may be connected to, ``client`` makes one request, ``web`` follows redirects and tries again,
``robots`` and ``sites`` keep the manners, ``feeds`` and ``links`` read lists of pages, ``pages`` saves, ``ledger``
remembers, ``job`` does it for all.  Needs httpx and protego: ``pip install 'readout[fetch]'``.
"""

from pipeline.fetch.job import Summary, Wanted, run
from pipeline.fetch.options import Options

__all__ = ["Options", "Summary", "Wanted", "run"]
