"""What can go wrong, as a tree.

EntenteError            anything the user can mend; the command line prints it and ends with code 2
|-- ScenarioError       a scenario file, its tables or its overrides (sim.scenario)
|-- SourceError         a public source file that is missing or not as described (sim.evidence)
|-- ResultsError        a results folder that is missing, torn or of another study (sim.ensemble)
`-- QuestionError       a question that the results at hand cannot answer (sim.ensemble)
"""


class EntenteError(Exception):
    """Something the user can mend; the message says what was expected and what to write."""


class SourceError(EntenteError):
    """A public source file is missing or is not as its description says."""


class ResultsError(EntenteError):
    """A results folder is missing, torn or belongs to another study."""


class QuestionError(EntenteError):
    """The results at hand do not hold what was asked for."""
