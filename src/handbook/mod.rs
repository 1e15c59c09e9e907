//! The model: a handbook as plain data without IO. One type a file.
//!
//! Entries ([`Session`], [`Person`], [`Reading`] ...) hold what their author wrote, and by their types no private
//! word: facilitator callouts, join details, the roster, records and debriefs lie apart in [`Private`]. What
//! follows from the facts (clock times, shares of voice, who inherits what) is computed by pure functions
//! ([`schedule`], [`timeline`]) and stored nowhere.

pub mod agenda;
pub mod agenda_explanation;
pub mod agenda_words;
pub mod backlinks;
pub mod book;
pub mod community;
pub mod copies;
pub mod date_words;
#[cfg(test)]
pub(crate) mod fixture;
pub mod identity;
pub mod index;
pub mod kinds;
pub mod links;
pub mod meta;
pub mod method;
pub mod money;
pub mod neighbours;
pub mod normalize;
pub mod numeric_date;
pub mod page;
pub mod pairs;
pub mod person;
pub mod player;
pub mod private;
pub mod prose;
pub mod reading;
pub mod records;
pub mod references;
pub mod rhythm;
pub mod rooms;
pub mod scenario;
pub mod schedule;
pub mod session;
pub mod tasks;
pub mod timeline;
pub mod title_kinds;
pub mod values;
pub mod venue;
pub mod words;

pub use agenda::{Agenda, Grouping, KindSource, Minutes, Segment, SegmentKind, Spelling, Voice};
pub use book::{Book, Handbook};
pub use community::Community;
pub use index::Index;
pub use kinds::EntryKind;
pub use meta::{Audience, Id, Meta, Reference};
pub use method::Method;
pub use money::Money;
pub use page::{Guidance, GuidanceFor, Page};
pub use person::Person;
pub use private::Private;
pub use prose::{Body, Heading, RichText, Role, Section};
pub use reading::Reading;
pub use scenario::Scenario;
pub use session::{Series, Session};
pub use title_kinds::TitleKinds;
pub use values::{Value, Values};
pub use venue::Venue;
pub use words::Words;
