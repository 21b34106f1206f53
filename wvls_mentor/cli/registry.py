"""Every command with its module and one line of help, so that help loads none of them."""

COMMANDS: dict[str, tuple[str, str]] = {
    "init": ("setup:init_app", "Make a new database with the libraries, topics, policy and rates."),
    "demo": ("setup:demo_app", "Try everything on a throwaway database of fictional people."),
    "mentor": ("mentors:app", "Add, list, show, edit, pause and resume mentors."),
    "mentee": ("mentees:app", "Add, list, show, edit, withdraw and resume mentees."),
    "library": ("places:library_app", "Add, list, show and edit libraries."),
    "topic": ("places:topic_app", "Add and list the topics of the guide (C7)."),
    "keep-apart": ("people:apart_app", "Never match these two."),
    "import": ("files:import_app", "Take in people, libraries, pairs or meetings from a sheet."),
    "match": ("match:app", "Propose, explain and make pairs (C3)."),
    "log-meeting": ("meetings:app", "Record a meeting, held, planned or attempted."),
    "status": ("reports:status_app", "How every active pair is doing."),
    "overdue": ("reports:overdue_app", "What is late, and whose turn it is."),
    "upcoming": ("reports:upcoming_app", "What comes due in the next days."),
    "stipends": ("money:app", "What each mentor has earned, visit by visit (C11, C12)."),
    "policy": ("policy:policy_app", "Show and change the dated settings and rates."),
    "rules": ("policy:rules_app", "The twelve clauses with the numbers in force."),
}
