"""The field for the pages of a signed paper: one PDF, or one photograph for each page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

#: What is accepted. Phones that take HEIC pictures hand them over as JPEG where only that is asked for.
#: Asking for the camera alone (``capture``) would leave no way to a scan.
ACCEPT = "image/jpeg,image/png,application/pdf"


class PagesInput(forms.FileInput):
    """Several files may be chosen."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        """Every file that was sent under the name."""
        return files.getlist(name) if isinstance(files, MultiValueDict) else files.get(name)


class ScanField(forms.FileField):
    """The files of one paper; what each holds is looked at when it is kept."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        """The list of files, each as a file field alone would take it."""
        files = data if isinstance(data, list) else [data] if data else []
        return [super(ScanField, self).clean(each, initial) for each in files] or super().clean(None, initial)


def scan_field(*, required: bool, others: bool = False) -> ScanField:
    """Room for the signed paper; ``others`` says that it is needed only where it is somebody else's."""
    says = _("PDF、JPG 或 PNG；每个 10 MB 以内，最多 9 个。照片里的拍摄地点和设备信息不保存。")
    if others and not required:
        says = _(
            "替别人录入时必附。PDF、JPG 或 PNG；每个 10 MB 以内，最多 9 个。"
            "照片里的拍摄地点和设备信息不保存。"
        )
    widget = PagesInput(attrs={"accept": ACCEPT, "multiple": True})
    return ScanField(label=_("签名原件的扫描或照片"), required=required, help_text=says, widget=widget)
