//! The preview: a handbook that is shown while somebody writes it, served from memory on this computer alone.

mod guard;
pub mod live;
pub mod rhythm;
pub mod server;
pub mod watch;
