//! The choice of sessions for a document: all of them, until there are so many that no one would print them.

use jiff::ToSpan;

use crate::handbook::Words;

use super::Site;

/// The most sessions that one document holds. With two sheets each that is a stack of paper, and as a page some three
/// megabytes, which is also what bounds the memory of a build.
const MOST: usize = 200;

/// The sessions of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chosen {
    /// Their places in the book, in its order.
    pub places: Vec<usize>,
    /// The number of sessions to choose from.
    pub of: usize,
}

/// Chooses of the sessions at `places`, in the book's order, all that fit; where they do not, those that are coming and
/// those of the last year, and of these the ones nearest to today.
pub fn chosen(site: &Site<'_>, mut places: Vec<usize>) -> Chosen {
    let of = places.len();
    if of > MOST {
        let year = site.today.checked_sub(1.year()).unwrap_or(site.today);
        let far = |place: &usize| {
            let session = &site.book.sessions[*place];
            let day = site.day(session);
            let days = day.map_or(i64::MAX, |day| site.today.duration_until(day).as_hours().abs());
            (!site.is_coming(session), days, *place)
        };
        places.retain(|place| {
            let session = &site.book.sessions[*place];
            site.is_coming(session) || site.day(session).is_some_and(|day| day >= year)
        });
        places.sort_by_cached_key(far);
        places.truncate(MOST);
        places.sort_unstable();
    }
    Chosen { places, of }
}

impl Chosen {
    /// Returns a note where some are left out.
    pub fn note(&self, words: &Words) -> Option<String> {
        let (count, all) = (self.places.len(), self.of);
        (count < all).then(|| words.fill("print_some", &[("count", &count.to_string()), ("all", &all.to_string())]))
    }
}
