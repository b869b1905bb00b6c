"""Make the pictures of docs/2-review-claims.md from corpus/ (needs Chromium and the extra "test").

    python docs/make_screenshots.py

The run is made in a temporary folder; the pictures are WebP files in docs/images, as small as
Chromium can make them without anybody seeing it.
"""

from __future__ import annotations

import base64
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.review import ReviewStore
from pipeline.review.page.desk import Desk
from pipeline.review.page.serve import Server
from pipeline.settings import load_settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parent.parent
IMAGES = ROOT / "docs" / "images"
QUALITY = 0.72
TO_WEBP = """async ([png, quality]) => {
    const image = new Image();
    image.src = png;
    await image.decode();
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [image.width, image.height];
    canvas.getContext("2d").drawImage(image, 0, 0);
    return canvas.toDataURL("image/webp", quality);
}"""


def main() -> None:
    """Run, check, serve, and take the pictures."""
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "outputs"
        make_run(out)
        with ReviewStore.open(out) as store, sync_playwright() as playwright:
            desk = Desk(out, store, load_settings(), "Ada Berg")
            server = Server(desk)
            thread = threading.Thread(target=server.serve_until_stopped)
            thread.start()
            browser = playwright.chromium.launch(
                executable_path=os.environ.get("CHROMIUM") or shutil.which("chromium"),
                args=["--no-sandbox"] if os.geteuid() == 0 else [],
            )
            try:
                take_pictures(browser, server.address)
            finally:
                browser.close()
                server.should_exit = True
                thread.join()
                desk.close()


def make_run(out: Path) -> None:
    """Make the tables that the pictures show."""
    program = [sys.executable, "-m", "pipeline"]
    sources = str(ROOT / "corpus" / "sources")
    subprocess.run([*program, "run", str(ROOT / "corpus"), "--out", str(out)], check=True)
    subprocess.run(
        [*program, "check", str(out), "--sources", sources, "--out", str(out)], check=True
    )


def take_pictures(browser: Browser, address: str) -> None:
    """Decide on some claims, and show one that the sources contradict."""
    page = browser.new_page(viewport={"width": 1280, "height": 800}, color_scheme="light")
    page.goto(address)
    for key in "1261":
        before = page.get_attribute("#decision", "data-claim")
        page.keyboard.press(key)
        page.wait_for_selector(f"#decision:not([data-claim={before}])")
    page.goto(f"{address}&check=contradicted")
    keep(page, browser, "review-page")
    phone = browser.new_page(
        viewport={"width": 390, "height": 780}, color_scheme="dark", has_touch=True, is_mobile=True
    )
    phone.goto(f"{address}&check=contradicted")
    keep(phone, browser, "review-phone")


def keep(page: Page, browser: Browser, name: str) -> None:
    """Write a picture of what a page shows."""
    png = "data:image/png;base64," + base64.b64encode(page.screenshot()).decode()
    blank = browser.new_page()
    webp: str = blank.evaluate(TO_WEBP, [png, QUALITY])
    blank.close()
    IMAGES.mkdir(exist_ok=True)
    content = base64.b64decode(webp.partition(",")[2])
    (IMAGES / f"{name}.webp").write_bytes(content)
    sys.stdout.write(f"{name}.webp\t{len(content):,} bytes\n")


if __name__ == "__main__":
    main()
