"""Two ways through the same pages: with a mouse, and with nothing but a keyboard."""

import re

FARTHEST = 250  # tabs on one page


class Mouse:
    def __init__(self, page):
        self.page = page

    def press(self, role, name):
        self.page.get_by_role(role, name=name).first.click()

    def write(self, label, text):
        self._field(label).fill(text)

    def next(self, text):
        """Into the field below the one that was written last."""
        self.page.keyboard.press("Tab")
        self.page.keyboard.type(text)

    def mark(self, label):
        self.page.get_by_label(label).check()

    def _field(self, label):
        """Its label may go on, with that it is needed."""
        labelled = self.page.get_by_label(re.compile(f"^{re.escape(label)}"))
        return self.page.locator("input, textarea").and_(labelled).first

    def bring(self, file):
        self.page.get_by_label("File", exact=True).set_input_files(file)


class Keys(Mouse):
    """Tab, Enter, arrows and letters; whatever Tab does not reach is not reached."""

    def press(self, role, name):
        self._reach(self.page.get_by_role(role, name=name).first)
        self.page.keyboard.press("Enter")

    def write(self, label, text):
        self._reach(self._field(label))
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.type(text)

    def mark(self, label):
        """One of several: Tab stops at the chosen one, arrows go on from there."""
        wanted = self.page.get_by_label(label)
        self._reach(self.page.locator("input[type=radio]:checked").first)
        while not wanted.is_checked():
            self.page.keyboard.press("ArrowDown")

    def bring(self, file):
        self._reach(self.page.get_by_label("File", exact=True))
        with self.page.expect_file_chooser() as chooser:
            self.page.keyboard.press("Space")
        chooser.value.set_files(file)

    def _reach(self, wanted):
        wanted.wait_for()
        for _ in range(FARTHEST):
            if wanted.evaluate("element => element === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab does not reach {wanted}")
