//! Handbound turns a folder of Markdown and YAML into a community's handbook.

pub mod calendar;
pub mod check;
pub mod cli;
pub mod diagnostic;
pub mod handbook;
pub mod parse;
pub mod pictures;
pub mod pipeline;
pub mod public;
pub mod publish;
pub mod read;
pub mod render;
pub mod source;
pub mod suggest;
pub mod theme;
