"""The rules: which lines are hidden or kept in the articles of a source; to change, delete and apply."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.app import ComposeResult

from storage.library import Change
from storage.rule import Rule
from storage.text import sanitise_line
from storage.wording import count_of
from tui.actions import Context
from tui.screens.asking import Asking
from tui.screens.listing import ListScreen
from tui.screens.recleaning import Recleaning
from tui.session import Session
from tui.widgets.bar import Bar
from tui.widgets.rule_list import RuleList
from tui.widgets.status_line import StatusLine


class RulesScreen(ListScreen, Recleaning, Asking):
    """The list of rules, source by source."""

    CONTEXT = Context.RULES

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._rules: Sequence[Rule] = ()

    def compose(self) -> ComposeResult:
        """Lay out header, list and bottom line."""
        yield Bar()
        yield RuleList()
        yield StatusLine(self.hints())

    def on_mount(self) -> None:
        """Show what there is."""
        label = self.session.keymap.label
        hide, make = label("reading.hide-block"), label("reading.make-rule")
        self.lines.empty = f"No rules yet: {hide} on an article’s line, then {make} makes one."
        self.library_changed()

    @property
    def lines(self) -> RuleList:
        """The list."""
        return self.query_one(RuleList)

    def library_changed(self) -> None:
        """Show the rules as they are now, the cursor on the same one."""
        rule = self.lines.rule
        self._show(rule.id if rule else None)

    def travelled(self, _change: Change) -> None:
        """Show what undo or redo did, with the cursor on it."""
        before = set(self._rules)
        self.library_changed()
        touched = next((rule for rule in self._rules if rule not in before), None)
        if touched is not None:
            self._show(touched.id)

    def _show(self, at: str | None) -> None:
        self._rules = rules = self.session.library.rules()
        self.lines.show(rules, at)
        self.tell_bare(not rules)
        self.query_one(Bar).show([("rules", "title")], [(count_of(len(rules), "rule"), "dim")])

    # what can be done

    def action_edit(self) -> None:
        """Change the line that the rule is for."""
        rule = self.lines.rule
        if rule is None:
            return

        def answered(text: str) -> bool:
            line = sanitise_line(text)
            if line == rule.line:
                return True
            done = self._set(rule, lambda: self.session.library.edit_rule(rule.id, line=line))
            if done:
                self.say(f"the rule is for “{line}” now")
            return done

        self.ask_line("keep" if rule.kept else "hide", rule.line, answered)

    def on_line_list_opened(self) -> None:
        """Change the line of the rule that was clicked."""
        self.action_edit()

    def action_turn(self) -> None:
        """Keep what the rule hides, or hide what it keeps."""
        rule = self.lines.rule
        if rule is not None and self._set(rule, lambda: self.session.library.edit_rule(rule.id, kept=not rule.kept)):
            self.say(f"“{rule.line}” is {'hidden' if rule.kept else 'kept'} in {rule.source} from now on")

    def action_delete(self) -> None:
        """Delete the rule; undo brings it back."""
        rule = self.lines.rule
        if rule is not None:
            done = f"deleted the rule on “{rule.line}”{self.way_back()}"
            self.change(lambda: self.session.library.delete_rules([rule.id]), done)

    def _set(self, rule: Rule, action: Callable[[], Rule]) -> bool:
        """Change a rule, the cursor staying on it; whether it went well."""
        done = self.carry_out(action)
        if done:
            self._show(rule.id)
        return done

    def to_reclean(self) -> Sequence[str]:
        """Return the articles of the source of the rule."""
        rule = self.lines.rule
        if rule is None:
            return ()
        of_it = self.session.library.articles_of_source(rule.source)
        if not of_it:
            self.say(f"there is no article of {rule.source} here")
        return of_it
