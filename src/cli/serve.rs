//! `handbound serve`: the preview, and its messages at the terminal.

use std::net::IpAddr;
use std::path::Path;

use anyhow::{Context, bail};
use jiff::civil::Date;

use super::{ExitStatus, default_output, no_folder, now_in, print, style, summary};
use crate::check::craft;
use crate::diagnostic::show::Shown;
use crate::diagnostic::text::{TerminalStyle, text};
use crate::preview::server::{self, PreviewListener};
use crate::preview::watch::{PollingReason, WatchMode};
use crate::preview::{self, PreviewEvent, PreviewOptions};

/// The most problems that are listed at once; more are counted.
const MAX_LISTED: usize = 20;

/// The options of the command.
pub(super) struct ServeOptions<'a> {
    pub folder: &'a Path,
    pub port: u16,
    pub host: IpAddr,
    pub today: Option<Date>,
    pub mode: WatchMode,
    pub browser: OpenBrowser,
}

/// The choice to open the handbook in the browser.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum OpenBrowser {
    Yes,
    No,
}

/// Serves until the program is ended.
pub(super) fn serve(options: &ServeOptions<'_>) -> anyhow::Result<(ExitStatus, String)> {
    let ServeOptions { folder, port, host, .. } = *options;
    if !folder.is_dir() {
        bail!("{}", no_folder(folder));
    }
    let listener = server::open(host, port)
        .with_context(|| format!("The preview cannot run at {host}, because this computer cannot be reached there"))?;
    let preview_options = PreviewOptions {
        root: folder,
        output: &default_output(folder),
        mode: options.mode,
        today: &|zone| options.today.unwrap_or_else(|| now_in(zone.clone())),
        run: &run_name()?,
    };
    preview::serve(&preview_options, &listener, &|event| print(&message(&event, options, &listener)))
        .with_context(|| format!("`{}` cannot be shown", folder.display()))?;
    Ok((ExitStatus::Success, String::new()))
}

fn message(event: &PreviewEvent<'_>, options: &ServeOptions<'_>, listener: &PreviewListener) -> String {
    match event {
        PreviewEvent::Ready => {
            let opened = match options.browser {
                OpenBrowser::Yes => open(&listener.url()),
                OpenBrowser::No => String::new(),
            };
            ready(options, listener) + &opened
        }
        PreviewEvent::Polling(reason) => polling(*reason).to_owned() + "\n",
        PreviewEvent::Problems { new, all } => problems(new, all, style()),
    }
}

/// Returns the new problems, and the number of all. Advice is shown in the preview alone, where there is time for it.
fn problems(new: &[&Shown], all: &[Shown], style: TerminalStyle) -> String {
    let (advice, facts): (Vec<Shown>, Vec<Shown>) =
        all.iter().cloned().partition(|shown| craft::is_advice(shown.code, shown.severity));
    let new: Vec<&&Shown> = new.iter().filter(|shown| !craft::is_advice(shown.code, shown.severity)).collect();
    let listed: Vec<Shown> = new.iter().take(MAX_LISTED).map(|shown| (**shown).clone()).collect();
    let more = match new.len() - listed.len() {
        0 => String::new(),
        more => format!("… and {more} more, which `handbound check` lists.\n\n"),
    };
    text(&listed, style) + &more + &summary::still_wrong(&facts, &advice) + "\n"
}

fn ready(options: &ServeOptions<'_>, listener: &PreviewListener) -> String {
    let mut message = String::new();
    let port = listener.address.port();
    if port != options.port && options.port != 0 {
        message.push_str(&format!("Another program uses port {}, so the preview uses port {port}.\n", options.port));
    }
    if !listener.address.ip().is_loopback() {
        message.push_str(
            "Careful: while the preview runs, everybody in this network can open it and read the drafts. Nobody \
             needs a password.\n",
        );
        if listener.address.ip().is_unspecified() {
            message.push_str(&format!("On a phone, open the address of this computer, followed by `:{port}`.\n"));
        }
    }
    message + &format!("Your handbook is at {} and shows every save. Press Ctrl-C to end it.\n", listener.url())
}

/// Returns the message about polling.
fn polling(reason: PollingReason) -> &'static str {
    match reason {
        PollingReason::Requested => "The folder is checked for saves twice a second.",
        PollingReason::NoEvents => {
            "This disk does not report saves, so Handbound checks the folder twice a second. A save takes a \
             moment longer to show."
        }
        PollingReason::MissedEvent => {
            "The system did not report a save, so Handbound now checks the folder twice a second."
        }
        PollingReason::Untried => {
            "Handbound cannot write to this folder, so it could not test whether the system reports saves. It checks the \
             folder twice a second."
        }
        PollingReason::TooManyWatches => {
            "The system cannot watch any more folders, so Handbound checks this one twice a second. On \
             Linux, raise `fs.inotify.max_user_watches`."
        }
        PollingReason::NotSupported => {
            "This system does not report saves, so Handbound checks the folder twice a second."
        }
    }
}

/// Opens `url` in the default browser. Returns a message where that does not work.
fn open(url: &str) -> String {
    match open::that_detached(url) {
        Ok(()) => String::new(),
        Err(error) => format!("The browser could not be opened ({error}); please open the address yourself.\n"),
    }
}

/// Returns a name that no other run has.
fn run_name() -> anyhow::Result<String> {
    let mut bytes = [0; 8];
    getrandom::fill(&mut bytes).map_err(|error| anyhow::anyhow!("the system gives no random numbers: {error}"))?;
    Ok(format!("{:016x}", u64::from_le_bytes(bytes)))
}
