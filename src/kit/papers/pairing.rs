//! Who is paired with whom at each coming meeting.

use serde::Serialize;

use crate::diagnostic::Diagnostic;
use crate::handbook::date_words;
use crate::handbook::pairs::{keep_apart, pairs};
use crate::handbook::records::DatedSitting;
use crate::handbook::session::Status;
use crate::render::{Output, Renderer};

use super::super::called;
use super::PaperInputs;

/// The meetings that pairs are made for.
const MEETINGS: usize = 6;

#[derive(Serialize)]
struct PairsView<'a> {
    meetings: Vec<MeetingPairs<'a>>,
    /// Names in `apart` that the roster does not have.
    unknown: String,
}

#[derive(Serialize)]
struct MeetingPairs<'a> {
    title: &'a str,
    date: String,
    /// Their names.
    pairs: Vec<Vec<&'a str>>,
    /// Those of them who are to be apart, where there was no other way.
    against: Vec<Vec<&'a str>>,
}

/// Makes the page; none without a roster of two.
///
/// # Errors
///
/// When the template fails.
pub(super) fn page(renderer: &Renderer, inputs: &PaperInputs<'_>) -> Result<Option<Output>, Vec<Diagnostic>> {
    let words = renderer.words();
    let names: Vec<&str> = inputs.roster.iter().map(|member| member.name.as_str()).collect();
    let is_named = |name: &str, written: &str| name.to_lowercase() == written.trim().to_lowercase();
    // By the whole name, or by what only one is called.
    let place = |written: &String| {
        let whole = names.iter().position(|name| is_named(name, written));
        let mut short = inputs.roster.iter().enumerate().filter(|(_, member)| is_named(called(member), written));
        whole.or_else(|| short.next().filter(|_| short.next().is_none()).map(|(place, _)| place))
    };
    let written = inputs.preferences.apart.iter();
    let apart: Vec<[usize; 2]> = written.filter_map(|[one, other]| Some([place(one)?, place(other)?])).collect();
    let unknown: Vec<&str> =
        inputs.preferences.apart.iter().flatten().filter(|name| place(name).is_none()).map(String::as_str).collect();
    let meetings: Vec<MeetingPairs<'_>> = coming(inputs)
        .map(|(round, dated)| {
            let mut round = pairs(names.len(), round);
            keep_apart(&mut round, &apart);
            let is_against = |pair: &&Vec<usize>| apart.iter().any(|two| two.iter().all(|one| pair.contains(one)));
            MeetingPairs {
                against: round
                    .iter()
                    .filter(is_against)
                    .map(|pair| pair.iter().map(|member| names[*member]).collect())
                    .collect(),
                title: &dated.session.meta.title,
                date: date_words::long_date(dated.date(), words),
                pairs: round.iter().map(|pair| pair.iter().map(|member| names[*member]).collect()).collect(),
            }
        })
        .collect();
    if names.len() < 2 || meetings.is_empty() {
        return Ok(None);
    }
    let view = PairsView { meetings, unknown: unknown.join(words.get("list_comma")) };
    renderer.other_page("pairs.html", "kit-pairs.html", words.get("kit_pairs"), &view).map(Some)
}

/// Returns the coming meetings, each with its round: its place among all dated meetings of the group. A cancelled one
/// has a round too, so that nobody's pair changes when one is cancelled.
fn coming<'a>(inputs: &'a PaperInputs<'_>) -> impl Iterator<Item = (usize, &'a DatedSitting<'a>)> {
    let all = inputs.sittings;
    let is_coming = |dated: &&DatedSitting<'_>| {
        dated.date() >= inputs.settings.today && dated.session.status != Status::Cancelled && inputs.is_of_group(dated)
    };
    let round = |dated: &DatedSitting<'_>| {
        all.iter().take_while(|other| !other.is_same(dated)).filter(|other| inputs.is_of_group(other)).count()
    };
    all.iter().filter(is_coming).take(MEETINGS).map(move |dated| (round(dated), dated))
}
