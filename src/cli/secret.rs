//! `handbound secret`: the secret of the members' calendar, and the facts that its author needs.

use anyhow::{anyhow, bail};

use crate::calendar::members_feed_address;
use crate::handbook::private::{LEAST, Secret};
use crate::handbook::session::ShowJoinLink;
use crate::handbook::{Book, Handbook};
use crate::pipeline::Prepared;
use crate::publish::{self, AddError, NewFile};

use super::ExitStatus;

/// The file of the secret.
const FILE: &str = "private/calendar.yml";

/// The comment in the file itself.
const COMMENT: &str = "\
# The address of the members' calendar is made from this secret. `handbound secret` wrote it and never changes it.
# Everybody who knows the address can read the calendar and hand the address on, so treat both like a door code.
# To change the address: delete this file, run `handbound secret` and `handbound build`, and send everybody the new one.
";

/// The facts about the address, whoever asks.
const HONEST: &str = "\
This address is hard to guess, not secret: whoever has it can read the calendar and pass it on. No page of the
site names it. If the site is published from a repository that others can read, they can see it there.
";

/// Makes the secret where there is none, and explains it.
pub(super) fn secret(prepared: &Prepared) -> anyhow::Result<(ExitStatus, String)> {
    let root = &prepared.folder.root;
    let Some(handbook) = &prepared.handbook else {
        bail!("There is no `community.yml` in `{}`. Name the folder that holds it.", root.display());
    };
    if let Some(found) = prepared.diagnostics.iter().find(|found| found.code == "secret-broken") {
        let help = found.help.as_deref().unwrap_or_default();
        return Ok((ExitStatus::HasErrors, format!("{} {help}\n", found.message)));
    }
    if let Some(known) = &handbook.private.secret {
        let begin = format!("`{FILE}` already holds a secret; nothing was changed.\n");
        let end = "To change the address, delete that file and run `handbound secret` again. Everybody then has to \
                   subscribe again.\n";
        return Ok((ExitStatus::Success, format!("{begin}\n{}\n{end}", report(handbook, known))));
    }
    let fresh = random()?;
    let text = format!("{COMMENT}\nsecret: {}\n", fresh.letters());
    match publish::add(root, &[NewFile { path: FILE.to_owned(), bytes: text.into_bytes() }]) {
        Ok(()) => {}
        Err(AddError::Exist(_)) => {
            bail!("`{FILE}` already exists, but Handbound could not read it. Nothing was changed.")
        }
        Err(error) => return Err(error.into()),
    }
    let begin = format!(
        "Wrote a secret into `{FILE}`, which is never published. It makes the address of a calendar for members\n\
         that tells them how to join online.\n"
    );
    Ok((ExitStatus::Success, format!("{begin}\n{}", report(handbook, &fresh))))
}

fn random() -> anyhow::Result<Secret> {
    let mut bytes = [0; LEAST];
    getrandom::fill(&mut bytes).map_err(|error| {
        anyhow!("Handbound got no random numbers from this computer, so it made no secret: {error}.")
    })?;
    Ok(Secret::from_random(bytes))
}

/// Writes the address, how little secret it is, and what is missing until it can be used.
fn report(handbook: &Handbook, secret: &Secret) -> String {
    let path = members_feed_address(secret);
    let (address, without) = match &handbook.book.community.website {
        Some(website) => (format!("{}/{path}", website.value.trim_end_matches('/')), ""),
        None => (path, " (on your website; set `website` in `community.yml` to see the whole address)"),
    };
    let unused = if is_used(&handbook.book) {
        "It works after the next `handbound build`.\n"
    } else {
        "There is no such calendar yet: write `show_join_link: members` under `calendar:` in `community.yml`, or into a\n\
         session, and build.\n"
    };
    format!("Members subscribe to{without}:\n\n  {address}\n\n{unused}{HONEST}")
}

/// Returns whether anything is shown to members at all.
fn is_used(book: &Book) -> bool {
    let sessions = book.sessions.iter().filter_map(|session| session.show_join_link);
    sessions.chain([book.community.calendar.show_join_link]).any(|shown| shown == ShowJoinLink::Members)
}
