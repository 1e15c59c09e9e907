//! Text inside other languages: percent-encoding in addresses, entities in HTML.

mod entities;
pub mod percent;

pub use entities::entities;
