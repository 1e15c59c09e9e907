//! `handbound serve`: the preview, and what it says at the terminal.

use std::net::IpAddr;
use std::path::Path;

use anyhow::{Context, bail};
use jiff::civil::Date;

use super::{Ended, default_output, no_folder, now_in, say, style, summary};
use crate::check::craft;
use crate::diagnostic::show::Shown;
use crate::diagnostic::text::{Style, text};
use crate::preview::server::{self, Door};
use crate::preview::watch::{Mode, Why};
use crate::preview::{self, Said, Serving};

/// More problems than this at once are counted and not listed.
const MOST: usize = 20;

/// What was asked for.
pub(super) struct Order<'a> {
    pub folder: &'a Path,
    pub port: u16,
    pub host: IpAddr,
    pub today: Option<Date>,
    pub mode: Mode,
    pub browser: Browser,
}

/// Whether the handbook is opened in the browser.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Browser {
    Opened,
    Left,
}

/// Serves until the program is ended.
pub(super) fn serve(order: &Order<'_>) -> anyhow::Result<(Ended, String)> {
    let Order { folder, port, host, .. } = *order;
    if !folder.is_dir() {
        bail!("{}", no_folder(folder));
    }
    let door = server::open(host, port)
        .with_context(|| format!("This computer cannot be reached at {host}, so nothing can be shown there"))?;
    let serving = Serving {
        root: folder,
        output: &default_output(folder),
        mode: order.mode,
        today: &|zone| order.today.unwrap_or_else(|| now_in(zone.clone())),
        run: &run_name()?,
    };
    preview::serve(&serving, &door, &|said| say(&words(&said, order, &door)))
        .with_context(|| format!("`{}` cannot be shown", folder.display()))?;
    Ok((Ended::Well, String::new()))
}

fn words(said: &Said<'_>, order: &Order<'_>, door: &Door) -> String {
    match said {
        Said::Ready => {
            let opened = match order.browser {
                Browser::Opened => open(&door.url()),
                Browser::Left => String::new(),
            };
            ready(order, door) + &opened
        }
        Said::Polling(why) => polling(*why).to_owned() + "\n",
        Said::Problems { new, all } => problems(new, all, style()),
    }
}

/// What is new, with what there is altogether. Advice waits in the preview, where there is time for it.
fn problems(new: &[&Shown], all: &[Shown], style: Style) -> String {
    let (advice, facts): (Vec<Shown>, Vec<Shown>) =
        all.iter().cloned().partition(|shown| craft::is_advice(shown.code, shown.severity));
    let new: Vec<&&Shown> = new.iter().filter(|shown| !craft::is_advice(shown.code, shown.severity)).collect();
    let said: Vec<Shown> = new.iter().take(MOST).map(|shown| (**shown).clone()).collect();
    let more = match new.len() - said.len() {
        0 => String::new(),
        more => format!("… and {more} more, which `handbound check` lists.\n\n"),
    };
    text(&said, style) + &more + &summary::still_wrong(&facts, &advice) + "\n"
}

fn ready(order: &Order<'_>, door: &Door) -> String {
    let mut said = String::new();
    let port = door.address.port();
    if port != order.port && order.port != 0 {
        said.push_str(&format!("Something else listens at port {}, so this is at {port}.\n", order.port));
    }
    if !door.address.ip().is_loopback() {
        said.push_str(
            "Careful: everybody in this network can open the preview, with its drafts, as long as it runs. Nothing \
             asks them for a password.\n",
        );
        if door.address.ip().is_unspecified() {
            said.push_str(&format!("On a phone beside it, open the address of this computer with `:{port}`.\n"));
        }
    }
    said + &format!("Your handbook is at {} and follows every save. Ctrl-C ends it.\n", door.url())
}

/// Why saves are looked for, in words.
fn polling(why: Why) -> &'static str {
    match why {
        Why::Asked => "The folder is looked through twice a second.",
        Why::NoEvents => {
            "This disk does not tell when something is saved, so the folder is looked through twice a second. A save \
             takes a moment longer to show."
        }
        Why::Unheard => {
            "Something was saved that this computer was not told of, so the folder is looked through twice a second \
             from now on."
        }
        Why::Untried => {
            "This folder cannot be written to, so it could not be tried whether the computer tells of saves. It is \
             looked through twice a second."
        }
        Why::TooManyWatches => {
            "This computer watches as many folders as it can for its programs, so this one is looked through twice a \
             second. On Linux a higher `fs.inotify.max_user_watches` gives it room again."
        }
        Why::NotSupported => {
            "This system does not tell when something is saved, so the folder is looked through twice a second."
        }
    }
}

/// Opens `url` in the browser that people here use, or says that it did not work.
fn open(url: &str) -> String {
    match open::that_detached(url) {
        Ok(()) => String::new(),
        Err(error) => format!("The browser could not be opened ({error}); please open the address yourself.\n"),
    }
}

/// A name that no other run has.
fn run_name() -> anyhow::Result<String> {
    let mut bytes = [0; 8];
    getrandom::fill(&mut bytes).map_err(|error| anyhow::anyhow!("the system gives no random numbers: {error}"))?;
    Ok(format!("{:016x}", u64::from_le_bytes(bytes)))
}
