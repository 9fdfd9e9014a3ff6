"""What the machine remembers: schemas, datasets, trainings, versions, and who made which one live."""

from mlcore.models.datasets import Dataset, DatasetContent, DatasetPart
from mlcore.models.policies import PickedPolicy
from mlcore.models.rehearsals import Rehearsal
from mlcore.models.restorations import Restoration
from mlcore.models.schemas import SchemaVersion, Task
from mlcore.models.stops import PredictingChange
from mlcore.models.versions import CandidateResult, ModelVersion, Promotion, ResultDetail, TrainingRun

__all__ = [
    "CandidateResult",
    "Dataset",
    "DatasetContent",
    "DatasetPart",
    "ModelVersion",
    "PickedPolicy",
    "PredictingChange",
    "Promotion",
    "Rehearsal",
    "Restoration",
    "ResultDetail",
    "SchemaVersion",
    "Task",
    "TrainingRun",
]
