//! Messages for arguments that the program does not know.

use clap::CommandFactory;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::suggest;

use super::arguments::Arguments;

/// Commands that people may type who look for a way to begin.
const BEGINNINGS: [&str; 4] = ["new", "init", "create", "start"];

/// Returns what is wrong with the arguments, and what to do; none where the argument parser's own words are shown.
pub(super) fn mistake(error: &clap::Error) -> Option<String> {
    let one = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text.as_str()),
        _ => None,
    };
    match error.kind() {
        ErrorKind::InvalidSubcommand => Some(no_command(one(ContextKind::InvalidSubcommand)?)),
        ErrorKind::UnknownArgument => {
            let typed = one(ContextKind::InvalidArg)?;
            let what = if typed.starts_with('-') {
                format!("There is no option `{typed}` here.")
            } else {
                format!("This command does not take `{typed}`.")
            };
            let near = one(ContextKind::SuggestedArg).map_or(String::new(), |near| format!(" Did you mean `{near}`?"));
            Some(format!("{what}{near} Add `--help` to the command to see what it takes."))
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let (option, typed) = (one(ContextKind::InvalidArg)?, one(ContextKind::InvalidValue)?);
            let known = match error.get(ContextKind::ValidValue) {
                Some(ContextValue::Strings(known)) if !known.is_empty() => {
                    format!("write one of these: {}.", quoted(known.iter().map(String::as_str)))
                }
                _ => format!("{}.", std::error::Error::source(error)?),
            };
            if typed.is_empty() {
                return Some(format!("`{option}` needs a value: {known}"));
            }
            Some(format!("`{typed}` is not a valid value for `{option}`: {known}"))
        }
        ErrorKind::ArgumentConflict => {
            let (one, other) = (one(ContextKind::InvalidArg)?, one(ContextKind::PriorArg)?);
            Some(format!("`{one}` and `{other}` cannot be used together. Leave one of them out."))
        }
        _ => None,
    }
}

fn no_command(typed: &str) -> String {
    if BEGINNINGS.contains(&typed) {
        return format!(
            "There is no command `{typed}`: to begin a handbook, write two files. The first is `community.yml` with the lines \
             `name: ...` and `timezone: Europe/Dublin`. The second is `sessions/first.md`: it begins with a line `---`, then \
             `title: ...`, `date: ...` and `time: ...`, then another line `---`. Write them into an empty folder, and \
             run `handbound serve` there. You can also begin with a copy of another handbook."
        );
    }
    let command = Arguments::command();
    let names: Vec<&str> = command.get_subcommands().map(clap::Command::get_name).collect();
    let near =
        suggest::nearest(typed, names.iter().copied()).map_or(String::new(), |near| format!(" Did you mean `{near}`?"));
    format!(
        "There is no command `{typed}` here.{near} The commands are {}; add `--help` to one to see what it takes.",
        quoted(names.iter().copied())
    )
}

fn quoted<'a>(names: impl Iterator<Item = &'a str>) -> String {
    names.map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    fn said(arguments: &[&str]) -> String {
        let all = std::iter::once("handbound").chain(arguments.iter().copied());
        mistake(&Arguments::try_parse_from(all).unwrap_err()).expect("words of our own")
    }

    #[test]
    fn wrong_usage_is_told_in_whole_sentences() {
        assert!(said(&["init"]).starts_with("There is no command `init`: to begin a handbook, write two files. "));
        assert!(
            said(&["bild"]).starts_with("There is no command `bild` here. Did you mean `build`? The commands are ")
        );
        // Nothing that is only a little alike is offered.
        assert!(said(&["guide"]).starts_with("There is no command `guide` here. The commands are `build`, `check`, "));
        assert_eq!(
            said(&["build", "--bogus"]),
            "There is no option `--bogus` here. Add `--help` to the command to see what it takes."
        );
        assert_eq!(
            said(&["build", "a", "b"]),
            "This command does not take `b`. Add `--help` to the command to see what it takes."
        );
        assert_eq!(
            said(&["serve", "--port", "abc"]),
            "`abc` is not a valid value for `--port <N>`: a port is a number up to 65535, such as 4000."
        );
        assert_eq!(
            said(&["build", "--today", "22.11.2026"]),
            "`22.11.2026` is not a valid value for `--today <DATE>`: write a day like this: 2026-11-22."
        );
        assert_eq!(
            said(&["check", "--format", "xml"]),
            "`xml` is not a valid value for `--format <FORMAT>`: write one of these: `text`, `json`, `github`."
        );
        assert!(mistake(&Arguments::try_parse_from(["handbound", "--help"]).unwrap_err()).is_none());
    }
}
