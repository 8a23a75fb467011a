from improvement.models.goals import Aim, Goal
from improvement.models.measures import ImportDraft, Measure, MeasureKind, Point, ValueShape, Wanted
from improvement.models.pdsa import DecisionMade, Match, PdsaCycle, Stage
from improvement.models.projects import DEFAULT_PROCESS, Project, ProjectOrganisation
from improvement.models.revisions import Revision, Submission
from improvement.models.steps import StepState, SubStepChange, SubStepState

__all__ = [
    "DEFAULT_PROCESS",
    "Aim",
    "DecisionMade",
    "Goal",
    "ImportDraft",
    "Match",
    "Measure",
    "MeasureKind",
    "PdsaCycle",
    "Point",
    "Project",
    "ProjectOrganisation",
    "Revision",
    "Stage",
    "StepState",
    "SubStepChange",
    "SubStepState",
    "Submission",
    "ValueShape",
    "Wanted",
]
