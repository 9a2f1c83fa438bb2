"""How long a notice takes to print, beside WeasyPrint alone with the machine's fonts, in one run.

    python -m benchmarks.notice_pdf [--rounds 30]

The floor is what the library does with the same HTML and nothing around it: fonts found by fontconfig, cut by
the system's libharfbuzz-subset, in the same process, without any limit. Ours adds the checks of the text, the
fences, a pipe to another process and back; it takes away most of the font before layout. Warm medians.
"""

from __future__ import annotations

import argparse
import logging
import os
import platform
import statistics
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.test")
django.setup()
logging.disable(logging.CRITICAL)

import weasyprint.pdf.fonts  # noqa: E402 (after the settings)
from weasyprint import HTML  # noqa: E402 (after the settings)
from weasyprint.text.fonts import FontConfiguration  # noqa: E402 (after the settings)

from portal.documents import fonts, laying_out, render, sheets, text, workers  # noqa: E402 (after the settings)
from workflows.documents import NoticePaper, PersonBlock, passages  # noqa: E402 (after the settings)

NAMES = ("梁思远", "周予安", "沈嘉禾", "陈昱", "陶然", "秦立言", "孟昭宁", "欧阳喆堃")
FIELDS = (
    ("出生年月", "2005年3月"),
    ("班级", "化工2303班"),
    ("职务", "学习委员"),
    ("申请时间", "2024年10月9日"),
    ("推荐大会", "2024年12月10日"),
)
SYSTEM_FONTS = (
    "<style>:root { --body: 'Noto Serif CJK SC'; --title: 'Noto Serif CJK SC';"
    " --heading: 'Noto Sans CJK SC'; --small: 'Noto Sans CJK SC' } h1 { font-weight: 700 !important }</style>"
)


def notice(people: int) -> NoticePaper:
    return NoticePaper(
        institution="江澜大学",
        issuer="化学化工学院",
        title="关于梁思远等同学的公示",
        number="公示2024-003",
        intro=("经大会推荐，现将基本情况公示，听取师生意见。",),
        people=tuple(PersonBlock(name=name, aside="男", fields=FIELDS) for name in NAMES[:people]),
        window="2024年12月13日至12月17日，共5天；12月12日张贴，张贴日不计。",
        channels=("学院一楼公告栏", "学院网站"),
        contacts=("公示期内每日8:00至18:00可反映情况。联系人何敏，电话（0000）8501 2046。",),
        signed_by="江澜大学化学化工学院委员会",
        signed_on=date(2024, 12, 12),
        check_url="https://portal.example.org/n/7Q2M8ZK4T1",
    )


class Plain:
    """The library alone: one font configuration for all papers, the system's fonts, no checks, no fence."""

    def __init__(self) -> None:
        self.config = FontConfiguration()

    def __call__(self, paper: NoticePaper) -> bytes:
        html = sheets.paper_html(paper).replace("</title>", f"</title>{SYSTEM_FONTS}")
        handed = laying_out.Handed({sheets.QR: sheets.qr_code(paper.check_url)})
        page = HTML(string=html, url_fetcher=handed)
        return bytes(page.write_pdf(font_config=self.config, pdf_variant="pdf/ua-1"))


def checked_only(paper: NoticePaper) -> bytes:
    """Do what the site does before a printing process is asked."""
    said = tuple(passages(paper))
    text.check(said)
    fonts.check(said)
    html = sheets.paper_html(paper)
    return b"".join(subset.data for subset in fonts.subsets(set(html)))


@contextmanager
def without_hb_subset() -> Iterator[None]:
    """Let WeasyPrint believe that the system lacks libharfbuzz-subset."""
    found = weasyprint.pdf.fonts.harfbuzz_subset
    weasyprint.pdf.fonts.harfbuzz_subset = None
    yield
    weasyprint.pdf.fonts.harfbuzz_subset = found


def in_this_process(paper: NoticePaper) -> bytes:
    """Print as the printing process does, but here."""

    class Here(workers.Pool):
        def render(self, html: str, assets: object, strokes: object) -> bytes:
            return laying_out.write_pdf(html, dict(assets), dict(strokes))  # type: ignore[call-overload] # as handed

    return render.print_html(sheets.paper_html(paper), {sheets.QR: sheets.qr_code(paper.check_url)}, Here())


def milliseconds(work: Callable[[], bytes], rounds: int) -> tuple[float, int]:
    """Return the median of warm rounds and the size of what came out."""
    size = len(work())
    taken = []
    for _ in range(rounds):
        began = time.perf_counter()
        work()
        taken.append((time.perf_counter() - began) * 1000)
    return statistics.median(taken), size


def report(name: str, work: Callable[[], bytes], rounds: int, floor: float | None = None) -> float:
    median, size = milliseconds(work, rounds)
    against = f"{median / floor:6.2f} x floor" if floor else "         floor"
    print(f"{name:58} {median:9.1f} ms {size / 1000:8.1f} kB {against}")
    return median


def memory(process: int) -> tuple[int, int]:
    """Return resident and peak virtual megabytes of a process."""
    status = dict(line.split(":", 1) for line in Path(f"/proc/{process}/status").read_text().splitlines())
    return int(status["VmRSS"].split()[0]) // 1000, int(status["VmPeak"].split()[0]) // 1000


def one_process(papers: int) -> None:
    """Print in one process until it would be renewed, and tell how it grew."""
    pool = workers.Pool(papers_each=papers + 1)
    paper = notice(8)
    began = time.perf_counter()
    workers.pool, kept = pool, workers.pool
    for number in range(papers):
        render.paper_pdf(replace(paper, number=f"公示2024-{number:03}"))
        if number in (0, papers - 1):
            resident, peak = memory(pool._idle[-1].pid)
            print(f"one process after {number + 1:3} papers: {resident} MB resident, {peak} MB address space")
    print(f"{papers} different notices of 8 people, one after the other: {time.perf_counter() - began:.1f} s")
    workers.pool = kept
    pool.close()


def two_at_once(papers: int) -> None:
    with ThreadPoolExecutor(2) as threads:
        began = time.perf_counter()
        list(threads.map(lambda _: render.paper_pdf(notice(8)), range(papers)))
    print(f"{papers} notices of 8 people from two threads: {time.perf_counter() - began:.1f} s")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=30)
    rounds = parser.parse_args().rounds
    print(f"Python {platform.python_version()}, WeasyPrint {weasyprint.__version__}, {os.cpu_count()} cores")
    began = time.perf_counter()
    render.paper_pdf(notice(1))
    print(f"first notice, printing process included: {(time.perf_counter() - began) * 1000:.0f} ms")
    plain = Plain()
    for people in (1, 8):
        paper = notice(people)
        print(f"-- {people} people")
        floor = report("WeasyPrint alone, system fonts, libharfbuzz-subset", partial(plain, paper), rounds)
        report("ours: paper_pdf", partial(render.paper_pdf, paper), rounds, floor)
        report("  of it in the site: checks, HTML, fonts cut", partial(checked_only, paper), rounds, floor)
        report(
            "  the same in this process: no pipe, no fence", partial(in_this_process, paper), rounds, floor
        )
        with without_hb_subset():
            report("WeasyPrint alone without libharfbuzz-subset", partial(plain, paper), 1, floor)
            report("ours without libharfbuzz-subset", partial(in_this_process, paper), 5, floor)
    one_process(200)
    two_at_once(100)


if __name__ == "__main__":
    main()
