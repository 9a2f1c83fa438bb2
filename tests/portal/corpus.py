"""What people and programs type and send that nobody asked for: texts, days, numbers, files, bodies."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from functools import cache
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"

#: texts that no paper keeps, by why: what cannot be seen, turned around, or is somebody's identity number
UNKEPT_KINDS = {
    "unseen": ("看\0不见", "\0", "回\x08退", "\x1b[31m红"),
    "turned": ("甲\u202e乙", "\u2066隔\u2069"),
    "identity": ("110101190001010014", "身份证 110101 19000101 0014", "１１０１０１１９０００１０１００１４"),
}
#: texts that are odd, and kept as they are where there is room for them, by whom they would trouble
ODD_KINDS = {
    "composed": ("e\u0301 A\u030a", "👩‍👩‍👧‍👦🏳️‍🌈", "\ufeff\u200b\u00a0", "\ufffe\U0010ffff"),
    "markup": ("<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "javascript:alert(1)"),
    "template": ("{{ 7*7 }}{% include '/etc/passwd' %}", "{0.__class__} %(name)s %s ${7*7} #{7*7}"),
    "query": ("' OR '1'='1'; DROP TABLE workflows_entry; --", "\\'; -- \\x00 \\u0000", "%_%%__"),
    "elsewhere": ("../../../../etc/passwd", "=HYPERLINK(1)"),
    "lines": ("\r\nSet-Cookie: x=1\r\n\r\n", "a\tb\nc"),
    "long": ("长" * 300,),
}
TEXT_KINDS = {"nothing": ("",), **UNKEPT_KINDS, **ODD_KINDS}
DAY_KINDS = {
    "no day": ("",),
    "no such day": ("2024-02-30", "0000-00-00", "2024-13-01"),
    "a day beyond all years": ("99999-01-01", "0001-01-01", "9999-12-31", "-0001-01-01", "1899-12-31"),
    "a day otherwise written": ("2024-1-1", "20240101", "2024-W09-5", "2024-12-14T00:00", "٢٠٢٤-٠١-٠١"),
    "what is no day": ("昨天", "1e9", "NaN"),
}
NUMBER_KINDS = {
    "signed": ("-1", "-0", "-" + "9" * 30),
    "otherwise written": ("1e9", "1.5", "0x10", "٣", "１", "1_000", " 1 ", "1,000"),
    "no number": ("NaN", "Infinity", "True", "null"),
    "beyond a column": (str(2**31), str(2**63), str(10**30), "9" * 5000),
}


#: the place of each kind among all that a form may be sent
TURN = {kind: at for at, kind in enumerate((*TEXT_KINDS, *NUMBER_KINDS, *DAY_KINDS))}


def flat(kinds: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Every value, of whatever kind."""
    return tuple(value for kind in kinds.values() for value in kind)


UNKEPT, ODD, TEXTS, DAYS = flat(UNKEPT_KINDS), flat(ODD_KINDS), flat(TEXT_KINDS), flat(DAY_KINDS)
#: far more than anybody types; a page that shows it again is as long
GIANT = ("长" * 100_000, "a" * 1_000_000)
#: longer than any server takes an address, where what is not ASCII stands nine times as long
LONG = ("a" * 100_000, "长" * 4_000)

#: ids that no row has, some of which no column could hold
ID_KINDS = {"none": (0, 2**31), "beyond a column": (2**63, 10**30, int("9" * 300), 2**63 - 1)}

#: bodies that are no form: content type, bytes
BODIES = (
    ("application/json", b'{"text": ["a"], "act_on": {"$gt": ""}}'),
    ("application/json", b"[" * 10_000),
    ("text/xml", b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'),
    ("application/x-www-form-urlencoded", b"text=%ff%fe%00&act_on=%80&act_key=%c0%ae"),
    ("application/x-www-form-urlencoded", b"\xff\xfe=\x00&=&&&=;%"),
    ("application/x-www-form-urlencoded; charset=utf-16", "text=好".encode("utf-16")),
    ("application/x-www-form-urlencoded; charset=nonsense", b"text=a"),
    ("application/x-www-form-urlencoded", b"a=1&" * 6000),
    ("multipart/form-data", b"no boundary"),
    ("multipart/form-data; boundary=x", b""),
    (
        "multipart/form-data; boundary=x",
        b'--x\r\nContent-Disposition: form-data; name="text"\r\n\r\n\xff\xfe',
    ),
    ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data\r\n\r\na\r\n--x--\r\n"),
    ("multipart/form-data; boundary=" + "x" * 300, b"--x\r\n"),
    (
        "multipart/form-data; boundary=x",
        b'--x\r\nContent-Disposition: form-data; name="text"\r\n'
        b"Content-Transfer-Encoding: base64\r\n\r\n!\r\n--x--",
    ),
    ("", b"text=a"),
    ("image/png", b"\x89PNG\r\n\x1a\n"),
)


def bomb() -> bytes:
    """Thirty megabytes of nothing in thirty kilobytes."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 30_000_000)
    return target.getvalue()


@cache
def files() -> dict[str, tuple[str, bytes, bool]]:
    """Files by what is wrong with them: name, content, and whether they are kept all the same."""
    return {
        "empty": ("a.pdf", b"", False),
        "huge": ("a.pdf", PDF + b"0" * (11 * 1024 * 1024), False),
        "program": ("a.pdf", b"MZ\x90\x00" + b"\0" * 200, False),
        "drawing": ("a.png", b'<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>', False),
        "page": ("a.pdf", b"<html><script>alert(1)</script>", False),
        "text": ("a.pdf", b"hello", False),
        "one byte": ("a.pdf", b"%", False),
        "bomb": ("a.pdf", bomb(), False),
        "climbing": ("../../../etc/passwd.pdf", PDF, True),
        "nul in its name": ("a\0b.pdf", PDF, True),
        "long name": ("长" * 300 + ".pdf", PDF, True),
        "no ending": ("scan", PDF, True),
        "markup in its name": ("<img src=x>.pdf", PDF, True),
    }


def upload(kind: str) -> SimpleUploadedFile:
    """One of ``files`` as a browser sends it."""
    name, content, _kept = files()[kind]
    return SimpleUploadedFile(name, content, "application/pdf")
