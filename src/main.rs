//! The command-line program: hands its arguments to the library and maps the outcome to an exit code.

use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    ExitCode::from(handbound::cli::run(std::env::args_os()) as u8)
}
