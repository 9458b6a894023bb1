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
    /// In long lists that filter words narrow.
    Long,
    /// Where lines can be marked.
    Marks,
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
    /// While a longer text is written in the meeting room.
    Editor,
    /// A case of two people.
    Couple,
    /// The delivery plan, and one item of it.
    Plan,
    /// Flags of cases.
    Flags,
    /// The directory of services, and needs without one.
    Services,
    /// The forums, and one of them.
    Forums,
    /// Assessments of a case.
    Assess,
    /// People, to be found.
    People,
    /// Anything, to be found.
    Find,
    /// One person.
    Person,
    /// The meeting list.
    Meetings,
    /// The action list.
    Actions,
    /// One action, whole.
    Action,
    /// Who is to be reminded.
    Chasing,
    /// What was done.
    Done,
    /// The area.
    Area,
    /// Help and palette.
    Chooser,
    /// The locked screen.
    Lock,
    /// A question.
    Confirm,
    /// A form.
    Form,
    /// A list to pick from.
    Pick,
    /// A meeting's agenda.
    Agenda,
    /// What agencies returned before a meeting.
    Research,
    /// A sheet that came back filled in.
    Returned,
    /// Sign-in.
    SignIn,
    /// Outstanding actions.
    Outstanding,
    /// The meeting room: the line always has the focus.
    Room,
    /// Approval.
    Approval,
    /// The papers of a thing.
    Papers,
    /// A paper before it is written.
    Preview,
    /// Reports, and one of them.
    Reports,
    /// The referral form.
    Referral,
    /// The referral desk, and one referral on it.
    Desk,
    /// A document to take in is named or pasted.
    ImportFrom,
    /// How the heads of a document are read.
    ImportHeads,
    /// What a document would become.
    ImportPlan,
    /// A document kept with a case.
    Attachment,
    /// The ranked list of subjects.
    Subjects,
    /// One subject.
    Subject,
}

