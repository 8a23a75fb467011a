from improvement.models.entries import Entry
from improvement.models.evaluations import Evaluation, Verdict
from improvement.models.goals import Aim, Goal, Level
from improvement.models.groundwork import Anchoring, Knowledge, Mapping, Need, Requirement
from improvement.models.handovers import HandOver, HandOverQuestion
from improvement.models.ideas import Driver, Idea, IdeaVote
from improvement.models.measures import ImportDraft, Measure, MeasureKind, Point, ValueShape, Wanted
from improvement.models.pdsa import DecisionMade, Match, PdsaChain, PdsaCycle, PdsaQuestion, Scale, Stage
from improvement.models.plans import Benefit, Information, LoggedChange, ProcessNote, Risk
from improvement.models.projects import DEFAULT_PROCESS, Project, ProjectOrganisation
from improvement.models.revisions import Revision, Submission
from improvement.models.snapshots import Snapshot
from improvement.models.stakeholders import Attitude, Place, Stakeholder, StakeholderGroup
from improvement.models.steps import StepState, SubStepChange, SubStepState

__all__ = [
    "DEFAULT_PROCESS",
    "Aim",
    "Anchoring",
    "Attitude",
    "Benefit",
    "DecisionMade",
    "Driver",
    "Entry",
    "Evaluation",
    "Goal",
    "HandOver",
    "HandOverQuestion",
    "Idea",
    "IdeaVote",
    "ImportDraft",
    "Information",
    "Knowledge",
    "Level",
    "LoggedChange",
    "Mapping",
    "Match",
    "Measure",
    "MeasureKind",
    "Need",
    "PdsaChain",
    "PdsaCycle",
    "PdsaQuestion",
    "Place",
    "Point",
    "ProcessNote",
    "Project",
    "ProjectOrganisation",
    "Requirement",
    "Revision",
    "Risk",
    "Scale",
    "Snapshot",
    "Stage",
    "Stakeholder",
    "StakeholderGroup",
    "StepState",
    "SubStepChange",
    "SubStepState",
    "Submission",
    "ValueShape",
    "Verdict",
    "Wanted",
]
