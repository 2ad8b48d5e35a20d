from django.db import migrations, models

# What was reopened before this was known: the step that follows an end.
KNOWN = """
    UPDATE communities_stagechange AS step SET reopens = true
    FROM (SELECT id, lag(stage) OVER (PARTITION BY community_id ORDER BY at, id) AS before
          FROM communities_stagechange) AS told
    WHERE told.id = step.id AND told.before = 'archived' AND step.stage <> 'archived'
"""


class Migration(migrations.Migration):

    dependencies = [
        ('communities', '0018_days_off_ahead'),
    ]

    operations = [
        migrations.AddField(
            model_name='stagechange',
            name='reopens',
            field=models.BooleanField(default=False),
        ),
        migrations.RunSQL(KNOWN, migrations.RunSQL.noop),
    ]
