//! The table of commands: everything a key can do, with its name, its words, where it works and its usual keys.
//!
//! Footer, help, palette, the user's key file and the README all read this table and nothing else. A new command is
//! one row here and one arm in the screen that hears it.

/// Where a command works. A screen names one scope; [`Scope::chain`] says which others work with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// On every screen and in every dialog.
    Everywhere,
    /// On every screen, not in dialogs.
    Places,
    /// In lists.
    List,
    /// On actions.
    Review,
    /// While a filter is typed.
    Filter,
    /// What is due today.
    Today,
    /// The case list.
    Cases,
    /// One case.
    Case,
    /// While an action line is typed on the case screen.
    CaseLine,
    /// The meeting list.
    Meetings,
    /// The action list.
    Actions,
    /// What was done.
    Done,
    /// Help and palette.
    Chooser,
    /// A question or message.
    Confirm,
    /// A form.
    Form,
    /// A list to pick from.
    Pick,
    /// A meeting's agenda.
    Agenda,
    /// Sign-in.
    SignIn,
    /// Outstanding actions.
    Outstanding,
    /// The meeting room: the line always has the focus.
    Room,
    /// Approval.
    Approval,
}

impl Scope {
    /// Every scope.
    pub const ALL: &'static [Self] = &[
        Self::Everywhere,
        Self::Places,
        Self::List,
        Self::Review,
        Self::Filter,
        Self::Today,
        Self::Cases,
        Self::Case,
        Self::CaseLine,
        Self::Meetings,
        Self::Actions,
        Self::Done,
        Self::Chooser,
        Self::Confirm,
        Self::Form,
        Self::Pick,
        Self::Agenda,
        Self::SignIn,
        Self::Outstanding,
        Self::Room,
        Self::Approval,
    ];

    /// The scopes whose keys work here, the nearest first.
    pub const fn chain(self) -> &'static [Self] {
        use Scope::{
            Actions, Agenda, Approval, Case, CaseLine, Cases, Chooser, Confirm, Done, Everywhere, Filter, Form,
            List, Meetings, Outstanding, Pick, Places, Review, Room, SignIn, Today,
        };
        match self {
            Everywhere => &[Everywhere],
            Places => &[Places, Everywhere],
            List => &[List, Places, Everywhere],
            Review => &[Review, List, Places, Everywhere],
            Filter => &[Filter, Everywhere],
            Today => &[Today, List, Places, Everywhere],
            Cases => &[Cases, List, Places, Everywhere],
            Case => &[Case, Review, List, Places, Everywhere],
            CaseLine => &[CaseLine, Everywhere],
            Meetings => &[Meetings, List, Places, Everywhere],
            Actions => &[Actions, Review, List, Places, Everywhere],
            Done => &[Done, List, Places, Everywhere],
            Chooser => &[Chooser, Everywhere],
            Confirm => &[Confirm, Everywhere],
            Form => &[Form, Everywhere],
            Pick => &[Pick, Everywhere],
            Agenda => &[Agenda, List, Places, Everywhere],
            SignIn => &[SignIn, List, Places, Everywhere],
            Outstanding => &[Outstanding, Review, List, Places, Everywhere],
            Room => &[Room, Places, Everywhere],
            Approval => &[Approval, List, Places, Everywhere],
        }
    }

    /// Its name in help and README.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Everywhere => "everywhere",
            Self::Places => "on every screen",
            Self::List => "in lists",
            Self::Review => "on an action",
            Self::Filter => "while filtering",
            Self::Today => "today",
            Self::Cases => "cases",
            Self::Case => "one case",
            Self::CaseLine => "action line of a case",
            Self::Meetings => "meetings",
            Self::Actions => "actions",
            Self::Done => "what was done",
            Self::Chooser => "help and palette",
            Self::Confirm => "questions",
            Self::Form => "forms",
            Self::Pick => "choices",
            Self::Agenda => "agenda",
            Self::SignIn => "sign-in",
            Self::Outstanding => "outstanding actions",
            Self::Room => "meeting room",
            Self::Approval => "approval",
        }
    }

    /// Whether text is typed here, so that letters can never be commands.
    pub const fn types(self) -> bool {
        matches!(self, Self::Room | Self::Filter | Self::CaseLine | Self::Form | Self::Chooser | Self::Pick)
    }
}

/// A row of the table.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    /// The command.
    pub command: Command,
    /// Its name in key files: kebab-case.
    pub name: &'static str,
    /// A word or two for the footer and the palette.
    pub title: &'static str,
    /// What it does, in a sentence.
    pub doc: &'static str,
    /// Where it works.
    pub scope: Scope,
    /// Its usual keys, as a key file spells them.
    pub keys: &'static [&'static str],
    /// Its place in the footer; 0 is not shown there.
    pub foot: u8,
}

