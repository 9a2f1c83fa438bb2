"""In which language somebody reads; empty until they chose one."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    """One column of accounts."""

    dependencies = [("portal", "0003_record_imports")]

    operations = [
        migrations.AddField(
            "account", "language", models.CharField("语言", max_length=10, blank=True, default="")
        ),
    ]
