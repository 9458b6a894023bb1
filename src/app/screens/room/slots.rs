//! Agencies that attend only some cases: who is to be called in now or next, and who may leave.

use super::Room;
use super::reading::agency_name;
use crate::domain::rows::agenda::ItemState;
use crate::domain::rows::sitting::Slot;
use crate::service::ask::{Agenda, ItemLine};

/// How much a slot matters now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Turn {
    /// Its case is in sight and it is not here.
    Now,
    /// Its case is the next and it is not here.
    Next,
    /// All its cases are over and it is still here.
    Over,
    /// To come.
    Later,
}

/// What is to be known of each slot now, what matters most first.
pub fn turns(room: &Room, agenda: &Agenda) -> Vec<(Turn, String)> {
    let shown = room.listed();
    let mut turns: Vec<(Turn, String)> =
        agenda.table.slots.iter().filter_map(|slot| turn(slot, agenda, shown)).collect();
    turns.sort_by_key(|(turn, _)| *turn);
    turns
}

fn turn(slot: &Slot, agenda: &Agenda, shown: Option<&ItemLine>) -> Option<(Turn, String)> {
    let name = agency_name(agenda, &slot.agency);
    let here = agenda.table.is_here(&slot.agency);
    let is_own = |line: &ItemLine| slot.cases.0.contains(&line.item.case);
    let own: Vec<&ItemLine> =
        agenda.items.iter().filter(|line| is_own(line) && !line.item.state.is_off()).collect();
    let waits = |line: &&ItemLine| matches!(line.item.state, ItemState::Waiting | ItemState::Hearing);
    if shown.is_some_and(is_own) {
        return (!here).then(|| (Turn::Now, format!("CALL IN {name}: this case is theirs")));
    }
    let next = agenda.items.iter().find(|line| line.item.state == ItemState::Waiting);
    if next.is_some_and(is_own) && !here {
        return Some((Turn::Next, format!("call in {name}: theirs is next")));
    }
    match own.iter().copied().find(|line| waits(line)) {
        None if here => Some((Turn::Over, format!("{name} may leave: theirs are over"))),
        None => None,
        Some(first) => {
            let now = first.begins.strftime("%H:%M");
            let told = slot.begins.map(|told| told.strftime("%H:%M").to_string());
            let told = told.filter(|told| *told != now.to_string());
            let told = told.map(|told| format!(" (told {told})")).unwrap_or_default();
            Some((Turn::Later, format!("{name} {now}{told}, case {}", first.item.position)))
        }
    }
}
