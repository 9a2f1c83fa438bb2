"""When the whole journal was verified, and what was found."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("workflows", "0006_corrected_facts_keep_their_place"),
    ]

    operations = [
        migrations.CreateModel(
            name="JournalCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                ("entries", models.PositiveBigIntegerField()),
                ("differences", models.PositiveIntegerField()),
            ],
            options={
                "verbose_name": "纪实校验",
                "verbose_name_plural": "纪实校验",
            },
        ),
    ]
