"""People at browsers of their own: what each does there with mouse and keyboard, and what they read."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

from playwright.sync_api import FilePayload, Locator, Page

#: what is sent as the scan of a signed paper
SCAN: FilePayload = {
    "name": "签名原件.pdf",
    "mimeType": "application/pdf",
    "buffer": b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n",
}
#: more stops than a page has
MOST_STOPS = 120
#: what the element with the focus is called: by its label, or by what stands in it
CALLED = """() => {
  const here = document.activeElement;
  return (here.labels?.[0] ?? here).innerText.trim().split("\\n")[0];
}"""


@dataclass
class Seat:
    """One person's browser. Whatever leads to another page waits until that page is there."""

    page: Page
    site: str

    def signs_in(self, number: str, password: str) -> None:
        self.goes("/accounts/login/")
        self.types(username=number, password=password)
        self.presses("登录")

    def goes(self, path: str) -> None:
        self.page.goto(urljoin(self.site, path))

    def follows(self, text: str) -> None:
        """Click a link of the page's own part."""
        self._leaving(self.main.get_by_role("link", name=text, exact=True).first)

    def presses(self, text: str, within: Locator | None = None) -> None:
        """Press a button that sends a form."""
        self._leaving((within or self.main).get_by_role("button", name=text, exact=True))

    def types(self, within: Locator | None = None, /, **values: str) -> None:
        """Fill fields in by their names, choosing where there is something to choose from."""
        for name, value in values.items():
            field = (within or self.main).locator(f"[name={name}]")
            if field.evaluate("field => field.localName") == "select":
                field.select_option(value)
            else:
                field.fill(value)

    def ticks(self, *labels: str) -> None:
        for label in labels:
            self.main.get_by_role("checkbox", name=label).check()

    def ticks_only(self, name: str, boxes: str) -> None:
        """Of several boxes, tick those whose label names somebody."""
        for box in self.main.locator(boxes).all():
            box.set_checked(name in (box.evaluate("box => box.labels[0].innerText") or ""))

    def does(self, act: str, button: str, **values: str) -> None:
        """Do one of the acts that a page of a case offers."""
        part = self.page.locator(f"#act-{act}")
        if part.get_attribute("open") is None:
            part.locator("summary").click()
        self.types(part, **values)
        self.presses(button, part)

    def reaches(self, text: str) -> None:
        """Go on with the tabulator to what is called so, as nobody would who has a mouse."""
        for _stop in range(MOST_STOPS):
            self.page.keyboard.press("Tab")
            if self.page.evaluate(CALLED) == text:
                return
        raise AssertionError(f"no stop is called {text}")

    def moves_to(self, day: str) -> None:
        """Turn the practice clock to a day."""
        banner = self.page.locator(".banner")
        banner.locator("[type=date]").fill(day)
        self.presses("改到这天", banner)

    def saves(self, text: str, file: Path) -> Path:
        """Fetch what a link leads to, as the browser would."""
        href = self.main.get_by_role("link", name=text, exact=True).get_attribute("href") or ""
        answer = self.page.request.get(urljoin(self.page.url, href))
        assert answer.ok, (text, answer.status)
        file.write_bytes(answer.body())
        return file

    @property
    def main(self) -> Locator:
        return self.page.locator("main")

    @property
    def path(self) -> str:
        return self.page.url.removeprefix(self.site)

    @property
    def told(self) -> list[str]:
        """What the site answers at the top of a page."""
        return self.main.locator("> [role=status], > [role=alert]").all_inner_texts()

    @property
    def refused(self) -> list[str]:
        """Why nothing was recorded, reason by reason."""
        return [" ".join(said.split()) for said in self.main.locator(".refusal li").all_inner_texts()]

    def _leaving(self, pressed: Locator) -> None:
        with self.page.expect_navigation():
            pressed.click()
