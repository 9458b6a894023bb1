//! One meeting from referral to approved minutes.
