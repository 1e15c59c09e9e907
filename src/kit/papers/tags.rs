//! Name tags, on two common sheets of labels or on plain paper to cut.

use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use crate::diagnostic::Diagnostic;
use crate::handbook::private::Member;
use crate::handbook::records::given_and_family;
use crate::render::{Output, Renderer};

use super::super::{called, first_name};
use super::PaperInputs;

/// The empty tags at the end, for guests.
const EMPTY: usize = 4;
/// Widths of the longest word up to which a name is set in each size, the largest first. A wide letter (Chinese) is two.
const STEPS: [usize; 4] = [7, 10, 13, 17];

#[derive(Serialize)]
struct TagsView<'a> {
    paper: &'static str,
    /// Whether it is cut.
    is_plain: bool,
    /// The words for the sheets.
    sheet: &'a str,
    sheets: Vec<Vec<TagView<'a>>>,
}

#[derive(Clone, Serialize)]
struct TagView<'a> {
    called: &'a str,
    rest: Option<&'a str>,
    pronouns: Option<&'a str>,
    setting: Option<&'a str>,
    /// 0 for the largest letters.
    step: usize,
}

/// Makes the page; none for a group that is nobody.
///
/// # Errors
///
/// When the template fails.
pub(super) fn page(renderer: &Renderer, inputs: &PaperInputs<'_>) -> Result<Option<Output>, Vec<Diagnostic>> {
    let (book, words) = (renderer.public().book(), renderer.words());
    let facilitators = book.community.facilitators.iter().filter_map(|id| book.person(&id.value));
    let mut tags: Vec<TagView<'_>> = inputs.roster.iter().map(of_member).collect();
    for person in facilitators {
        let name = person.meta.title.as_str();
        if !inputs.roster.iter().any(|member| member.name == name) {
            tags.push(tag(first_name(name), name, None, None));
        }
    }
    if tags.is_empty() {
        return Ok(None);
    }
    tags.resize(tags.len() + EMPTY, tag("", "", None, None));
    let paper = inputs.paper(renderer);
    let is_plain = inputs.preferences.plain_tags;
    let (most, sheet) = match (paper, is_plain) {
        ("a4", false) => (10, "kit_tags_l4785"),
        ("a4", true) => (10, "kit_tags_plain"),
        (_, false) => (8, "kit_tags_5395"),
        (_, true) => (8, "kit_tags_plain"),
    };
    let sheets = tags.chunks(most).map(<[TagView<'_>]>::to_vec).collect();
    let view = TagsView { paper, is_plain, sheet: words.get(sheet), sheets };
    renderer.other_page("tags.html", "kit-tags.html", words.get("kit_tags"), &view).map(Some)
}

fn of_member(member: &Member) -> TagView<'_> {
    tag(called(member), &member.name, member.pronouns.as_deref(), member.setting.as_deref())
}

fn tag<'a>(called: &'a str, name: &'a str, pronouns: Option<&'a str>, setting: Option<&'a str>) -> TagView<'a> {
    let rest = match given_and_family(name) {
        Some((given, family)) if given == called => family,
        _ => name.strip_prefix(called).filter(|rest| rest.starts_with(' ') || rest.is_empty()).unwrap_or(name).trim(),
    };
    let widest = called.split_whitespace().map(UnicodeWidthStr::width).max().unwrap_or_default();
    let step = STEPS.iter().position(|most| widest <= *most).unwrap_or(STEPS.len());
    TagView { called, rest: (!rest.is_empty()).then_some(rest), pronouns, setting, step }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_as_large_as_it_fits() {
        let of = |called, name| {
            let tag = tag(called, name, None, None);
            format!("{} {}", tag.step, tag.rest.unwrap_or("-"))
        };
        assert_eq!(of("Priya", "Priya Nambiar"), "0 Nambiar");
        assert_eq!(of("Priya", "Nambiar, Priya"), "0 Nambiar");
        assert_eq!(of("Thảo", "Nguyễn Thị Phương Thảo"), "0 Nguyễn Thị Phương Thảo");
        assert_eq!(of("Ana-Luisa", "Ana-Luisa Ferrão"), "1 Ferrão");
        assert_eq!(of("陳美玲陳美玲", "陳美玲陳美玲"), "2 -");
        assert_eq!(of("Wolfeschlegelsteinhausenbergerdorff", "Wolfeschlegelsteinhausenbergerdorff"), "4 -");
        assert_eq!(of(first_name("Ana Berg, RN"), "Ana Berg, RN"), "0 Berg, RN");
        assert_eq!(first_name("BERG, ANA"), "ANA");
        assert_eq!(of("Cher", "Cherie Marie"), "0 Cherie Marie");
    }
}
