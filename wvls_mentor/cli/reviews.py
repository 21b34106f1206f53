"""The review before answers are saved: yes, no, or the number of one to change.

What is asked about the office and the check numbers both end with it.
"""

from wvls_mentor.cli import prompts


def decided(question: str, most: int, *, default: str = "") -> bool | int:
    """Whether lines 1 to *most* are right, or the number of the one to change.

    With a *default* Enter takes it; without one the question is y or n, and Enter is no.
    """
    yes, no = ("yes", "no") if default else ("y", "n")
    while True:
        if default:
            typed = prompts.ask_line(question, default=default)
        else:
            typed = prompts.ask_line(prompts.with_keys(question), room=2) or "n"
        typed = typed.lower().removeprefix("#").strip()
        if typed in ("y", "yes", "n", "no"):
            return typed.startswith("y")
        if typed.isascii() and typed.isdigit() and 1 <= int(typed[:9]) <= most:
            return int(typed)
        one = "1 to change it" if most == 1 else f"a number from 1 to {most} to change that one"
        prompts.tell(f"Please type {yes}, {no}, or {one}.")
