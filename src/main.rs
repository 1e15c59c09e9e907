//! The command-line program: hands its arguments to the library and maps the outcome to an exit code.

fn main() {}
