"""The page in a real browser: keys, focus, two reviewers, and payloads that must not fire."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from pipeline.check.compared import write_corroborations
from pipeline.records import Claim, Corroboration, Review
from pipeline.review import ReviewStore
from pipeline.review.figures import count
from pipeline.review.report import write_report
from pipeline.settings import load_settings

if TYPE_CHECKING:
    from conftest import Site
    from playwright.sync_api import Browser, Page

NO_BROWSER = (
    "no Chromium on this machine: install it (Debian and Ubuntu: apt install chromium) or name it "
    "in the environment variable CHROMIUM"
)
PAYLOADS = [
    "<script>fire()</script>", "<ScRiPt>fire()</sCrIpT>", "<script src=//x.example/x.js></script>",
    "<img src=x onerror=fire()>", "<img/src=x/onerror=fire()>", "<svg onload=fire()>",
    "<svg><script>fire()</script></svg>", "<body onload=fire()>",
    "<iframe srcdoc='<script>parent.fire()</script>'>",
    "<iframe src=javascript:fire()>", "<a href=javascript:fire()>x</a>", "javascript:fire()",
    "JaVaScRiPt:fire()", "java\tscript:fire()", "data:text/html,<script>fire()</script>",
    "vbscript:fire()", "\"><script>fire()</script>", "'><script>fire()</script>",
    "\" onmouseover=fire() x=\"", "' onfocus=fire() autofocus='", "`onmouseover=fire()`",
    "</title><script>fire()</script>", "</textarea><script>fire()</script>",
    "</script><script>fire()</script>", "--><script>fire()</script>", "]]><script>fire()</script>",
    "<style>@import 'javascript:fire()'</style>", "<link rel=stylesheet href=//x.example/x.css>",
    "<meta http-equiv=refresh content='0;url=javascript:fire()'>", "<base href=//x.example/>",
    "<form action=javascript:fire()><button autofocus>", "<input autofocus onfocus=fire()>",
    "<details open ontoggle=fire()>", "<marquee onstart=fire()>", "<video><source onerror=fire()>",
    "<math><mi xlink:href=javascript:fire()>", "{{ 7*7 }}{% fire() %}", "${fire()}",
    "<template><script>fire()</script></template>", "&lt;script&gt;fire()&lt;/script&gt;",
]  # fmt: skip

WATCH = """
window.fired = [];
window.fire = () => window.fired.push("called");
document.addEventListener("securitypolicyviolation", (e) => window.fired.push(e.violatedDirective));
"""

INTRUDERS = """() => [
    ...document.querySelectorAll("script:not([src^='/static/']), style, iframe, base, img, svg, " +
        "math, object, embed, video, marquee, link:not([href^='/static/']), meta[http-equiv]"),
    ...[...document.querySelectorAll("*")].filter((e) => [...e.attributes].some((a) =>
        a.name.startsWith("on") || /^(href|src|action)$/.test(a.name) &&
        !/^(\\/|#|https?:)/.test(a.value))),
].map((e) => e.outerHTML)"""

WALK = f"""async (claims) => {{
    const intruders = [];
    for (const claim of claims) {{
        if (!await openClaim(claim)) intruders.push(claim);
        if (one("#decision").dataset.claim !== claim) intruders.push(claim);
        intruders.push(...({INTRUDERS})());
    }}
    return intruders;
}}"""
"""Opens one claim after the other with the page's own function, and looks for what got in."""

UNNAMED = """() => [...document.querySelectorAll(
    "button, a, input:not([type=hidden]), select, textarea, progress"
)].filter((e) => !(e.textContent.trim() || e.labels?.length || e.ariaLabel))
.map((e) => e.outerHTML)"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for the module: it is closed before other tests need the event loop."""
    path = (
        os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    )
    if not path:
        pytest.skip(NO_BROWSER)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
        launched = playwright.chromium.launch(executable_path=path, args=arguments)
        yield launched
        launched.close()


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open a site as a visitor of one's own; nothing may go wrong on the page, nor ask outside."""
    contexts, problems = [], []

    def open_page(site: Site, reviewer: str = "", **options: Any) -> Page:
        context = browser.new_context(**options)
        context.set_default_timeout(20_000)
        context.add_init_script(WATCH)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("dialog", lambda dialog: problems.append(dialog.message))
        page.on("request", lambda request: problems.append(request.url)
                if f"//127.0.0.1:{site.port}/" not in request.url else None)  # fmt: skip
        page.goto(site.address)
        if reviewer:
            page.fill("#reviewer", reviewer)
            with page.expect_navigation():
                page.click(".who button")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert problems == []


def shown(page: Page) -> str:
    return page.get_attribute("#decision", "data-claim") or ""


def press(page: Page, *keys: str, until: str) -> None:
    """Press keys one after the other, and wait until the page shows something."""
    for key in keys:
        page.keyboard.press(key)
    page.wait_for_selector(until)


def deciding(claim: str) -> str:
    return f"#decision[data-claim={claim}]"


def test_claims_are_reviewed_by_keys_alone(
    lone_site: Site, out: Path, visit: Callable[..., Page]
) -> None:
    page = visit(lone_site)
    assert shown(page) == "c1"
    press(page, "5", until=deciding("c4"))
    press(page, "1", until=deciding("c2"))
    press(page, "k", until=deciding("c4"))
    press(page, "k", until=deciding("c1"))
    assert page.inner_text(".decided b") == "False"
    assert page.inner_text("#done") == "2"
    press(page, "j", until=deciding("c4"))
    press(page, "j", until=deciding("c2"))
    press(page, "u", until=f"{deciding('c4')}:has([aria-pressed=false][value=true])")
    press(page, "u", until=f"{deciding('c1')}:has([aria-pressed=false][value=false])")
    page.wait_for_function("document.querySelector('#done').textContent === '0'")
    with ReviewStore.open(out) as store:
        verdicts = [(row.claim, row.verdict) for row in store.all()]
    assert verdicts == [("c1", "false"), ("c4", "true"), ("c4", ""), ("c1", "")]


def test_note_and_correction_are_written_by_keys(
    lone_site: Site, out: Path, visit: Callable[..., Page]
) -> None:
    page = visit(lone_site)
    page.keyboard.press("n")
    page.keyboard.type("jk15u? see page 4")
    page.keyboard.press("Escape")
    page.keyboard.press("e")
    page.keyboard.type("many km")
    page.wait_for_selector("#reading.wrong:has-text('is no value')")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#error:has-text('is no value')")
    page.keyboard.press("Control+a")
    page.keyboard.type("480 km")
    page.wait_for_selector("#reading:has-text('Read as 480 kilometre')")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#said:has-text('Saved')")
    press(page, "5", until=deciding("c4"))
    with ReviewStore.open(out) as store:
        row = store.all()[-1]
    assert (row.verdict, row.note, row.corrected_to) == ("false", "jk15u? see page 4", "480 km")


def test_enter_in_a_field_decides_nothing(
    lone_site: Site, out: Path, visit: Callable[..., Page]
) -> None:
    page = visit(lone_site)
    page.keyboard.press("e")
    page.keyboard.type("480 km")
    press(page, "Enter", until="#said:has-text('Saved: no verdict')")
    with ReviewStore.open(out) as store:
        assert [(row.verdict, row.corrected_to) for row in store.all()] == [("", "480 km")]


def test_what_was_written_is_saved_before_the_claim_is_left(
    lone_site: Site, out: Path, visit: Callable[..., Page]
) -> None:
    page = visit(lone_site)
    page.keyboard.press("n")
    page.keyboard.type("half a thought")
    press(page, "Escape", "j", until=deciding("c4"))
    page.keyboard.press("l")
    page.keyboard.type("nowhere")
    press(page, "Escape", "k", until="#error:has-text('is no web address')")
    assert shown(page) == "c4"
    page.fill("#evidence-url", "")
    with ReviewStore.open(out) as store:
        assert [(row.claim, row.verdict, row.note) for row in store.all()] == [
            ("c1", "", "half a thought")
        ]


def test_keys_faster_than_the_server_decide_one_claim_each(
    lone_site: Site, out: Path, visit: Callable[..., Page]
) -> None:
    page = visit(lone_site)
    page.evaluate(
        """for (const key of "153") document.dispatchEvent(new KeyboardEvent("keydown", {key}))"""
    )
    page.wait_for_selector(deciding("c3"))
    with ReviewStore.open(out) as store:
        verdicts = [(row.claim, row.verdict) for row in store.all()]
    assert verdicts == [("c1", "true"), ("c4", "false"), ("c2", "mixed")]


def test_focus_and_words_lead_a_reader_who_does_not_see(
    lone_site: Site, visit: Callable[..., Page]
) -> None:
    page = visit(lone_site)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the claim"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    press(page, "1", until="#said:has-text('Saved: True. u takes it back')")
    assert page.evaluate("document.activeElement.id") == "claim-title"
    assert page.get_attribute("#said", "role") == "status"
    assert page.evaluate(UNNAMED) == []


def test_single_keys_can_be_switched_off(lone_site: Site, visit: Callable[..., Page]) -> None:
    page = visit(lone_site)
    press(page, "?", until="#help[open]")
    page.uncheck("#single-keys")
    page.keyboard.press("Escape")
    press(page, "j", "1", "?", until="#help[open]")
    assert shown(page) == "c1"
    assert page.inner_text("#done") == "0"


def test_filters_change_the_queue_in_place(lone_site: Site, visit: Callable[..., Page]) -> None:
    page = visit(lone_site)
    page.click("summary:has-text('Filters')")
    page.select_option("#f-doc", "water")
    page.wait_for_selector(deciding("c4"))
    assert page.locator(".items a").count() == 1
    page.select_option("#f-doc", "")
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.type("mayor")
    press(page, "Enter", until=deciding("c3"))
    assert "search=mayor" in page.url
    page.reload()
    assert (shown(page), page.locator(".items a").count()) == ("c3", 1)


def test_search_stays_when_its_field_is_left(lone_site: Site, visit: Callable[..., Page]) -> None:
    page = visit(lone_site)
    page.keyboard.press("/")
    page.keyboard.type("track")
    press(page, "Enter", until="#said:has-text('of 4')")
    found = page.inner_text("#count")
    press(page, "Escape", "j", "1", until="#said:has-text('Saved')")
    assert page.input_value("#search") == "track"
    assert page.inner_text("#count") == found


def test_saving_on_the_way_is_said(lone_site: Site, visit: Callable[..., Page]) -> None:
    page = visit(lone_site)
    page.keyboard.press("n")
    page.keyboard.type("half a thought")
    press(page, "Escape", "j", until=deciding("c4"))
    assert page.inner_text("#said") == "Saved: no verdict"


def test_two_reviewers_see_both_decisions(
    lone_site: Site, out: Path, visit: Callable[..., Page]
) -> None:
    ada, ben = visit(lone_site), visit(lone_site, "Ben")
    press(ada, "1", until=deciding("c4"))
    press(ben, "5", until="#conflict[open]")
    assert "Ada decided meanwhile" in ben.inner_text("#conflict")
    assert [chip.inner_text() for chip in ben.locator("#conflict .chip").all()] == ["False", "True"]
    ben.keyboard.press("Tab")
    press(ben, "Enter", until="#said:has-text('Saved: False')")
    press(ada, "k", until=deciding("c1"))
    assert "Ben: False" in ada.inner_text(".others")
    with ReviewStore.open(out) as store:
        assert {name: row.verdict for name, row in store.latest("c1").items()} == {
            "Ada": "true",
            "Ben": "false",
        }


def test_conflict_can_be_left_as_it_is(lone_site: Site, visit: Callable[..., Page]) -> None:
    ada, ben = visit(lone_site), visit(lone_site, "Ben")
    press(ada, "1", until=deciding("c4"))
    press(ben, "5", until="#conflict[open]")
    ben.click("#leave")
    ben.wait_for_selector(".others:has-text('Ada: True')")
    assert ben.inner_text("#done") == "0"


def test_narrow_page_fits_and_has_buttons(lone_site: Site, visit: Callable[..., Page]) -> None:
    page = visit(lone_site, viewport={"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.click("[data-step='1']")
    page.wait_for_selector(deciding("c4"))
    page.click(".verdicts [value=false]")
    page.wait_for_selector(deciding("c2"))
    assert page.evaluate("document.documentElement.scrollWidth") == 390


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_written_pages_fit_into_their_window(
    lone_site: Site, out: Path, browser: Browser, tmp_path: Path, width: int
) -> None:
    lone_site.post("/decide", {"claim": "c1", "verdict": "true", "revision": 0, "seen": 0})
    with ReviewStore.open(out) as store:
        decisions = store.latest_by_claim()
    write_report(tmp_path, count(out, decisions, load_settings().review.verdicts))
    rows = [
        Corroboration(
            group="g", name="Halden", measured="track", unit="kilometre", time=None, doc=doc,
            claim=doc, start=0, end=1, stated="482 km", value="482 kilometre", speaker=LONG,
            same_value=1, sentence=f"{LONG} built it.", origin=1, origins=1, agreement="same",
        )
        for doc in ("track", "water")
    ]  # fmt: skip
    write_corroborations(tmp_path / "corroborations.html", rows)
    page = browser.new_page(viewport={"width": width, "height": 800})
    for path in sorted(tmp_path.glob("*.html")):
        page.goto(path.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") == width, path.name
        wide = "[...document.querySelectorAll('td')].some((e) => e.scrollWidth > innerWidth)"
        assert not page.evaluate(wide), path.name
    page.close()


LONG = "Donaudampfschifffahrtsgesellschaft" * 8


def test_server_that_stopped_is_said(lone_site: Site, visit: Callable[..., Page]) -> None:
    page = visit(lone_site)
    page.context.set_offline(True)
    press(page, "1", until="#said.wrong:has-text('does not answer')")
    assert shown(page) == "c1"


def test_payloads_in_every_field_fire_nothing(
    tmp_path: Path,
    tables: dict[str, Any],
    write: Callable[..., None],
    start: Callable[..., Site],
    visit: Callable[..., Page],
) -> None:
    folder = tmp_path / "<img src=x onerror=fire()>"
    folder.mkdir()
    write(folder, hostile(tables))
    with ReviewStore.open(folder) as store:
        for number, payload in enumerate(PAYLOADS):
            store.add(hostile_review(f"c{number}", payload), 0)
        site = start(folder, store)
        page = visit(site)
        assert page.evaluate(WALK, [f"c{number}" for number in range(len(PAYLOADS))]) == []
        assert page.evaluate("window.fired") == []
        page.goto(f"http://127.0.0.1:{site.port}/?search=%22%3E%3Cscript%3Efire()%3C/script%3E")
        assert page.evaluate(INTRUDERS) == []
        press(page, "1", until="body")
        assert page.evaluate("window.fired") == []
        page.goto(f"http://127.0.0.1:{site.port}/print")
        assert page.locator("h2").count() == len(PAYLOADS)
        assert page.evaluate(INTRUDERS) == []
        assert page.evaluate("window.fired") == []


def hostile(tables: dict[str, Any]) -> dict[str, Any]:
    """Put each payload into every text of one claim, its article and its evidence."""
    changed: dict[str, list[Any]] = {name: [] for name in tables}
    for number, payload in enumerate(PAYLOADS):
        doc, id = f"{payload}-{number}", f"c{number}"
        claim: Claim = tables["claims"][0]
        texts = {"text": payload, "standalone": payload, "speaker": payload}
        changed["claims"].append(
            msgspec.structs.replace(claim, id=id, doc=doc, start=0, end=len(payload), **texts,
                                    sentence=(0, len(payload)), mentions=(f"m{number}",),
                                    reasons=(payload,), certainty_cue=payload,
                                    certainty="hedged", ambiguous=((payload, payload),),
                                    priority=1 - number / 100)
        )  # fmt: skip
        mention = tables["mentions"][2]
        changed["mentions"].append(
            msgspec.structs.replace(mention, id=f"m{number}", doc=doc, start=0, end=len(payload),
                                    text=payload, entity=f"{payload}!", kind=payload)
        )  # fmt: skip
        article = tables["articles"][1]
        changed["articles"].append(
            msgspec.structs.replace(article, doc=doc, text=f"{payload} {payload}", title=payload,
                                    byline=payload, publisher=payload, url=payload)
        )  # fmt: skip
        said = dict.fromkeys(("evidence_doc", "evidence", "why"), payload)
        values = dict.fromkeys(("value_claim", "value_evidence"), payload)
        for row, more in zip(tables["checks"], (values, {}), strict=True):
            facet = payload if more else "verdict"
            changed["checks"].append(
                msgspec.structs.replace(row, claim=id, facet=facet, status=payload, **said, **more)
            )
        change = tables["changes"][0]
        changed["changes"].append(msgspec.structs.replace(change, after=id, change=payload))
    return changed


def hostile_review(claim: str, payload: str) -> Review:
    return Review(
        claim=claim, text=payload, verdict=payload, corrected_to=payload, evidence_url=payload,
        note=payload, reviewer=payload, checked_at=payload, origin=payload,
    )  # fmt: skip
