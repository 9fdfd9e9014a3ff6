"""The database itself refuses to rewrite what was submitted and what was predicted."""

from django.db import migrations

REFUSE_UPDATES = """
CREATE TRIGGER submission_never_changes BEFORE UPDATE ON predictor_submission
    FOR EACH ROW EXECUTE FUNCTION refuse_update();
CREATE TRIGGER prediction_never_changes BEFORE UPDATE ON predictor_prediction
    FOR EACH ROW EXECUTE FUNCTION refuse_update();
CREATE TRIGGER explanation_never_changes BEFORE UPDATE ON predictor_explanation
    FOR EACH ROW EXECUTE FUNCTION refuse_update();
"""
ALLOW_UPDATES = """
DROP TRIGGER submission_never_changes ON predictor_submission;
DROP TRIGGER prediction_never_changes ON predictor_prediction;
DROP TRIGGER explanation_never_changes ON predictor_explanation;
"""


class Migration(migrations.Migration):
    dependencies = [("predictor", "0001_initial"), ("mlcore", "0002_promotions_never_change")]
    operations = [migrations.RunSQL(REFUSE_UPDATES, ALLOW_UPDATES)]
