"""The pages in a browser: what is seen, walked through with keys, corrected and downloaded; no serious barrier."""

import csv
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, sync_playwright

from models import Record, Report
from pipeline.evaluation.gold import read_gold
from pipeline.extraction import Extractor
from pipeline.web.render import render
from pipeline.web.spans import spans

pytestmark = pytest.mark.browser
Pairs = list[tuple[Record, str]]
WORDS = """() => {
    const found = {};
    for (const mark of document.querySelectorAll("#words mark")) {
        found[mark.dataset.span] = (found[mark.dataset.span] ?? "") + mark.textContent;
    }
    return [document.querySelector(".headline")?.textContent ?? "", document.querySelector(".body").textContent, found];
}"""
SERIOUS = {"serious", "critical"}


class Opened(NamedTuple):
    """A page, what it asked other hosts for, and what the browser complained of."""

    page: Page
    asked: list[str]
    complaints: list[str]


@pytest.fixture(scope="module")
def browser(needed: Callable[[object, str], None]) -> Iterator[Browser]:
    """The browser of this machine."""
    path = shutil.which("chromium")
    needed(path, "chromium")
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield made
        made.close()


Open = Callable[..., Opened]


@pytest.fixture
def opened(browser: Browser) -> Iterator[Open]:
    """Open an address: ``opened(url, dark=True, phone=True)``."""
    contexts = []

    def open_(url: str, *, dark: bool = False, phone: bool = False) -> Opened:
        size = {"width": 390, "height": 844} if phone else {"width": 1360, "height": 900}
        context = browser.new_context(color_scheme="dark" if dark else "light", viewport=size)  # type: ignore[arg-type]
        contexts.append(context)
        made = Opened(context.new_page(), [], [])
        own = url.rpartition("/")[0] if url.startswith("file:") else re.match(r"https?://[^/]+", url)[0]  # type: ignore[index]
        made.page.on(
            "request", lambda sent: made.asked.append(sent.url) if not sent.url.startswith((own, "data:")) else None
        )
        made.page.on(
            "console", lambda told: made.complaints.append(told.text) if told.type in {"error", "warning"} else None
        )
        made.page.on("pageerror", lambda error: made.complaints.append(str(error)))
        made.page.on("dialog", lambda dialog: made.complaints.append(dialog.message))
        made.page.goto(url)
        return made

    yield open_
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def rendered(
    pairs: Pairs, extract_report: Extractor, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, tuple[str, Record, str]]:
    """Pages of files: an ordinary report, one with lines of another kind, the hostile one."""
    folder = tmp_path_factory.mktemp("pages")
    lines = pairs[0][1].replace("\n", "\r\n").replace("Plan of", "Plan\r\nof")
    lined = (extract_report(Report(text=lines, title=pairs[0][0].report.title, id="lines")), lines)
    made = {}
    for name, (record, text) in {"plain": pairs[0], "lines": lined, "hostile": pairs[-1]}.items():
        path = folder / f"{name}.html"
        path.write_bytes(render(record, text).encode())
        made[name] = (path.as_uri(), record, text)
    return made


class Served(NamedTuple):
    """A site that takes corrections."""

    url: str
    folder: Path


