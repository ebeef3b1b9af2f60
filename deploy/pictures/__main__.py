"""Draws the icons and the picture for link previews anew: .venv/bin/python -m deploy.pictures"""

import io
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

HERE = Path(__file__).parent
ICONS = HERE.parents[1] / "static" / "icons"
CHROMIUM = Path("/usr/bin/chromium")
#: The mark on a full ground: phones cut the corners themselves.
TOUCH = '<body style="margin:0;background:#12555c"><svg viewBox="0 0 32 32" width="124" style="margin:28px" fill="#fcfaf6">{}</svg>'
SMALL = '<body style="margin:0"><svg viewBox="0 0 32 32" width="32" style="display:block" fill="#12555c">{}</svg>'


def picture(browser: Browser, source: str, width: int, height: int) -> Image.Image:
    page = browser.new_page(viewport={"width": width, "height": height})
    if source.startswith("file:"):
        page.goto(source)
        page.evaluate("document.fonts.ready")
    else:
        page.set_content(source)
    shot = page.screenshot(omit_background=True)
    page.close()
    return Image.open(io.BytesIO(shot))


def draw(browser: Browser) -> None:
    svg = (ICONS / "favicon.svg").read_text(encoding="utf-8")
    mark = svg[svg.index("</style>") + len("</style>") : svg.index("</svg>")]
    picture(browser, SMALL.format(mark), 32, 32).save(ICONS / "favicon.ico", sizes=[(32, 32)])
    touch = picture(browser, TOUCH.format(mark), 180, 180).convert("RGB")
    touch.quantize(32).save(ICONS / "apple-touch-icon.png", optimize=True)
    social = picture(browser, (HERE / "social.html").as_uri(), 1200, 630).convert("RGB")
    social.quantize(64, dither=Image.Dither.NONE).save(ICONS / "social.png", optimize=True)


with sync_playwright() as playwright:
    own = {"executable_path": str(CHROMIUM)} if CHROMIUM.exists() else {}
    chromium = playwright.chromium.launch(args=["--no-sandbox", "--disable-gpu"], **own)
    draw(chromium)
    chromium.close()
