//! The preview: a handbook that is shown while somebody writes it, served from memory on this computer alone.

mod guard;
pub mod server;