@pytest.fixture(scope="module")
def served(database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """``readout serve --edit``."""
    folder = tmp_path_factory.mktemp("corrections") / "gold"
    command = [
        sys.executable,
        "-c",
        "from pipeline.cli import main; main()",
        "serve",
        "--db",
        str(database),
        "--port",
        "0",
    ]
    with subprocess.Popen(
        [*command, "--edit", "--corrections", str(folder)], stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stderr
        told = process.stderr.readline()
        yield Served(told.split()[1].rstrip("/"), folder)
        process.terminate()
        process.wait(timeout=30)


def same(page: Page, record: Record, text: str) -> None:
    """Hold the text and every place of it against the record."""
    headline, body, words = page.evaluate(WORDS)
    assert headline + body == text
    assert {int(number): found for number, found in words.items()} == dict(
        enumerate(span.text_of(text) for span in spans(record))
    )


def lines(element: Locator) -> list[str]:
    return [line for line in element.inner_text().splitlines() if line]


def barriers(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{each['id']}: {each['nodes'][0]['html'][:200]}" for each in found if each["impact"] in SERIOUS]


@pytest.mark.parametrize("name", ["plain", "lines", "hostile"])
def test_a_page_shows_the_words_of_the_record(
    opened: Open, rendered: dict[str, tuple[str, Record, str]], name: str
) -> None:
    url, record, text = rendered[name]
    page, asked, complaints = opened(url)
    same(page, record, text)
    assert asked == [] and complaints == []
    assert page.title() != "owned"


def test_keys_walk_through_the_places(opened: Open, rendered: dict[str, tuple[str, Record, str]]) -> None:
    url, record, _ = rendered["plain"]
    page, _, complaints = opened(url)
    found = spans(record)
    page.locator("#s0").focus()
    for number, span in enumerate(found):
        assert page.evaluate("document.activeElement.id") == f"s{number}"
        card = page.locator("#card")
        assert card.is_visible()
        assert lines(card)[:3] == [span.kind, span.value, span.rule]
        page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.id") == f"s{len(found) - 1}"  # there it ends
    page.keyboard.press("Home")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "s1"  # Tab walks too
    page.keyboard.press("Escape")
    assert page.locator("#card").is_hidden()
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == f"v-{found[-1].owner}"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == f"s{len(found) - 1}"
    assert complaints == []


def test_from_the_record_to_the_words(opened: Open, rendered: dict[str, tuple[str, Record, str]]) -> None:
    page = opened(rendered["plain"][0]).page
    value = page.locator("#v-plan-1")
    value.locator("a.to").nth(1).focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.textContent") == "Plan"
    assert page.locator("mark.same").count() == 2


def test_pointing_shows_the_value_and_the_rule(opened: Open, rendered: dict[str, tuple[str, Record, str]]) -> None:
    page = opened(rendered["plain"][0]).page
    page.locator("mark.k-date").first.hover()
    assert lines(page.locator("#card"))[:3] == ["date", "2021-10-18", "date.month-day"]
    page.mouse.move(5, 5)
    assert page.locator("#card").is_hidden()
    page.locator("#show-date").uncheck()
    page.locator("mark.k-date").nth(2).hover()
    assert page.locator("#card").is_hidden()  # a type that is not wanted is not marked


def test_types_differ_by_more_than_colour(opened: Open, rendered: dict[str, tuple[str, Record, str]]) -> None:
    page = opened(rendered["plain"][0]).page
    drawn = page.evaluate("""() => [...document.querySelectorAll(".swatch")].map((each) => {
        const style = getComputedStyle(each);
        return `${style.textDecorationLine} ${style.textDecorationStyle}`;
    })""")
    assert len(set(drawn)) == len(drawn) == 7
    page.locator("#show-labels").check()
    assert "person" in page.evaluate("getComputedStyle(document.querySelector('mark.k-person'), '::before').content")


@pytest.mark.parametrize("name", ["plain", "hostile"])
def test_a_narrow_page_does_not_scroll_sideways(
    opened: Open, rendered: dict[str, tuple[str, Record, str]], name: str
) -> None:
    page = opened(rendered[name][0], phone=True).page
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.locator("mark.k-person").first.click()
    box = page.locator("#card").bounding_box()
    assert box and box["width"] == 390  # at the foot of the screen


def test_print_has_all_and_no_controls(opened: Open, rendered: dict[str, tuple[str, Record, str]]) -> None:
    page = opened(rendered["plain"][0]).page
    page.emulate_media(media="print")
    assert page.locator(".record").is_visible() and page.locator(".words").is_visible()
    assert page.locator("a.to").first.is_hidden()
    assert len(page.pdf()) > 10_000


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_no_serious_barrier_on_a_page(opened: Open, rendered: dict[str, tuple[str, Record, str]], dark: bool) -> None:
    page = opened(rendered["plain"][0], dark=dark).page
    page.locator("#s3").focus()
    assert barriers(page) == []


def test_search_report_person_plan_and_csv(opened: Open, served: Served, pairs: Pairs, tmp_path: Path) -> None:
    page, asked, complaints = opened(served.url)
    page.get_by_placeholder("Search reports").fill("Yellow River")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Huang Qiang Chairs Executive Meeting").click()
    same(page, *pairs[0])
    page.locator("#v-person-1 a.own").click()
    assert page.locator("h1").inner_text() == "Huang Qiang"
    assert page.locator(".timeline .lane").count() == 2
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").first.click()
    download.value.save_as(tmp_path / "posts.csv")
    with (tmp_path / "posts.csv").open(newline="", encoding="utf-8") as stream:
        assert [row["post"] for row in csv.DictReader(stream)] == ["Deputy Secretary", "Governor"]
    page.get_by_role("link", name="Huang Qiang Chairs Executive Meeting").first.click()
    page.locator("#v-plan-2 a.own").click()
    assert page.locator("h1").inner_text().startswith("Measures of Sichuan Province")
    assert page.get_by_role("cell", name="adopted", exact=True).count() == 1
    assert asked == [] and complaints == []


def test_facets_narrow_and_widen(opened: Open, served: Served) -> None:
    page = opened(f"{served.url}/reports").page
    page.locator(".facets section", has_text="Year").get_by_role("link", name="2021").click()
    assert page.locator("h1").inner_text() == "1 report"
    page.locator(".facets .chosen").click()
    assert page.locator("h1").inner_text() == "8 reports"


def test_a_value_is_corrected(opened: Open, served: Served) -> None:
    page, asked, complaints = opened(f"{served.url}/report/sichuan-2021-10-18")
    plan = page.locator("#v-plan-2")
    plan.locator("summary").click()
    plan.get_by_label("decision").select_option("reviewed")
    plan.get_by_role("button", name="Set decision").click()
    assert "Saved: set plans" in page.locator(".message").inner_text()
    # words of the text are selected, over the border of a mark
    page.evaluate("""() => {
        const mark = document.querySelector("#words mark.k-directive");
        const range = document.createRange();
        range.setStart(mark.firstChild, 0);
        range.setEnd(mark.firstChild, "Nursing beds".length);
        getSelection().addRange(range);
    }""")
    page.wait_for_function("document.querySelector('#add').elements.words.value === 'Nursing beds'")
    page.locator("#add select").select_option("organizations")
    page.locator("#add button").click()
    assert "Nursing beds" in page.locator("#corrections ol").inner_text()
    gold = read_gold(served.folder / "gold" / "sichuan-2021-10-18.json")
    assert [each.decision for each in gold.plans] == ["approved in principle", "reviewed"]
    assert "Nursing beds" in [each.name for each in gold.organizations]
    assert asked == [] and complaints == []


def test_posts_roles_and_items_are_corrected(opened: Open, served: Served, pairs: Pairs) -> None:
    record = pairs[0][0]
    page, asked, complaints = opened(f"{served.url}/report/{record.id}")
    person = page.locator("#v-person-1")
    person.locator("summary", has_text="roles and posts").click()
    person.get_by_label("presenter").check()
    person.get_by_role("button", name="Set roles").click()
    assert "Saved: set people › Huang Qiang › roles" in page.locator(".message").inner_text()
    person.locator("summary", has_text="wrong?").nth(1).click()
    person.get_by_role("button", name="It is not there").click()
    assert "Saved: dropped people › Huang Qiang › posts" in page.locator(".message").inner_text()
    listed = page.locator(f"#v-{record.enumerations[0].id} ol li").first
    listed.locator("summary").click()
    assert barriers(page) == []
    listed.get_by_role("button", name="It is not there").click()
    assert "Saved: dropped enumerations" in page.locator(".message").inner_text()
    gold = read_gold(served.folder / "gold" / f"{record.id}.json")
    assert gold.people[0].roles == ("chair", "presenter")
    assert len(gold.people[0].posts) == len(record.people[0].posts) - 1
    assert gold.enumerations[0].items == tuple(item.text for item in record.enumerations[0].items[1:])
    assert asked == [] and complaints == []


SITE = [
    "/",
    "/reports?q=water",
    "/report/sichuan-2021-10-18",
    "/people",
    "/readout",
    "/readout/decisions?_facet=kind",
    "/readout/plans-by-kind",
]


@pytest.mark.parametrize("path", SITE)
def test_no_serious_barrier_on_the_site(opened: Open, served: Served, path: str) -> None:
    for dark in (False, True):
        page, asked, complaints = opened(served.url + path, dark=dark)
        assert barriers(page) == []
        assert asked == [] and complaints == []
    assert opened(served.url + path, phone=True).page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize(
    "path",
    [
        "/report/a~2Fb~3Fc~3D~3Cscript~3E~26~23~27~22",
        "/reports",
        "/people",
        "/plans",
        "/organizations",
        "/readout/plans?_facet=kind",
    ],
)
def test_a_hostile_report_runs_nothing(opened: Open, served: Served, path: str) -> None:
    for phone in (False, True):
        page, asked, complaints = opened(served.url + path, phone=phone)
        assert page.title() != "owned" and asked == [] and complaints == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_entity_pages_of_a_report_have_no_serious_barrier(opened: Open, served: Served) -> None:
    page: Any = opened(f"{served.url}/report/sichuan-2021-10-18").page
    links = page.locator("a.own").evaluate_all("each => each.map((link) => link.href)")
    for kind in ("person", "organization", "plan"):
        page.goto(next(link for link in links if f"/{kind}/" in link))
        assert barriers(page) == []
