//! The program and the library from outside, in one crate: as an author, a member or a caller sees them.

mod agendas;
mod architecture;
mod big_handbook;
mod communities;
mod contract;
mod craft;
mod dependencies;
mod feed;
mod hostile;
mod import;
mod json_ld;
mod kit;
mod live;
mod members;
mod outlines;
mod preview;
mod preview_safety;
mod previous;
mod print;
mod privacy;
mod publish;
mod records;
mod serve;
mod site;
mod snapshots;
mod subscribe;
mod theme;
mod themes;
mod ways_in;
mod web;
mod zones;

#[path = "../perf/generate.rs"]
mod generate;
mod support;
