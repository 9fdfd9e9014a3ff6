"""What every browser test of pages looks for: accessibility, the width of the window, the console."""

WINDOWS = [("light", 1440), ("dark", 1440), ("light", 390), ("dark", 390)]


def findings(page):
    from axe_playwright_python.sync_playwright import Axe

    return [(item["id"], [node["html"] for node in item["nodes"]]) for item in Axe().run(page).response["violations"]]


def is_too_wide(page):
    return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


def visit_all(page, addresses):
    """Open each address, refuse what is not accessible or does not fit, and give what the console complained of."""
    complaints = []
    page.on("console", lambda message: complaints.append(message.text))
    for address in addresses:
        page.goto(address)
        assert findings(page) == [], address
        assert not is_too_wide(page), address
    return complaints
