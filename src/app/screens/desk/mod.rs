//! The referral desk: referrals that wait ([`DeskScreen`]: the queue with alerts, transfers and receipts beside it) and
//! what was decided on one ([`ReferralScreen`]). `forms` asks and makes requests of the answers, the same on both; `rows`
//! lays lines out.

mod board;
mod forms;
mod history;
mod rows;
#[cfg(test)]
mod tests;

pub use board::DeskScreen;
pub use history::ReferralScreen;
