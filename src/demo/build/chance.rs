//! Chance that repeats: the same draws for the same seed, on every machine and in every version.

use crate::demo::content::DemoContent;

/// A series of draws (SplitMix64; not for secrets).
#[derive(Clone, Debug)]
pub struct Chance(u64);

impl Chance {
    /// A series for a seed and what it is for, so that one series does not shift another.
    pub fn new(seed: u64, of: u64) -> Self {
        let mut chance = Self(seed ^ of.wrapping_mul(0xd134_2543_de82_ef95));
        chance.draw();
        chance
    }

    fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`; 0 when there is none.
    pub fn below(&mut self, end: u32) -> u32 {
        u32::try_from(self.draw() % u64::from(end.max(1))).unwrap_or(0)
    }

    /// A number from `from` to `to`, both included.
    pub fn between(&mut self, from: i32, to: i32) -> i32 {
        let width = u32::try_from(to - from + 1).unwrap_or(1);
        from + i32::try_from(self.below(width)).unwrap_or(0)
    }

    /// Whether it happens, so often in a hundred.
    pub fn in_hundred(&mut self, times: u32) -> bool {
        self.below(100) < times
    }

    /// One of these.
    pub fn one<'a, T>(&mut self, of: &'a [T]) -> Option<&'a T> {
        let place = self.below(u32::try_from(of.len()).unwrap_or(u32::MAX));
        of.get(usize::try_from(place).unwrap_or(0))
    }

    /// One of these sentences, or nothing to say.
    pub fn words<'a>(&mut self, of: &'a [String]) -> &'a str {
        self.one(of).map_or("", String::as_str)
    }

    /// One of these, by weight.
    pub fn weighted<'a, T>(&mut self, of: &[&'a T], weight: impl Fn(&T) -> u32) -> Option<&'a T> {
        let total = of.iter().map(|one| weight(one)).sum();
        let mut left = self.below(total);
        of.iter().copied().find(|one| {
            let weight = weight(one);
            let found = left < weight;
            left = left.saturating_sub(weight);
            found
        })
    }
}

/// Telephone numbers of the range kept for drama that nobody of today's cases has.
pub fn free_numbers(content: &DemoContent) -> Vec<String> {
    let victims = content.cases.case.iter().map(|case| &case.victim);
    let others = content.cases.case.iter().flat_map(|case| &case.perpetrator).map(|other| &other.person);
    let taken: Vec<&str> =
        victims.chain(others).filter_map(|person| Some(person.phone.as_ref()?.reveal())).collect();
    let all = (0..1000).map(|number| format!("07700 900{number:03}"));
    all.filter(|number| !taken.contains(&number.as_str())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draws_repeat_and_stay_in_bounds() {
        let series = |seed| {
            let mut chance = Chance::new(seed, 1);
            (0..200).map(|_| chance.between(-3, 3)).collect::<Vec<_>>()
        };
        assert_eq!(series(7), series(7));
        assert_ne!(series(7), series(8));
        assert!((-3..=3).all(|number| series(7).contains(&number)));
    }

    #[test]
    fn weights_are_kept() {
        let mut chance = Chance::new(1, 1);
        let (rare, common) = (1_u32, 9_u32);
        let drawn =
            (0..1000).filter(|_| chance.weighted(&[&rare, &common], |weight| *weight) == Some(&common));
        assert!((850..950).contains(&drawn.count()));
    }
}
