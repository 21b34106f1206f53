"""Every command with its module and one line of help, so that help loads none of them."""

# In the order of a coordinator's work: group -> name -> (module:app, the first sentence of its page).
GROUPS: dict[str, dict[str, tuple[str, str]]] = {
    "Every day": {
        "status": (
            "deadlines:status_app",
            "Show how all pairs are doing, or one pair's whole story.",
        ),
        "overdue": ("deadlines:overdue_app", "Show what is overdue, and whose turn it is."),
        "upcoming": ("deadlines:upcoming_app", "Show what comes due in the next days."),
        "calendar": ("calendar:app", "Put deadlines, visits and calls into your calendar program."),
        "match": ("matching:app", "Propose, explain and make pairs (C3)."),
        "log-meeting": ("log_meeting:app", "Log a meeting that was held, planned or attempted."),
        "meeting": ("meetings:app", "List, confirm and edit meetings, and claim travel for them."),
        "check-in": ("check_ins:app", "Record your check-in call to a pair (C9)."),
        "goal": ("goals:app", "Add, share, edit, list or drop goals, or mark one done (C8)."),
        "agenda": ("agenda:app", "Make the agenda of a pair's next meeting (C7)."),
        "letters": ("letters:app", "Write the letters that are due, for you to read and send."),
    },
    "A pair's year": {
        "extend": ("terms:extend_app", "Extend a mentorship (C4)."),
        "end": ("terms:end_app", "End a mentorship early."),
        "excuse": ("terms:excuse_app", "Excuse a pair from deadlines."),
        "evaluate": ("evaluations:evaluate_app", "Record a partner's evaluation (C10)."),
        "evaluations": ("evaluations:evaluations_app", "Summarize all evaluations."),
    },
    "People": {
        "mentor": ("people:mentor_app", "Add, list, show, edit, pause and resume mentors."),
        "mentee": ("people:mentee_app", "Add, list, show, edit, withdraw and resume mentees."),
        "library": ("libraries:app", "Add, list, show and edit libraries."),
        "topic": ("topics:app", "Add and list the topics of the guide (C7)."),
        "keep-apart": ("people:apart_app", "Never match these two."),
        "roster": ("roster:app", "List the pairs with phones and e-mail, and who is free."),
    },
    "Money": {
        "stipends": (
            "stipends:app",
            "Show what is owed, claim it and record payments (C11, C12).",
        ),
        "report": ("report:app", "Report to the board: how it's going, and what it costs."),
        "policy": ("policy:policy_app", "Show and change the dated settings and rates."),
        "rules": ("policy:rules_app", "Show the twelve clauses with the numbers in force."),
    },
    "Sheets": {
        "form": (
            "exporting:form_app",
            "Print the questions to put into a sign-up or report form.",
        ),
        "import": ("importing:app", "Import people, libraries, pairs or meetings from a sheet."),
        "export": ("exporting:export_app", "Save records as sheets for a spreadsheet program."),
    },
    "The file": {
        "init": (
            "setup:init_app",
            "Make a new database with libraries, topics, settings and rates.",
        ),
        "demo": ("setup:demo_app", "Try everything on a throwaway database of fictional people."),
        "history": (
            "history:history_app",
            "List every command that changed something, and what it changed.",
        ),
        "undo": ("history:undo_app", "Undo the newest command, or an older one."),
        "backup": ("backups:backup_app", "Back up the database to another file."),
        "restore": ("backups:restore_app", "Restore a backup, keeping the current file beside it."),
        "check": ("checks:app", "Check the file and the records."),
        "forget": ("privacy:forget_app", "Erase a person's contact details and notes everywhere."),
        "records": ("privacy:records_app", "Collect the records for a public-records request."),
        "handover": (
            "handover:app",
            "Write a page for your successor: what is open, and what to do.",
        ),
    },
}
COMMANDS = {name: entry for group in GROUPS.values() for name, entry in group.items()}