impl Scope {
    /// Every scope.
    pub const ALL: &'static [Self] = &[
        Self::Everywhere,
        Self::Places,
        Self::List,
        Self::Long,
        Self::Marks,
        Self::Review,
        Self::Filter,
        Self::Today,
        Self::Cases,
        Self::Case,
        Self::CaseLine,
        Self::Editor,
        Self::Couple,
        Self::Plan,
        Self::Flags,
        Self::Services,
        Self::Forums,
        Self::Assess,
        Self::People,
        Self::Find,
        Self::Person,
        Self::Meetings,
        Self::Actions,
        Self::Action,
        Self::Chasing,
        Self::Done,
        Self::Area,
        Self::Chooser,
        Self::Lock,
        Self::Confirm,
        Self::Form,
        Self::Pick,
        Self::Agenda,
        Self::Research,
        Self::Returned,
        Self::SignIn,
        Self::Outstanding,
        Self::Room,
        Self::Approval,
        Self::Papers,
        Self::Preview,
        Self::Reports,
        Self::Referral,
        Self::Desk,
        Self::ImportFrom,
        Self::ImportHeads,
        Self::ImportPlan,
        Self::Attachment,
        Self::Subjects,
        Self::Subject,
    ];

    /// The scopes whose keys work here, the nearest first.
    pub const fn chain(self) -> &'static [Self] {
        use Scope::{
            Action, Actions, Agenda, Approval, Area, Assess, Attachment, Case, CaseLine, Cases, Chasing,
            Chooser, Confirm, Couple, Desk, Done, Editor, Everywhere, Filter, Find, Flags, Form, Forums,
            ImportFrom, ImportHeads, ImportPlan, List, Lock, Long, Marks, Meetings, Outstanding, Papers,
            People, Person, Pick, Places, Plan, Preview, Referral, Reports, Research, Returned, Review, Room,
            Services, SignIn, Subject, Subjects, Today,
        };
        match self {
            Everywhere => &[Everywhere],
            Places => &[Places, Everywhere],
            List => &[List, Places, Everywhere],
            Long => &[Long, List, Places, Everywhere],
            Marks => &[Marks, Long, List, Places, Everywhere],
            Review => &[Review, List, Places, Everywhere],
            Filter => &[Filter, Places, Everywhere],
            Today => &[Today, List, Places, Everywhere],
            Cases => &[Cases, Marks, Long, List, Places, Everywhere],
            Case => &[Case, Review, List, Places, Everywhere],
            CaseLine => &[CaseLine, Places, Everywhere],
            Editor => &[Editor, Everywhere],
            Couple => &[Couple, List, Places, Everywhere],
            Plan => &[Plan, List, Places, Everywhere],
            Flags => &[Flags, List, Places, Everywhere],
            Services => &[Services, List, Places, Everywhere],
            Forums => &[Forums, List, Places, Everywhere],
            Assess => &[Assess, List, Places, Everywhere],
            People => &[People, Places, Everywhere],
            Find => &[Find, Places, Everywhere],
            Person => &[Person, List, Places, Everywhere],
            Meetings => &[Meetings, List, Places, Everywhere],
            Actions => &[Actions, Review, Marks, Long, List, Places, Everywhere],
            Action => &[Action, Review, List, Places, Everywhere],
            Chasing => &[Chasing, List, Places, Everywhere],
            Done => &[Done, List, Places, Everywhere],
            Area => &[Area, List, Places, Everywhere],
            Chooser => &[Chooser, Everywhere],
            Lock => &[Lock, Everywhere],
            Confirm => &[Confirm, Everywhere],
            Form => &[Form, Everywhere],
            Pick => &[Pick, Everywhere],
            Agenda => &[Agenda, List, Places, Everywhere],
            Research => &[Research, List, Places, Everywhere],
            Returned => &[Returned, List, Places, Everywhere],
            SignIn => &[SignIn, List, Places, Everywhere],
            Outstanding => &[Outstanding, Review, List, Places, Everywhere],
            Room => &[Room, Places, Everywhere],
            Approval => &[Approval, List, Places, Everywhere],
            Papers => &[Papers, List, Places, Everywhere],
            Preview => &[Preview, List, Places, Everywhere],
            Reports => &[Reports, Long, List, Places, Everywhere],
            Referral => &[Referral, Places, Everywhere],
            Desk => &[Desk, List, Places, Everywhere],
            ImportFrom => &[ImportFrom, Places, Everywhere],
            ImportHeads => &[ImportHeads, List, Places, Everywhere],
            ImportPlan => &[ImportPlan, Places, Everywhere],
            Attachment => &[Attachment, List, Places, Everywhere],
            Subjects => &[Subjects, List, Places, Everywhere],
            Subject => &[Subject, Review, List, Places, Everywhere],
        }
    }

    /// Its name in help and README.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Everywhere => "everywhere",
            Self::Places => "on every screen",
            Self::List => "in lists",
            Self::Long => "in long lists",
            Self::Marks => "on marked lines",
            Self::Review => "on an action",
            Self::Filter => "while filtering",
            Self::Today => "today",
            Self::Cases => "cases",
            Self::Case => "one case",
            Self::CaseLine => "action line of a case",
            Self::Editor => "longer text",
            Self::Couple => "a couple",
            Self::Plan => "delivery plan",
            Self::Flags => "flags",
            Self::Services => "services and gaps",
            Self::Forums => "forums",
            Self::Assess => "assessments",
            Self::People => "people",
            Self::Find => "find",
            Self::Person => "one person",
            Self::Meetings => "meetings",
            Self::Actions => "actions",
            Self::Action => "one action",
            Self::Chasing => "reminders",
            Self::Done => "what was done",
            Self::Area => "area",
            Self::Chooser => "help and palette",
            Self::Lock => "locked screen",
            Self::Confirm => "questions",
            Self::Form => "forms",
            Self::Pick => "choices",
            Self::Agenda => "agenda",
            Self::Research => "what agencies returned",
            Self::Returned => "a sheet that came back",
            Self::SignIn => "sign-in",
            Self::Outstanding => "outstanding actions",
            Self::Room => "meeting room",
            Self::Approval => "approval",
            Self::Papers => "papers",
            Self::Preview => "preview of a paper",
            Self::Reports => "reports",
            Self::Referral => "referral form",
            Self::Desk => "referral desk",
            Self::ImportFrom => "import: the document",
            Self::ImportHeads => "import: heads and fields",
            Self::ImportPlan => "import: the plan",
            Self::Attachment => "a document",
            Self::Subjects => "subjects",
            Self::Subject => "one subject",
        }
    }

    /// Whether text is typed here, so that letters can never be commands.
    pub const fn types(self) -> bool {
        matches!(
            self,
            Self::Room
                | Self::Referral
                | Self::ImportFrom
                | Self::Filter
                | Self::CaseLine
                | Self::Editor
                | Self::People
                | Self::Find
                | Self::Form
                | Self::Chooser
                | Self::Lock
                | Self::Pick
        )
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
    FilterComplete Filter     "filter-complete" "Complete"       ["tab"]                       11 "Takes the first of the words that may come next, shown beneath the filter.";

    Order          Long       "order"           "Order"          ["S"]                         33 "Sorts the list by a column, either way.";
    TurnOrder      Long       "turn-order"      "Turn order"     ["R"]                          0 "Turns the order of the list the other way round.";
    Views          Long       "views"           "Views"          ["V"]                         34 "Shows a view of the list: filter and order under a name; saves or deletes one of your own.";

    Mark           Marks      "mark"            "Mark"           ["m"]                         31 "Marks the line, or takes its mark away, and moves on; what is done next is done to all that are marked.";
    MarkAll        Marks      "mark-all"        "Mark all"       ["M"]                          0 "Marks every line that the filter leaves.";
    ClearMarks     Marks      "clear-marks"     "Clear marks"    ["U"]                         32 "Takes all marks away.";

    Confirmed      Review     "confirmed"       "Confirmed"      ["y"]                         19 "The agency that was not there has accepted the action.";
    Completed      Review     "completed"       "Completed"      ["c"]                         15 "The action has been done.";
    Continues      Review     "continues"       "Continues"      ["r"]                         16 "The action has been reviewed and goes on.";
    NoLonger       Review     "no-longer"       "No longer possible" ["x"]                     17 "Circumstances changed: the action can no longer be done.";
    NotDone        Review     "not-done"        "Not done"       ["n"]                         18 "The agency did not do it; the reason is asked for.";
    InHand         Review     "in-hand"         "In hand"        ["I"]                          0 "The agency has begun the action and goes on with it.";
    Withdrawn      Review     "withdrawn"       "Withdrawn"      ["W"]                          0 "Whoever asked for the action takes it back; the reason is asked for.";
    Reopen         Review     "reopen"          "Open again"     ["O"]                          0 "Opens a closed action again; the reason is asked for, and a new date if there is one.";
    ActionStory    Review     "action-story"    "The action"     ["A"]                         35 "Shows the action whole: what it answers and repeats, how often it moved, was carried and reminded of, and its story.";

    AddHere        Today      "add-here"        "Add action"     ["a"]                         21 "Adds an action with no meeting: on the case under the cursor, or on one that is found first.";
    EnterMeeting   Today      "enter-meeting"   "Enter meeting"  ["m"]                         20 "Enters today's meeting.";

    CaseState      Cases      "case-state"      "State"          ["s"]                         20 "Shows only cases of one state.";
    CaseForum      Cases      "case-forum"      "Forum"          ["f"]                         21 "Shows only cases of one forum.";

    ListMarked     Cases      "list-marked"     "Put on agenda"  ["P"]                          0 "Puts the marked cases on the agenda of a meeting to come, or the one under the cursor.";
    NewReferral    Cases      "new-referral"    "New referral"   ["a"]                         15 "Opens an empty referral form, or the one that was left unsaved.";

    AddAction      Case       "add-action"      "Add action"     ["a"]                         20 "Opens the line for an action agreed between meetings.";
    Correct        Case       "correct"         "Correct"        ["e"]                         21 "Puts right the field under the cursor that could not be read, or corrects the date.";
    Settle         Case       "settle"          "Settle finding" ["s"]                         22 "Says that the finding under the cursor has been dealt with, or that the date is cancelled or over.";
    AddViews       Case       "add-views"       "Views"          ["v"]                         23 "Adds the victim's views and wishes.";
    Whereabouts    Case       "whereabouts"     "Whereabouts"    ["w"]                         24 "Says where the perpetrator is now.";
    AddHappening   Case       "add-happening"   "Date"           ["d"]                         25 "Adds a release, hearing or other date that something hangs on.";

    CaseForm       Case       "case-form"       "Form"           ["p"]                         14 "Opens the form of the case, to look at or change any field of it.";
    CaseContacts   Case       "case-contacts"   "Contact details" ["i"]                        26 "Shows telephone numbers and addresses: add one, keep one off lists and papers, stop using one.";
    ContactMade    Case       "contact-made"    "First contact"  ["m"]                         27 "Keeps the first contact with the victim, or a try at it.";
    CaseConflict   Case       "case-conflict"   "Conflict"       ["o"]                         28 "Keeps an agency out of the case, with a named alternate.";
    CaseStory      Case       "case-story"      "Story"          ["h"]                         13 "Shows the whole story of the case on one timeline, across meetings and forums.";
    CaseNeed       Case       "case-need"       "Unmet need"     ["u"]                          0 "Keeps a need of somebody of the case that no service meets, and why.";
    CaseRefer      Case       "case-refer"      "Refer"          ["l"]                          0 "Refers somebody of the case to a service of the directory; an action that refers takes it.";
    AssessCase     Case       "assess"          "Assess"         ["t"]                         26 "Goes to the risk assessments: fill one in, read earlier ones.";

    AnswerYes      Assess     "answer-yes"      "Yes"            ["y"]                         20 "Answers yes and moves on; a yes may open a checklist of its own.";
    AnswerNo       Assess     "answer-no"       "No"             ["n"]                         21 "Answers no, or on levels the lowest (no evidence), and moves on.";
    AnswerUnknown  Assess     "answer-unknown"  "Don't know"     ["?"]                         22 "Answers don't know and moves on; it is counted beside the yes answers.";
    AnswerMiddle   Assess     "answer-middle"   "Historical"     ["h"]                         22 "On levels: answers the middle one (historical) and moves on.";
    AnswerHighest  Assess     "answer-highest"  "Critical"       ["c"]                         23 "On levels: answers the highest (current, critical) and moves on.";
    ItemBack       Assess     "item-back"       "Back an item"   ["backspace"]                  0 "Moves back to the item before.";
    AnswerClear    Assess     "answer-clear"    "No answer"      ["delete"]                     0 "Takes the answer of the item away.";
    ItemSource     Assess     "item-source"     "Source"         ["o"]                         24 "Says where the answer is known from, when not from the victim.";
    ItemNote       Assess     "item-note"       "Note"           ["e"]                         25 "Writes a note, or the evidence, on the item.";
    AssessSave     Assess     "assess-save"     "Save"           ["s"]                         26 "Asks for judgement, agency and date, and saves the assessment.";
    AssessDiscard  Assess     "assess-discard"  "Put away"       ["X"]                          0 "Puts away what was answered so far, after asking.";

    LineAdd        CaseLine   "line-add"        "Add"            ["enter"]                     10 "Adds the actions as read from the line.";
    CaseUsual      CaseLine   "case-usual-actions" "Usual"       ["alt-u"]                     12 "Offers the usual actions that answer what is typed: the library's, and those often agreed in this area.";
    CaseNameAgency CaseLine   "case-name-agency" "Name agency"   ["alt-k"]                     13 "Says what a name means that no agency has: a nickname, a new agency, or one not on the list.";
    LineReading    CaseLine   "line-reading"    "Other reading"  ["tab"]                       11 "Takes the other reading of a date that can be read two ways.";

    CoupleNeed     Couple     "couple-need"     "Need"           ["n"]                         20 "Keeps a need of the person under the cursor; Enter on a need says that it is met.";
    CoupleConsent  Couple     "couple-consent"  "Consent"        ["c"]                         21 "Keeps what the person under the cursor answered to the question of consent.";
    CoupleWorker   Couple     "couple-navigator" "Navigator"     ["v"]                         22 "Names the navigator of the person under the cursor.";
    CoupleStep     Couple     "couple-step"     "Way"            ["r"]                         23 "Keeps where the person under the cursor stands: readiness, soft outcomes, pathway.";
    CoupleCoordinator Couple  "couple-coordinator" "Coordinator" ["o"]                         26 "Names who pulls together what agencies know of both.";
    CoupleCriterion Couple    "couple-criterion" "Criterion"     ["t"]                         24 "Answers a criterion of the forum, or a question of who belongs in it.";
    CoupleUp       Couple     "couple-up"       "Step up"        ["u"]                         25 "Refers or nominates to a forum for a higher risk; the case leaves this one.";
    CoupleDown     Couple     "couple-down"     "Step down"      ["d"]                         27 "Leaves the forum for less, with the reason.";
    CoupleAlone    Couple     "couple-alone"    "One alone"      ["p"]                         28 "Shows one person alone, then the other, then both.";
    CoupleWhole    Couple     "couple-whole"    "Whole case"     ["w"]                         29 "Shows the page of any case: actions, meetings, views.";

    PlanAdd        Plan       "plan-add"        "Add item"       ["a"]                         20 "Adds an item under a priority, with its first milestone and indicator.";
    PlanRag        Plan       "plan-rag"        "Stands"         ["s"]                         21 "Says how the item stands, red, amber or green, and why; whatever the figures suggest.";
    PlanFigure     Plan       "plan-figure"     "Figure"         ["f"]                         22 "Keeps what the item's indicator was on a day.";
    PlanComment    Plan       "plan-comment"    "Comment"        ["c"]                         23 "Keeps what was said of the item.";
    PlanMilestone  Plan       "plan-milestone"  "Milestone"      ["m"]                         24 "Says that the milestone under the cursor was reached or is moved, or adds one.";
    PlanIndicator  Plan       "plan-indicator"  "Indicator"      ["i"]                         25 "Adds an indicator with baseline and target.";
    PlanAchieve    Plan       "plan-achieve"    "Achieved"       ["v"]                         26 "Marks the item as achieved.";
    PlanDrop       Plan       "plan-drop"       "Drop"           ["x"]                         27 "Drops the item, with the reason.";
    PlanReopen     Plan       "plan-reopen"     "Open again"     ["o"]                         28 "Opens an achieved or dropped item again.";
    PlanWording    Plan       "plan-wording"    "What it says"   ["e"]                         29 "Changes the objective, the owner or the post.";
    PlanAsOf       Plan       "plan-as-of"      "As of"          ["b"]                         30 "Shows the plan as it stood on a day.";

    ReportAsk      Reports    "report-ask"      "Over what"      ["e"]                         20 "Asks which forum and which period the report is over.";
    ReportCompare  Reports    "report-compare"  "Beside before"  ["b"]                         22 "Shows beside each measure what it was over the stretch before, as long, or leaves it out again.";
    ReportOutside  Reports    "report-outside"  "For outside"    ["o"]                         21 "Holds small numbers of people and cases back, as in a copy for somebody outside, or shows them again.";
    ReportBefore   Reports    "report-before"   "Quarter before" ["["]                         22 "Shows the data return of the quarter before.";
    ReportAfter    Reports    "report-after"    "Quarter after"  ["]"]                         23 "Shows the data return of the quarter after.";
    TidyExport     Reports    "tidy-export"     "Tables out"     ["x"]                         24 "Writes the record as tables for statistics, nobody named unless you say so, in clear; logged.";
    RatePrinciple  Reports    "rate-principle"  "Rate"           ["a"]                         15 "Rates the forum against the principle under the cursor: green, amber or red, and why.";
    ColumnsRight   Reports    "columns-right"   "More columns"   ["right", "l"]                 0 "Shows the next column of tables wider than the screen.";
    ColumnsLeft    Reports    "columns-left"    "Columns back"   ["left", "h"]                  0 "Goes back a column of tables wider than the screen.";

    ForumMeeting   Forums     "forum-meeting"   "Add meeting"    ["a"]                         20 "Adds a meeting on the date under the cursor, or on the next date without one.";
    PeopleOpen     People     "people-open"     "Open"           ["enter"]                     10 "Opens the person under the cursor.";
    PeopleUp       People     "people-up"       "Up"             ["up"]                         0 "Moves up a person.";
    PeopleDown     People     "people-down"     "Down"           ["down"]                       0 "Moves down a person.";
    PeoplePageUp   People     "people-page-up"  "Page up"        ["pageup"]                     0 "Moves up a page of people.";
    PeoplePageDown People     "people-page-down" "Page down"     ["pagedown"]                   0 "Moves down a page of people.";

    FindOpen       Find       "find-open"       "Open"           ["enter"]                     10 "Opens what the cursor is on: a person, a case, or an action in its case.";
    FindUp         Find       "find-up"         "Up"             ["up"]                         0 "Moves up a line of what was found.";
    FindDown       Find       "find-down"       "Down"           ["down"]                       0 "Moves down a line of what was found.";
    FindPageUp     Find       "find-page-up"    "Page up"        ["pageup"]                     0 "Moves up a page of what was found.";
    FindPageDown   Find       "find-page-down"  "Page down"      ["pagedown"]                   0 "Moves down a page of what was found.";

    MergePeople    Person     "merge-people"    "One person"     ["m"]                         20 "Says that this and the person under the cursor are one; it can be taken back.";
    TellApart      Person     "tell-apart"      "Not the same"   ["x"]                         21 "Says that the person under the cursor is somebody else; they are not suggested again.";
    UnmergePeople  Person     "unmerge-people"  "Take back"      ["u"]                         22 "Takes back that the row under the cursor is this person.";
    PersonDied     Person     "person-died"     "Has died"       ["d"]                         24 "Says that the person has died, and when: flags end, and no contact is offered.";
    ErasePerson    Person     "erase-person"    "Erase"          ["E"]                         23 "Erases the person with every case they are a party to; says first what goes.";

    AddMeeting     Meetings   "add-meeting"     "Add meeting"    ["a"]                         20 "Adds a meeting of a forum.";

    OnlyOverdue    Actions    "only-overdue"    "Overdue"        ["o"]                         20 "Shows only actions past their date.";
    OnlyLive       Actions    "only-live"       "Live"           ["l"]                         21 "Shows only actions somebody still has to act on.";
    EveryAction    Actions    "every-action"    "All"            ["*"]                         22 "Shows every action.";
    OfAgency       Actions    "of-agency"       "Agency"         ["b"]                         23 "Shows only actions of one agency.";
    GroupActions   Actions    "group-actions"   "Group"          ["B"]                         24 "Counts the actions by agency, then by age, meeting and case, then lists them again; Enter opens a group.";
    AddBetween     Actions    "add-between"     "Add action"     ["a"]                         14 "Opens the line for an action between meetings, on the case of the action under the cursor.";
    HandOver       Actions    "hand-over"       "Hand over"      ["H"]                          0 "Hands the marked actions over to another agency, or the one under the cursor.";
    NewDueDate     Actions    "new-due-date"    "New date"       ["D"]                          0 "Gives the marked actions a new due date, or the one under the cursor.";
    RemindOf       Actions    "reminders"       "Reminders"      ["w"]                         36 "Goes to who is to be reminded today of what is past its date.";
    ActionSheetBack Actions   "action-sheet-back" "Take in a sheet" ["f"]                       24 "Takes in an action sheet that an agency filled in and sent back: each line is shown first.";
    ActionNote     Action     "action-note"     "With a note"    ["e"]                         20 "Says what became of the action with a note, the day, the evidence and who confirmed it.";
    ActionDue      Action     "action-due"      "New date"       ["d"]                         21 "Gives the action a new due date, with the reason; the first date stays known.";
    ActionGive     Action     "action-give"     "Hand over"      ["h"]                         22 "Hands the action over to another agency.";
    ActionAnswers  Action     "action-answers"  "Answers"        ["a"]                         23 "Says which risk or information of the case the action answers.";
    ActionRepeats  Action     "action-repeats"  "Repeats"        ["p"]                         24 "Says which earlier action of the case this one repeats.";
    ActionMerge    Action     "action-merge"    "Merge"          ["m"]                         25 "Closes the action because another of the case says the same and goes on for both.";
    ActionReminded Action     "action-reminded" "Reminded"       ["t"]                         26 "Keeps that the agency was reminded by telephone, in person or by e-mail.";
    ChaseTurn      Chasing    "chase-turn"      "Take or leave"  ["space", "m"]                20 "Takes the reminder under the cursor, or leaves it; moves on.";
    ChaseTurnAll   Chasing    "chase-turn-all"  "All or none"    ["a"]                         21 "Takes every reminder, or none.";
    ChaseWrite     Chasing    "chase-write"     "Write"          ["w"]                         11 "Writes a draft of an e-mail for each reminder that is taken and keeps that they were reminded, as one change.";
    ChaseLog       Chasing    "chase-log"       "Was told"       ["t"]                         22 "Keeps that the reminders taken were given by telephone, in person or by e-mail, without a draft.";

    AdoptFile      Area       "adopt-file"      "Adopt a file"   ["a"]                         20 "Adopts a file of the area from its path: a forum, a risk tool, settings.";

    ChooserUp      Chooser    "chooser-up"      "Up"             ["up"]                         0 "Moves up a command.";
    ChooserDown    Chooser    "chooser-down"    "Down"           ["down"]                       0 "Moves down a command.";
    ChooserRun     Chooser    "chooser-run"     "Do it"          ["enter"]                     10 "Carries out the command under the cursor.";

    Unlock         Lock       "unlock"          "Unlock"         ["enter"]                     10 "Checks the passphrase and shows everything as it was left.";

    Yes            Confirm    "yes"             "Yes"            ["enter", "y"]                10 "Answers yes.";
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

    BuildAgenda    Agenda     "build-agenda"    "Build"          ["b"]                         20 "Puts every waiting case on the agenda, in an order to choose; nobody is left out.";
    MoveItemUp     Agenda     "move-item-up"    "Move up"        ["K", "alt-up"]               21 "Moves the case up a place; the reason is asked for.";
    MoveItemDown   Agenda     "move-item-down"  "Move down"      ["J", "alt-down"]             22 "Moves the case down a place; the reason is asked for.";
    DeferItem      Agenda     "defer-item"      "Defer"          ["d"]                         23 "Puts the case off to the next meeting, with a reason and what keeps the victim safe.";
    AgendaSignIn   Agenda     "agenda-sign-in"  "Sign-in"        ["s"]                         24 "Goes to who is there.";
    AgendaRoom     Agenda     "agenda-room"     "Room"           ["m"]                         25 "Goes to the meeting room.";
    AgendaReview   Agenda     "agenda-outstanding" "Outstanding" ["o"]                         26 "Goes to the actions to be reviewed first.";
    AgendaMinutes  Agenda     "agenda-minutes"  "Minutes"        ["p"]                         27 "Goes to what is incomplete, approval and the minutes.";
    AgendaCase     Agenda     "agenda-case"     "Look at case"   ["c"]                          0 "Shows the case under the cursor, whole.";

    AgendaResearch Agenda     "agenda-research" "Returned"       ["r"]                         29 "Goes to what agencies returned on which case, and what is missing.";
    AgendaBreak    Agenda     "agenda-break"    "Break"          ["w"]                         30 "Plans a break after the case that is heard at a time, or takes one away.";
    AgendaLonger   Agenda     "agenda-longer"   "Longer"         ["l"]                         31 "Gives the case under the cursor the time of a long case, or the usual one again.";

    ResearchInformation Research "research-information" "Information" ["i"]                    20 "The agency returned information on the case; on to the next.";
    ResearchNothing Research  "research-nothing" "Nothing known" ["n"]                         21 "The agency looked and has nothing on the case; on to the next.";
    ResearchLate   Research   "research-late"   "Late"           ["t"]                         24 "It came after the day asked for; on to the next.";
    ResearchNone   Research   "research-none"   "None"           ["x"]                         25 "The agency said that it brings none; on to the next.";
    ResearchClear  Research   "research-clear"  "Not received"   ["delete", "backspace"]        0 "Takes back that anything came; on to the next.";
    ResearchRow    Research   "research-row"    "Nothing on all" ["a"]                         22 "The agency has nothing on every case of which nothing has come from it.";
    ResearchRowCame Research  "research-row-came" "All came"     ["e"]                         23 "The agency returned information on every case of which nothing had come from it.";
    ResearchOnwards Research  "research-onwards" "Next case"     ["right"]                      0 "Moves to the next case.";
    ResearchBack   Research   "research-back"   "Case before"    ["left"]                       0 "Moves to the case before.";
    ResearchGap    Research   "research-gap"    "Next gap"       ["tab"]                       12 "Goes to the next agency and case of which nothing has come.";
    ResearchReminders Research "research-reminders" "Reminders"  ["r"]                         26 "Shows what each agency is reminded of, by case reference; nobody is named.";
    ResearchSheet  Research   "research-sheet"  "Take in a list" ["f"]                         28 "Takes in a research list that an agency filled in and sent back: each line is shown first.";
    ResearchDay    Research   "research-day"    "Received on"    ["d"]                         27 "Says on which day came what is marked from now on, when it was not today.";

    ReturnTurn     Returned   "return-turn"     "Take or leave"  ["m"]                         21 "Takes the line under the cursor in, or leaves it; moves on.";
    ReturnTurnAll  Returned   "return-turn-all" "All or none"    ["a"]                         22 "Takes every line that can be taken in, or none.";
    ReturnTake     Returned   "return-take"     "Take in"        ["t"]                         10 "Takes in the lines that are marked, as one change; undo takes it back.";

    InTheRoom      SignIn     "in-the-room"     "In the room"    ["i"]                         20 "The agency is in the room; once the meeting is open, the time they came is kept.";
    Online         SignIn     "online"          "Online"         ["o"]                         21 "The agency takes part by link.";
    Apologies      SignIn     "apologies"       "Apologies"      ["a"]                         22 "The agency sent apologies; the day its information came is asked for.";
    Absent         SignIn     "absent"          "Absent"         ["x"]                         23 "The agency is not there and sent no word.";
    Observer       SignIn     "observer"        "Observer"       ["b"]                         26 "Somebody of the agency listens without a say.";
    EditPlace      SignIn     "edit-place"      "Name and post"  ["e"]                         27 "Says who is there for the agency, in which post, and when they came and left.";
    EverybodyHere  SignIn     "everybody-here"  "All expected are here" ["*"]                  18 "Everybody expected of whom nothing is recorded yet is in the room; then come the exceptions.";
    AcceptAll      SignIn     "accept-all"      "All accept"     ["c"]                         19 "Everybody there has heard and accepted the confidentiality statement, but for exceptions.";
    NotAccepted    SignIn     "not-accepted"    "Does not accept" ["n"]                        28 "The agency under the cursor has not accepted, or has after all.";
    GoneNow        SignIn     "gone-now"        "Left"           ["l"]                         29 "The agency has left, now; or has come back.";
    Conflict       SignIn     "conflict"        "Conflict"       ["w"]                         30 "Keeps the agency out of a case in which it has a conflict, with a named alternate.";
    SignInResearch SignIn     "sign-in-research" "Returned"      ["r"]                         31 "Goes to what agencies returned on which case, and what is missing.";
    SetSlot        SignIn     "set-slot"        "Timed slot"     ["t"]                         32 "Asks the agency in for some cases only; with none, for all again.";
    WaiveQuorum    SignIn     "waive-quorum"    "Without quorum" ["q"]                         33 "The chair goes on without a quorum, for a reason that the minutes print.";
    StartMeeting   SignIn     "start-meeting"   "Begin"          ["m"]                         17 "Opens the meeting if it is not open, and goes on to outstanding actions or the cases.";

    ReviewNote     Outstanding "review-note"    "With a note"    ["e"]                         44 "Reviews the action with a note and the day it was done.";
    RaiseAction    Outstanding "raise-action"   "Another action" ["a"]                         45 "Brings an action before the meeting that is not on the list: disputed, or chosen by the chair.";
    ToCases        Outstanding "to-cases"       "On to the cases" ["m"]                        20 "Goes on to the cases.";

    LineTake       Room       "line-take"       "Add"            ["enter"]                     10 "Adds what is typed, as the line below it says.";
    LineFlip       Room       "line-flip"       "Kind of line"           ["tab"]                       11 "Flips the line: information, action, risk, note.";
    LineFlipBack   Room       "line-flip-back"  "Kind of line before"    ["shift-tab"]                  0 "Flips the line the other way.";
    LineDown       Room       "line-down"       "Other reading"  ["down"]                       0 "Takes the next reading of a line that can be read in more than one way.";
    LineUp         Room       "line-up"         "Bring back"     ["up"]                         0 "Takes the reading before; on an empty line, brings back a line that was refused.";
    ReadingOne     Room       "reading-1"       "First reading"  ["alt-1"]                      0 "Adds the line in its first reading.";
    ReadingTwo     Room       "reading-2"       "Second reading" ["alt-2"]                      0 "Adds the line in its second reading.";
    ReadingThree   Room       "reading-3"       "Third reading"  ["alt-3"]                      0 "Adds the line in its third reading.";
    NextCase       Room       "next-case"       "Next"           ["alt-n", "ctrl-n"]           12 "Goes to the next case and opens it; after the last, to other business.";
    PreviousCase   Room       "previous-case"   "Previous"       ["alt-p"]                     20 "Looks at the case before, without opening it again.";
    Decision       Room       "decision"        "Decision"       ["alt-d"]                     13 "Records the decision, why, and what was considered and not done.";
    GapGrid        Room       "gap-grid"        "Gap grid"       ["alt-g", "ctrl-g"]           14 "Shows which agency has spoken on which case, or hides it.";
    Feedback       Room       "feedback"        "Feedback"       ["alt-f"]                     15 "Records who tells the victim, how and by when.";
    JumpCase       Room       "jump-case"       "Jump"           ["alt-j"]                     21 "Goes to a case by its number or reference, and opens it if it has not been heard.";
    DeferCase      Room       "defer-case"      "Defer"          ["alt-x"]                     22 "Puts this case off to the next meeting, with a reason and what keeps the victim safe.";
    LongText       Room       "long-text"       "Longer text"    ["alt-e"]                     23 "Opens an editor of several lines on what is typed; a pasted block opens it too.";
    CaseViews      Room       "case-views"      "Views"          ["alt-v"]                     24 "Records the victim's views and wishes as said in the meeting.";
    CaseNow        Room       "case-whereabouts" "Whereabouts"   ["alt-w"]                     25 "Records where the perpetrator is now.";
    RoomReview     Room       "room-outstanding" "Outstanding"   ["alt-o"]                     26 "Goes to the outstanding actions.";
    RoomSignIn     Room       "room-attendance" "Attendance"     ["alt-a"]                     27 "Goes to who is there: somebody came or left.";
    EditorTake     Editor     "editor-add"      "Add"            ["ctrl-s", "alt-enter"]       10 "Adds what is written, as the lines below it say.";
    EditorFlip     Editor     "editor-flip"     "Kind of text"   ["tab"]                       11 "Flips what the text is: information, action, risk, note.";
    EditorFlipBack Editor     "editor-flip-back" "Kind of text before" ["shift-tab"]            0 "Flips what the text is the other way.";
    EditorLine     Editor     "editor-line"     "New line"       ["enter"]                     12 "Begins a new line of the text.";
    EditorUndo     Editor     "editor-undo"     "Undo typing"    ["ctrl-z"]                    13 "Takes back what was typed last in this text, and nothing else.";
    EditorRedo     Editor     "editor-redo"     "Redo typing"    ["ctrl-y"]                    14 "Types again what was taken back.";
    EditorTop      Editor     "editor-top"      "Top of text"    ["ctrl-home"]                  0 "Moves to the beginning of the text.";
    EditorBottom   Editor     "editor-bottom"   "End of text"    ["ctrl-end"]                   0 "Moves to the end of the text.";
    EditorClose    Editor     "editor-close"    "Close"          ["alt-e"]                      0 "Closes the editor; what is written stays on the line.";
    UsualActions   Room       "usual-actions"   "Usual"          ["alt-u"]                     16 "Offers the usual actions that answer what is typed: the library's, and those often agreed in this area.";
    TurnIntoAction Room       "turn-into-action" "Make action"   ["alt-t"]                      0 "Makes an action line of a piece of information or a risk; the action stays linked with it.";
    RepeatLast     Room       "repeat-last"     "Last time's"    ["alt-r"]                      0 "Puts an action of the last meeting on the line again.";
    ActionMenu     Room       "action-menu"     "Change action"  ["alt-m"]                      0 "Shows what can be done with a numbered action: done, another date or agency, shared, split, linked.";
    NameAgency     Room       "name-agency"     "Name agency"    ["alt-k"]                      0 "Says what a name means that no agency has: a nickname, a new agency, or one not on the list.";
    CaseUp         Room       "case-up"         "Scroll up"      ["pageup"]                     0 "Scrolls the case up.";
    CaseDown       Room       "case-down"       "Scroll down"    ["pagedown"]                   0 "Scrolls the case down.";
    PauseMeeting   Room       "pause-meeting"   "Break"          ["alt-b"]                      0 "Adjourns the meeting for a break or to another day, or goes on.";
    WhoIsHere      Room       "who-is-here"     "Who is here"    ["alt-h"]                     16 "Marks an agency that comes, leaves, comes back or accepts confidentiality: a few letters and Enter.";
    SafetyChecks   Room       "safety-checks"   "Safety checks"  ["alt-s"]                      0 "Victim-safety checks of the case: asks for one, releases it, or keeps the chair's override with its reason.";
    UrgentCase     Room       "urgent-case"     "Urgent case"    ["alt-q"]                      0 "Puts a case on this agenda that cannot wait: one that waits, or a new referral in four fields.";
    ItemUp         Room       "item-up"         "Earlier"        ["alt-up"]                     0 "Moves the case in sight up among those that wait; while it is being heard, the next one.";
    ItemDown       Room       "item-down"       "Later"          ["alt-down"]                   0 "Moves the case in sight down among those that wait; while it is being heard, the next one.";
    LookAhead      Room       "look-ahead"      "Look ahead"     ["alt-."]                      0 "Looks at the case after, without opening it.";
    UnmetNeed      Room       "unmet-need"      "Unmet need"     ["alt-y"]                      17 "Keeps a need that no service meets: a few letters of it and Enter. Ctrl-z takes it back.";
    ReferTo        Room       "refer-to"        "Refer"          ["alt-,"]                       0 "Refers somebody to a service of the directory; the newest action that refers takes it.";
    TakeMinutes    Room       "take-minutes"    "Take minutes over" ["alt-l"]                   0 "Takes the minutes in this window from now on; who took them from when is kept.";
    CloseMeeting   Room       "close-meeting"   "Close meeting"  ["alt-c"]                     28 "Closes the meeting; says first which cases were not reached.";

    ApproveHere    Approval   "approve-here"    "Approve"        ["a"]                         20 "The chair approves the minutes at the keyboard.";
    ApproveByMail  Approval   "approve-by-mail" "Approved by e-mail" ["e"]                     21 "Records an approval given by e-mail or otherwise: by whom, how and when.";
    DeemApproved   Approval   "deem-approved"   "Deemed approved" ["m"]                        26 "Approves by silence, where the area's settings give it a meaning and the time to object has passed.";
    CommentOnMinutes Approval "comment-on-minutes" "Comment"     ["c"]                         20 "Keeps what somebody said of the draft, by e-mail or otherwise; Enter on it answers.";
    ActionSheets   Approval   "action-sheets"   "Action sheets"  ["s"]                         19 "Writes an action sheet for every agency as a PDF; it need not wait for approval.";
    ExportMinutes  Approval   "export-minutes"  "Export"         ["x"]                         22 "Writes the minutes as a PDF; a draft until they are approved.";
    AddAddendum    Approval   "add-addendum"    "Addendum"       ["d"]                         23 "Adds a dated addendum to approved minutes.";
    OpenAgain      Approval   "open-again"      "Open again"     ["o"]                         24 "Opens a closed meeting again, to go on with its cases.";
    PreviewPaper   Papers     "preview-paper"   "Look at it"     ["v"]                         11 "Shows the paper as its reader will have it: what is left out and why, then its words; nothing is written.";
    CorrectPapers  Papers     "correct-papers"  "Corrections"    ["c"]                         20 "Writes a correction for everybody whose copy no longer says what the record says.";
    VerifyPaper    Papers     "verify-paper"    "Is it ours?"    ["y"]                         21 "Says of a file whether it is a copy as issued, an older one and what changed since, altered, or not ours.";

    OtherBusiness  Approval   "other-business"  "Other business" ["b"]                         25 "Goes to other business and expiries.";

    ReferralNext   Referral   "referral-next"   "Next"           ["tab", "enter"]              11 "Moves to the next field; from the last, to the next section.";
    ReferralPrevious Referral "referral-previous" "Previous"     ["shift-tab"]                  0 "Moves to the field before.";
    ReferralDown   Referral   "referral-down"   "Down"           ["down"]                       0 "Moves down a line of a longer text, or to the next field.";
    ReferralUp     Referral   "referral-up"     "Up"             ["up"]                         0 "Moves up a line of a longer text, or to the field before.";
    ReferralSection Referral  "referral-section" "Next section"  ["pagedown", "alt-down", "ctrl-pagedown"] 12 "Goes to the next section of the form.";
    ReferralSectionBack Referral "referral-section-back" "Section before" ["pageup", "alt-up", "ctrl-pageup"] 0 "Goes to the section before.";
    ReferralSave   Referral   "referral-save"   "Save"           ["alt-s", "ctrl-s"]           10 "Takes the referral in, or stores what was changed; says first what cannot be read.";
    ReferralAnother Referral  "referral-another" "Another"       ["alt-a"]                     13 "Adds another perpetrator or child.";
    ReferralRemove Referral   "referral-remove" "Take away"      ["alt-x"]                     14 "Takes the child under the cursor away, or a perpetrator just added.";
    ReferralNewLine Referral  "referral-new-line" "New line"     ["alt-enter"]                  0 "Begins a new line in a longer text.";
    ReferralForget Referral   "referral-forget" "Forget"         ["alt-k"]                      0 "Forgets what is typed and not saved, after asking.";
    DeskAccept     Desk       "desk-accept"     "Accept"         ["a"]                         20 "Accepts the referral for a meeting; below the threshold the judgement is asked for in writing.";
    DeskAsk        Desk       "desk-ask"        "Ask for more"   ["m"]                         21 "Asks for what is missing: what, of whom, by when. The referral keeps its place.";
    DeskAnswered   Desk       "desk-answered"   "Answer came"    ["c"]                         22 "What was asked for has come; the referral waits for a decision again.";
    DeskDecline    Desk       "desk-decline"    "Decline"        ["x"]                         23 "Declines the referral with a reason, or keeps that the referrer took it back.";
    DeskSend       Desk       "desk-send"       "Other forum"    ["f"]                         24 "Sends the referral to another forum of the area, or to a body outside.";
    DeskTold       Desk       "desk-told"       "IDVA told"      ["i"]                         25 "Records when and how the IDVA was told; the same working day is asked for.";
    DeskReceipt    Desk       "desk-receipt"    "Receipt"        ["r"]                         26 "Shows the receipt for the referrer, drafted, and records it as sent.";
    DeskTransfer   Desk       "desk-transfer"   "Transfer"       ["t"]                         27 "Sends the case to another area's MARAC, or records that it came from one.";
    DeskReceived   Desk       "desk-received"   "Their answer"   ["e"]                         28 "Records the other area's receipt of a transfer: the case is theirs from then on.";
    DeskUrgent     Desk       "desk-urgent"     "Urgent meeting" ["u"]                         29 "Adds a meeting outside the cycle for the case, with the agencies that are asked.";
    DeskList       Desk       "desk-list"       "Put on agenda"  ["l"]                          0 "Puts the case on the agenda of a meeting to come.";
    DeskReopen     Desk       "desk-reopen"     "Reopen"         ["o"]                          0 "Opens a decision again: the referral waits, and stands on agendas where it stood.";
    DeskHistory    Desk       "desk-history"    "Decisions"      ["d"]                         31 "Shows what was decided, who was told and what was sent about the case.";
    AlertSent      Desk       "alert-sent"      "Alert sent"     ["s"]                         20 "Shows the alert, drafted, and records to whom it went.";
    AlertNot       Desk       "alert-not-needed" "Alert not needed" ["n"]                      21 "Nobody has to be told of the change; the reason is asked for.";
    DeskNext       Desk       "desk-next"       "Next list"      ["tab"]                       11 "Goes on to the next list: queue, alerts, transfers, receipts to send.";
    DeskBefore     Desk       "desk-before"     "List before"    ["shift-tab"]                  0 "Goes to the list before.";
    DeskHeap       Desk       "desk-heap"       "Only"           ["h"]                         32 "Shows only referrals to decide, asked about, past their answer, or accepted; then all again.";

    FlagHeap       Flags      "flag-heap"       "Next list"      ["tab"]                       11 "Goes on to the next list: flags that end, that are up, that ended.";
    FlagConfirm    Flags      "flag-confirm"    "Agency says"    ["c"]                         20 "Keeps what an agency says of the flag under the cursor: set, or taken off.";
    FlagKeep       Flags      "flag-keep"       "Keep"           ["e"]                         21 "Keeps the flag under the cursor until another day, with the reason.";
    FlagEnd        Flags      "flag-end"        "Remove"         ["x"]                         22 "Removes the flag under the cursor before its day, with the reason.";
    RemarkAdd      Services   "remark-add"      "Write"          ["a"]                         21 "Writes a strength, a weakness or a recommendation on local provision.";
    RemarkPlan     Services   "remark-plan"     "Into the plan"  ["p"]                         22 "Makes an item of the delivery plan of what is under the cursor.";
    RemarkDrop     Services   "remark-drop"     "Take back"      ["x"]                         23 "Takes back what was written under the cursor.";
    NeedMet        Services   "need-met"        "Met"            ["m"]                         20 "Says that the need under the cursor is met, or no longer there.";
    PapersOut      Agenda     "papers-out"      "Papers out"     ["P"]                         28 "Records that the papers went out; what changes afterwards is marked.";
    ImportRead     ImportFrom "import-read"     "Read it"        ["enter"]                     10 "Reads the file named, or the text pasted, and shows how its heads are read.";
    ImportBreak    ImportFrom "import-break"    "New line"       ["alt-enter"]                  0 "Begins a new line: what has several lines is the document itself, not its name.";
    ImportList     ImportFrom "import-list"     "What is in it"  ["tab"]                       11 "Says what is in it: referrals, subjects or incidents.";

    ImportToPlan   ImportHeads "import-to-plan" "Plan"           ["p"]                         20 "Shows what would be taken in, row by row; nothing is kept yet.";
    ImportKept     ImportHeads "import-kept"    "Kept mapping"   ["m"]                         21 "Reads the heads by a mapping kept before.";
    ImportName     ImportHeads "import-name"    "Name it"        ["n"]                         22 "Names the mapping: it is kept when the list is taken in, for everybody and for the next such list.";
    ImportSheet    ImportHeads "import-sheet"   "Sheet"          ["s"]                         23 "Chooses another sheet of the spreadsheet.";
    ImportHistory  ImportHeads "import-history" "Heard before?"  ["h"]                         24 "Says whether these referrals were heard before this record began: by their date, all, or none.";

    ImportTake     ImportPlan "import-take"     "Take in"        ["enter"]                     10 "Takes it in as planned; afterwards, opens the case under the cursor.";
    ImportUp       ImportPlan "import-up"       "Up"             ["up", "k"]                    0 "Moves up a line of the plan.";
    ImportDown     ImportPlan "import-down"     "Down"           ["down", "j"]                  0 "Moves down a line of the plan.";
    ImportPageUp   ImportPlan "import-page-up"  "Page up"        ["pageup"]                     0 "Moves up a page of the plan.";
    ImportPageDown ImportPlan "import-page-down" "Page down"     ["pagedown", "space"]          0 "Moves down a page of the plan.";

    SaveDocument   Attachment "save-document"   "Save in clear"  ["s"]                         20 "Writes the document to a file, in clear, and logs that it left.";

    Import         Places     "import"          "Import"         ["alt-i"]                        0 "Takes in a list, a form or pasted text: shows what it is and what it would become first.";
    ImportHere     Cases      "import-here"     "Import"         ["i"]                         22 "Takes in a list, a form or pasted text: shows what it is and what it would become first.";
    ExportList     Cases      "export-list"     "Export list"    ["x"]                         23 "Writes the referrals to a file as a list that any import reads back, in clear.";
    Attach         Case       "attach"          "Attach file"    ["f"]                         27 "Keeps a file with the case: the original form, a Dash, research, a bail sheet.";

    Nominate       Subjects   "nominate"        "Nominate"       ["a"]                         20 "Puts somebody forward; they are checked against the ranked list.";
    EverySubject   Subjects   "every-subject"   "Everybody"      ["*"]                         21 "Shows everybody on the list, or its head again.";
    EarlierMonth   Subjects   "earlier-month"   "Month before"   ["left", "<"]                 22 "Shows the list as it stood at the end of the month before.";
    LaterMonth     Subjects   "later-month"     "Next month"     ["right", ">"]                23 "Shows the list of the month after.";

    MoveStage      Subject    "move-stage"      "Stage"          ["s"]                         20 "Moves the subject to another stage: only those that may follow are offered.";
    EditProfile    Subject    "edit-profile"    "Profile"        ["e"]                         21 "Fills in the part of the profile under the cursor, or one that is picked.";
    AssertFlag     Subject    "assert-flag"     "Serial"         ["f"]                         22 "Keeps what an agency asserts: serial or repeat, on what basis.";
    TellSubject    Subject    "tell-subject"    "Told"           ["t"]                         23 "Keeps whether the subject was told, and that the victim's worker looked at it first.";
    CheckDone      Subject    "check-done"      "Check done"     ["d"]                         14 "Records what the check under the cursor found.";
    ScoreReview    Subject    "score-review"    "Score"          ["v"]                         25 "Scores the subject anew by the area's scheme, as at a review.";
    SubjectCase    Subject    "subject-case"    "Case page"      ["o"]                         24 "Goes to the case: actions between meetings, dates, whereabouts, what is to correct.";

    Today          Places     "today"           "Today"          ["f3", "1"]                    0 "Goes to what is due today.";
    Cases          Places     "cases"           "Cases"          ["f4", "2"]                    0 "Goes to the case list.";
    People         Places     "people"          "People"         ["ctrl-f", "7"]               0 "Goes to people: find somebody, and see who may be whom.";
    FindAnything   Places     "find"            "Find"           ["ctrl-o"]                    75 "Finds people, cases and actions by a few letters; figures are the end of a reference.";
    Meetings       Places     "meetings"        "Meetings"       ["f5", "3"]                    0 "Goes to the meetings.";
    Actions        Places     "actions"         "Actions"        ["f6", "4"]                    0 "Goes to the action list.";
    Subjects       Places     "subjects"        "Subjects"       ["8"]                          0 "Goes to the ranked list of subjects.";
    WhatWasDone    Places     "what-was-done"   "What was done"  ["f7", "5"]                    0 "Goes to the newest changes, to look back or undo.";
    ReferralDesk   Places     "referral-desk"   "Referral desk"  ["f8", "6"]                    0 "Goes to the referrals that wait, alerts, transfers and receipts.";
    Area           Places     "area"            "Area"           ["f10"]                   0 "Goes to the area: its settings and the files it has adopted.";
    PapersOf       Places     "papers"          "Papers"         ["ctrl-t"]                    29 "Goes to the papers of what is shown, a meeting, case, person or forum: write, look at, correct.";
    Plan           Places     "delivery-plan"   "Delivery plan"  ["9"]                          0 "Goes to the delivery plan of the steering group.";
    Flags          Places     "flags"           "Flags"          ["!", "alt-9"]                 0 "Goes to the flags that end soon, that are up, that ended.";
    Services       Places     "services"        "Services and gaps" ["&", "alt-8"]              0 "Goes to the directory of local services, and the needs it leaves open.";
    Reports        Places     "reports"         "Reports"        ["#"]                         0 "Goes to the reports: figures of a forum over a period, each with what it is out of.";
    Forums         Places     "forums"          "Forums"         ["0"]                          0 "Goes to the forums and the dates of their cycles.";
    Undo           Places     "undo"            "Undo"           ["ctrl-z", "alt-z"]           60 "Undoes your own last change.";
    Refresh        Places     "refresh"         "Read again"     ["ctrl-r"]                     0 "Reads what is shown again.";
    NextTheme      Places     "next-theme"      "Next theme"     ["f9"]                         0 "Changes the colours: light, dark, high contrast, mono.";
    Palette        Places     "palette"         "Palette"        ["ctrl-p", ":"]               80 "Finds a command by its words and carries it out.";

    Help           Everywhere "help"            "Help"           ["f1", "?"]                   90 "Shows what can be done here; typing narrows it and Enter carries it out.";
    Privacy        Everywhere "privacy"         "Privacy"        ["f2"]                        85 "Hides names and narrative at once; showing them again asks first.";
    Back           Everywhere "back"            "Back"           ["esc"]                       70 "Goes back, and only back.";
    Lock           Everywhere "lock"            "Lock"           ["f12"]                        0 "Locks the screen at once: nothing of the record shows until the passphrase is given.";
    Mouse          Everywhere "mouse"           "Mouse"          ["f11"]                        0 "Hears the mouse, or leaves it to the terminal again: a click moves, a double click opens, the wheel scrolls.";
    Redraw         Everywhere "redraw"          "Draw again"     ["ctrl-l"]                     0 "Clears the terminal and draws the screen again.";
    Hold           Everywhere "hold"            "Keep text"      ["ctrl-c"]                     0 "Leaves what is typed as it is and says how to leave.";
    Quit           Everywhere "quit"            "Leave Convenor" ["ctrl-q"]                     0 "Leaves the program.";
}

impl Command {
    /// Its row of the table.
    pub fn row(self) -> &'static Row {
        // The table is made from the same list as the enum, in its order; the first row stands in for the impossible.
        TABLE.get(self as usize).unwrap_or(&FIRST)
    }

    /// Whether its keys that are characters give way to those of a scope: a risk form is answered `y`, `n` and `?`,
    /// as on paper, and help has F1 there; the space bar takes a reminder or leaves it.
    pub const fn gives_way(self, scope: Scope) -> bool {
        matches!((self, scope), (Self::Help, Scope::Assess) | (Self::PageDown, Scope::Chasing))
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
            assert!(
                row.name
                    .bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'),
                "{}",
                row.name
            );
            assert!(row.doc.ends_with('.') && row.doc.len() > 10, "{} is not documented", row.name);
            assert!(!row.title.is_empty() && row.title.len() <= 24, "{} needs a short title", row.name);
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
                    if key.is_text() && row.command.gives_way(*scope) {
                        continue;
                    }
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