macro_rules! commands {
    ($($id:ident $scope:ident $name:literal $title:literal [$($key:literal),*] $foot:literal $doc:literal;)+) => {
        /// Everything a key can do.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Command { $(#[doc = $doc] $id,)+ }

        /// The table, in the order in which help shows it.
        pub const TABLE: &[Row] = &[$(Row {
            command: Command::$id, name: $name, title: $title, doc: $doc, scope: Scope::$scope,
            keys: &[$($key),*], foot: $foot,
        },)+];
    };
}

commands! {
    // id          scope      name              title            keys                     footer  doc
    Open           List       "open"            "Open"           ["enter"]                     10 "Opens what the cursor is on.";
    Up             List       "up"              "Up"             ["up", "k"]                    0 "Moves up a line.";
    Down           List       "down"            "Down"           ["down", "j"]                  0 "Moves down a line.";
    PageUp         List       "page-up"         "Page up"        ["pageup"]                     0 "Moves up a page.";
    PageDown       List       "page-down"       "Page down"      ["pagedown", "space"]          0 "Moves down a page.";
    First          List       "first"           "First"          ["g", "home"]                  0 "Moves to the first line.";
    Last           List       "last"            "Last"           ["G", "end"]                   0 "Moves to the last line.";
    Filter         List       "filter"          "Filter"         ["/"]                         30 "Narrows the list to lines that hold what is typed.";

    FilterUp       Filter     "filter-up"       "Up"             ["up"]                         0 "Moves up a line while the filter is typed.";
    FilterDown     Filter     "filter-down"     "Down"           ["down"]                       0 "Moves down a line while the filter is typed.";
    FilterApply    Filter     "filter-apply"    "Keep filter"    ["enter"]                     10 "Keeps the filter and goes back to the list.";

    Confirmed      Review     "confirmed"       "Confirmed"      ["y"]                         45 "The agency that was not there has accepted the action.";
    Completed      Review     "completed"       "Completed"      ["c"]                         40 "The action has been done.";
    Continues      Review     "continues"       "Continues"      ["r"]                         41 "The action has been reviewed and goes on.";
    NoLonger       Review     "no-longer"       "No longer possible" ["x"]                     42 "Circumstances changed: the action can no longer be done.";
    NotDone        Review     "not-done"        "Not done"       ["n"]                         43 "The agency did not do it; the reason is asked for.";

    EnterMeeting   Today      "enter-meeting"   "Enter meeting"  ["m"]                         20 "Enters today's meeting.";

    CaseState      Cases      "case-state"      "State"          ["s"]                         20 "Shows only cases of one state.";
    CaseForum      Cases      "case-forum"      "Forum"          ["f"]                         21 "Shows only cases of one forum.";

    AddAction      Case       "add-action"      "Add action"     ["a"]                         20 "Opens the line for an action agreed between meetings.";
    Correct        Case       "correct"         "Correct"        ["e"]                         21 "Puts right the field under the cursor that could not be read.";
    Settle         Case       "settle"          "Settle finding" ["s"]                         22 "Says that the finding under the cursor has been dealt with.";
    AddViews       Case       "add-views"       "Views"          ["v"]                         23 "Adds the victim's views and wishes.";
    Whereabouts    Case       "whereabouts"     "Whereabouts"    ["w"]                         24 "Says where the perpetrator is now.";
    AddHappening   Case       "add-happening"   "Date"           ["d"]                         25 "Adds a release, hearing or other date that something hangs on.";

    LineAdd        CaseLine   "line-add"        "Add"            ["enter"]                     10 "Adds the actions as read from the line.";
    LineReading    CaseLine   "line-reading"    "Other reading"  ["tab"]                       11 "Takes the other reading of a date that can be read two ways.";

    AddMeeting     Meetings   "add-meeting"     "Add meeting"    ["a"]                         20 "Adds a meeting of a forum.";

    OnlyOverdue    Actions    "only-overdue"    "Overdue"        ["o"]                         20 "Shows only actions past their date.";
    OnlyLive       Actions    "only-live"       "Live"           ["l"]                         21 "Shows only actions somebody still has to act on.";
    EveryAction    Actions    "every-action"    "All"            ["*"]                         22 "Shows every action.";
    OfAgency       Actions    "of-agency"       "Agency"         ["b"]                         23 "Shows only actions of one agency.";

    ChooserUp      Chooser    "chooser-up"      "Up"             ["up"]                         0 "Moves up a command.";
    ChooserDown    Chooser    "chooser-down"    "Down"           ["down"]                       0 "Moves down a command.";
    ChooserRun     Chooser    "chooser-run"     "Do it"          ["enter"]                     10 "Carries out the command under the cursor.";

    Yes            Confirm    "yes"             "Yes"            ["enter", "y"]                10 "Answers yes, or closes a message.";
    No             Confirm    "no"              "No"             ["n"]                         11 "Answers no.";

    NextField      Form       "next-field"      "Next"           ["tab", "down"]               11 "Moves to the next field.";
    PreviousField  Form       "previous-field"  "Previous"       ["shift-tab", "up"]            0 "Moves to the field before.";
    NextChoice     Form       "next-choice"     "Next choice"    ["alt-right", "ctrl-n"]        0 "Takes the next of the field's choices.";
    PreviousChoice Form       "previous-choice" "Previous choice" ["alt-left"]                  0 "Takes the choice before.";
    Submit         Form       "submit"          "Save"           ["enter"]                     10 "Saves the form; all that is wrong with it is shown.";
    NewLine        Form       "new-line"        "New line"       ["alt-enter"]                  0 "Begins a new line in a longer text.";

    PickUp         Pick       "pick-up"         "Up"             ["up"]                         0 "Moves up a choice.";
    PickDown       Pick       "pick-down"       "Down"           ["down"]                       0 "Moves down a choice.";
    PickTake       Pick       "pick-take"       "Take"           ["enter"]                     10 "Takes the choice under the cursor.";

    Today          Places     "today"           "Today"          ["f3", "1"]                    0 "Goes to what is due today.";
    Cases          Places     "cases"           "Cases"          ["f4", "2"]                    0 "Goes to the case list.";
    Meetings       Places     "meetings"        "Meetings"       ["f5", "3"]                    0 "Goes to the meetings.";
    Actions        Places     "actions"         "Actions"        ["f6", "4"]                    0 "Goes to the action list.";
    WhatWasDone    Places     "what-was-done"   "What was done"  ["f7", "5"]                    0 "Goes to the newest changes, to look back or undo.";
    Undo           Places     "undo"            "Undo"           ["ctrl-z", "alt-z"]           60 "Undoes your own last change.";
    Refresh        Places     "refresh"         "Read again"     ["ctrl-r"]                     0 "Reads what is shown again.";
    NextTheme      Places     "next-theme"      "Next theme"     ["f9"]                         0 "Changes the colours: light, dark, high contrast, mono.";
    Palette        Places     "palette"         "Palette"        ["ctrl-p", ":"]               80 "Finds a command by its words and carries it out.";

    Help           Everywhere "help"            "Help"           ["f1", "?"]                   90 "Shows what can be done here; typing narrows it and Enter carries it out.";
    Privacy        Everywhere "privacy"         "Privacy"        ["f2"]                        85 "Hides names and narrative at once; showing them again asks first.";
    Back           Everywhere "back"            "Back"           ["esc"]                       70 "Goes back, and only back.";
    Hold           Everywhere "hold"            "Keep text"      ["ctrl-c"]                     0 "Leaves what is typed as it is and says how to leave.";
    Quit           Everywhere "quit"            "Leave Convenor" ["ctrl-q"]                     0 "Leaves the program.";
}

