"""Pictures for the README, taken from a server that runs: python screenshots.py http://127.0.0.1:8080 NAME PASSWORD."""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

FOLDER = Path(__file__).resolve().parents[2] / "screenshots"
FIRST_SCORE, STEP = 72, 3
ROWS = """Student ID,Name,Reading,Writing,Preparation
0101,Zoë Ångström,81,77,completed
0102,Ida Holm,801,60,none
0103,Ben Lind,55,58,none
Average,,68,65,
"""


def take(page: Page, name: str) -> None:
    page.screenshot(path=FOLDER / f"{name}.png", full_page=True)


def log_in(page: Page, url: str, name: str, password: str) -> None:
    page.goto(url)
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Log in", exact=True).click()


def predict_for_first_student(page: Page) -> None:
    page.get_by_role("link", name="Class 8a").first.click()
    page.locator(".ledger__who a").first.click()
    page.get_by_role("heading", name="Time line").wait_for()
    take(page, "student")
    page.get_by_role("link", name="New prediction").click()
    for position, field in enumerate(page.locator("main input[inputmode]").all()):
        field.fill(str(FIRST_SCORE + STEP * position))
    for field in page.locator("main select").all():
        if not field.input_value():
            field.select_option(index=1)
    page.locator(":focus").blur()
    take(page, "form")
    page.get_by_role("button", name="Predict").click()
    page.get_by_role("heading", name="What this is not").wait_for()
    take(page, "prediction")


def look_at_a_file(page: Page, url: str) -> None:
    page.goto(url)
    page.get_by_role("link", name="Class 8a").first.click()
    page.get_by_role("link", name="Add from a file").first.click()
    file = {"name": "class-8.csv", "mimeType": "text/csv", "buffer": ROWS.encode()}
    page.get_by_label("File", exact=True).set_input_files(file)
    page.get_by_role("button", name="Read the file").click()
    page.get_by_role("button", name="Go on: who is who").click()
    page.get_by_role("button", name="Go on: look").click()
    page.get_by_role("heading", name="What would be stored").wait_for()
    take(page, "import")
    page.get_by_role("button", name="Throw this file away").click()


def main(url: str, name: str, password: str) -> None:
    FOLDER.mkdir(exist_ok=True)
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1200, "height": 800})
        log_in(page, url, name, password)
        predict_for_first_student(page)
        look_at_a_file(page, url)
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:4])
