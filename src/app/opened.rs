//! An open screen of any kind: an enum, so that the compiler lists what a new screen still needs, and nothing is looked up
//! by its type.

use super::dialog::DialogScreen;
use super::route::Route;
use super::screen::Screen;
use super::screens::{
    actions::Actions,
    agenda::AgendaScreen,
    approval::Approval,
    area::AreaScreen,
    assess::AssessScreen,
    case::CaseScreen,
    cases::Cases,
    chooser::Chooser,
    couple::CoupleScreen,
    desk::{DeskScreen, ReferralScreen},
    document::Document,
    done::Done,
    forums::{ForumScreen, Forums},
    import::Import,
    meetings::Meetings,
    outstanding::Outstanding,
    people::{People, PersonScreen},
    plan::{PlanItemScreen, PlanScreen},
    referral::FormScreen,
    room::Room,
    sign_in::SignIn,
    subjects::{list::Subjects, page::SubjectScreen},
    today::Home,
};

/// An open screen.
pub enum Screens {
    Today(Home),
    Cases(Cases),
    Case(CaseScreen),
    Subjects(Subjects),
    Subject(Box<SubjectScreen>),
    Couple(CoupleScreen),
    Plan(PlanScreen),
    PlanItem(PlanItemScreen),
    Forums(Forums),
    Forum(ForumScreen),
    Assess(Box<AssessScreen>),
    People(People),
    Person(PersonScreen),
    Meetings(Meetings),
    Actions(Actions),
    Desk(Box<DeskScreen>),
    Referral(Box<ReferralScreen>),
    Done(Done),
    Area(AreaScreen),
    Help(Chooser),
    Palette(Chooser),
    Dialog(DialogScreen),
    Agenda(AgendaScreen),
    SignIn(SignIn),
    Outstanding(Outstanding),
    Room(Box<Room>),
    Approval(Approval),
    Form(Box<FormScreen>),
    Import(Box<Import>),
    Attachment(Document),
}

impl Screens {
    /// Makes the screen of a route; it asks for its data when entered.
    pub fn open(route: Route) -> Self {
        match route {
            Route::Today => Self::Today(Home::default()),
            Route::Cases => Self::Cases(Cases::default()),
            Route::Case(case) => Self::Case(CaseScreen::new(case)),
            Route::Subjects => Self::Subjects(Subjects::default()),
            Route::Subject(case) => Self::Subject(Box::new(SubjectScreen::new(case))),
            Route::WholeCase(case) => Self::Case(CaseScreen::whole(case)),
            Route::Couple(case) => Self::Couple(CoupleScreen::new(case)),
            Route::Plan => Self::Plan(PlanScreen::default()),
            Route::PlanItem(case) => Self::PlanItem(PlanItemScreen::new(case)),
            Route::Forums => Self::Forums(Forums::default()),
            Route::Forum(key) => Self::Forum(ForumScreen::new(key)),
            Route::Assess(case) => Self::Assess(Box::new(AssessScreen::new(case))),
            Route::People => Self::People(People::default()),
            Route::Person(person) => Self::Person(PersonScreen::new(person)),
            Route::Meetings => Self::Meetings(Meetings::default()),
            Route::Actions(filter) => Self::Actions(Actions::new(filter)),
            Route::Desk => Self::Desk(Box::default()),
            Route::Referral(case) => Self::Referral(Box::new(ReferralScreen::new(case))),
            Route::Done => Self::Done(Done::default()),
            Route::Area => Self::Area(AreaScreen::default()),
            Route::Help(commands) => Self::Help(Chooser::help(commands)),
            Route::Palette(commands) => Self::Palette(Chooser::palette(commands)),
            Route::Agenda(meeting) => Self::Agenda(AgendaScreen::new(meeting)),
            Route::SignIn(meeting) => Self::SignIn(SignIn::new(meeting)),
            Route::Outstanding(meeting) => Self::Outstanding(Outstanding::new(meeting)),
            Route::Room(meeting) => Self::Room(Box::new(Room::new(meeting, None))),
            Route::RoomAt(meeting, item, missing) => {
                Self::Room(Box::new(Room::new(meeting, Some(item)).mending(missing)))
            }
            Route::Business(meeting) => Self::Room(Box::new(Room::at_business(meeting))),
            Route::Approval(meeting) => Self::Approval(Approval::new(meeting)),
            Route::Form(case) => Self::Form(Box::new(FormScreen::new(case))),
            Route::Import => Self::Import(Box::default()),
            Route::Attachment(attachment) => Self::Attachment(Document::new(attachment)),
        }
    }

    /// The screen, to look at.
    pub fn as_screen(&self) -> &dyn Screen {
        match self {
            Self::Today(screen) => screen,
            Self::Cases(screen) => screen,
            Self::Case(screen) => screen,
            Self::Subjects(screen) => screen,
            Self::Subject(screen) => &**screen,
            Self::Couple(screen) => screen,
            Self::Plan(screen) => screen,
            Self::PlanItem(screen) => screen,
            Self::Forums(screen) => screen,
            Self::Forum(screen) => screen,
            Self::Assess(screen) => &**screen,
            Self::People(screen) => screen,
            Self::Person(screen) => screen,
            Self::Meetings(screen) => screen,
            Self::Actions(screen) => screen,
            Self::Desk(screen) => &**screen,
            Self::Referral(screen) => &**screen,
            Self::Done(screen) => screen,
            Self::Area(screen) => screen,
            Self::Help(screen) | Self::Palette(screen) => screen,
            Self::Dialog(screen) => screen,
            Self::Agenda(screen) => screen,
            Self::SignIn(screen) => screen,
            Self::Outstanding(screen) => screen,
            Self::Room(screen) => &**screen,
            Self::Approval(screen) => screen,
            Self::Form(screen) => &**screen,
            Self::Import(screen) => &**screen,
            Self::Attachment(screen) => screen,
        }
    }

    /// The screen, to update.
    pub fn as_screen_mut(&mut self) -> &mut dyn Screen {
        match self {
            Self::Today(screen) => screen,
            Self::Cases(screen) => screen,
            Self::Case(screen) => screen,
            Self::Subjects(screen) => screen,
            Self::Subject(screen) => &mut **screen,
            Self::Couple(screen) => screen,
            Self::Plan(screen) => screen,
            Self::PlanItem(screen) => screen,
            Self::Forums(screen) => screen,
            Self::Forum(screen) => screen,
            Self::Assess(screen) => &mut **screen,
            Self::People(screen) => screen,
            Self::Person(screen) => screen,
            Self::Meetings(screen) => screen,
            Self::Actions(screen) => screen,
            Self::Desk(screen) => &mut **screen,
            Self::Referral(screen) => &mut **screen,
            Self::Done(screen) => screen,
            Self::Area(screen) => screen,
            Self::Help(screen) | Self::Palette(screen) => screen,
            Self::Dialog(screen) => screen,
            Self::Agenda(screen) => screen,
            Self::SignIn(screen) => screen,
            Self::Outstanding(screen) => screen,
            Self::Room(screen) => &mut **screen,
            Self::Approval(screen) => screen,
            Self::Form(screen) => &mut **screen,
            Self::Import(screen) => &mut **screen,
            Self::Attachment(screen) => screen,
        }
    }
}
