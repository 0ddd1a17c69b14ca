"""`vedich`: the entry point. Chooses the language, then builds the commands in it."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from vedich.messages import LANGUAGES, Lang, Refused, set_language, text

if TYPE_CHECKING:
    import typer

EXIT_BAD_INPUT = 2
EXIT_INTERNAL = 70  # sysexits.h: software error


def chosen_language(arguments: list[str], environment: dict[str, str]) -> Lang:
    """`--lang` on the line, else VEDICH_LANG, else Vietnamese; needed before the help texts are built."""
    wanted = environment.get("VEDICH_LANG", "")
    for number, argument in enumerate(arguments):
        if argument == "--lang" and number + 1 < len(arguments):
            wanted = arguments[number + 1]
        elif argument.startswith("--lang="):
            wanted = argument.partition("=")[2]
    return next((lang for lang in LANGUAGES if lang == wanted), "vi")


def build_app() -> typer.Typer:
    """The commands, with help in the current language."""
    import typer

    from vedich.cli import (
        alternatives,
        buy,
        check,
        convert,
        diff,
        impact,
        new,
        plan,
        replan,
        risk,
        rulebook,
        score,
        study,
        targets,
        triggers,
        why,
    )

    app = typer.Typer(
        name="vedich",
        help=text("cli.help"),
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )
    verbs = (
        *(new, check, convert, score, targets, plan, why, buy, alternatives, replan, diff),
        *(impact, risk, triggers, study),
    )
    for module in verbs:
        name = module.__name__.rpartition(".")[2]
        app.command(name, help=text(f"cli.{name}.help"))(module.run)
    app.add_typer(rulebook.build_app(), name="rulebook", help=text("cli.rulebook.help"))
    return app


def main() -> None:
    """Run a command. Bad input: every problem on standard error, exit 2. No traceback reaches a user."""
    set_language(chosen_language(sys.argv[1:], dict(os.environ)))
    try:
        build_app()()
    except Refused as refused:
        from vedich.cli.output import show_problems

        show_problems(refused.problems)
        sys.exit(EXIT_BAD_INPUT)
    except KeyboardInterrupt:
        sys.stderr.write(text("cli.interrupted") + "\n")
        sys.exit(130)
    except BrokenPipeError:
        # The reader of our output (head, less) went away: nothing more to say, and nothing to say it to.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        sys.exit(0)
    except Exception as error:
        if os.environ.get("VEDICH_DEBUG"):
            raise
        sys.stderr.write(text("cli.internal", error=f"{type(error).__name__}: {error}") + "\n")
        sys.exit(EXIT_INTERNAL)
