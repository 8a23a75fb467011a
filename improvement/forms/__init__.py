from improvement.forms.base import WorkspaceForm
from improvement.forms.goals import GoalForm
from improvement.forms.measures import MeasureForm, PasteForm, PointForm
from improvement.forms.members import MemberForm
from improvement.forms.pdsa import STAGE_FORMS, PdsaPlanForm
from improvement.forms.pdsa_chain import ChainForm
from improvement.forms.projects import DoneBeforeForm, ProjectCreateForm, ProjectForm, StepForm

__all__ = [
    "STAGE_FORMS",
    "ChainForm",
    "DoneBeforeForm",
    "GoalForm",
    "MeasureForm",
    "MemberForm",
    "PasteForm",
    "PdsaPlanForm",
    "PointForm",
    "ProjectCreateForm",
    "ProjectForm",
    "StepForm",
    "WorkspaceForm",
]