impl Command {
    /// Its row of the table.
    pub fn row(self) -> &'static Row {
        // The table is made from the same list as the enum, in its order; the first row stands in for the impossible.
        TABLE.get(self as usize).unwrap_or(&FIRST)
    }

    /// The command of a name in a key file.
    pub fn named(name: &str) -> Option<Self> {
        TABLE.iter().find(|row| row.name == name).map(|row| row.command)
    }
}

const FIRST: Row = Row {
    command: Command::Open,
    name: "open",
    title: "Open",
    doc: "Opens what the cursor is on.",
    scope: Scope::List,
    keys: &[],
    foot: 0,
};

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::super::keymap::Key;
    use super::*;

    #[test]
    fn names_are_unique_kebab_case_and_every_row_is_documented() {
        let mut names = HashSet::new();
        for (at, row) in TABLE.iter().enumerate() {
            assert_eq!(row.command as usize, at, "{}", row.name);
            assert!(names.insert(row.name), "{} twice", row.name);
            assert!(row.name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-'), "{}", row.name);
            assert!(row.doc.ends_with('.') && row.doc.len() > 10, "{} is not documented", row.name);
            assert!(!row.title.is_empty() && row.title.len() <= 20, "{} needs a short title", row.name);
            assert!(!row.keys.is_empty(), "{} has no key", row.name);
        }
    }

    #[test]
    fn no_key_means_two_things_where_it_can_be_pressed() {
        for scope in Scope::ALL {
            let mut seen = HashSet::new();
            for row in TABLE.iter().filter(|row| scope.chain().contains(&row.scope)) {
                for key in row.keys {
                    let key = Key::parse(key).unwrap_or_else(|| panic!("{} has no key {key}", row.name));
                    assert!(seen.insert(key), "{key} twice in {}", scope.label());
                }
            }
        }
    }

    #[test]
    fn no_letter_is_a_command_where_text_is_typed() {
        for row in TABLE.iter().filter(|row| row.scope.types()) {
            for key in row.keys {
                assert!(Key::parse(key).is_some_and(|key| !key.is_text()), "{} takes {key}", row.name);
            }
        }
    }

    #[test]
    fn every_scope_begins_its_own_chain_and_ends_everywhere() {
        for scope in Scope::ALL {
            assert_eq!(scope.chain().first(), Some(scope));
            assert_eq!(scope.chain().last(), Some(&Scope::Everywhere));
        }
    }
}
