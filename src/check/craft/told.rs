//! The table of checks in words: for the terminal, and as a chapter of the user guide.

use super::table::CHECKS;
use super::{Check, Guide, Subject};
use crate::diagnostic::Severity;

/// The columns of a terminal as it opens.
const COLUMNS: usize = 80;

/// Every check with its level and its rule, for the terminal.
#[must_use]
pub fn list() -> String {
    let mut out = String::new();
    for (subject, checks) in by_subject() {
        out.push_str(&format!("{}\n\n", heading(subject)));
        for check in checks {
            out.push_str(&format!("  {} ({})\n{}", check.id, level(check.level), folded(check.rule, "      ")));
        }
        out.push('\n');
    }
    let end = "To leave one out, give your reason: `ignore: {NAME: \"reason\"}` in the header of a session or another \
               entry, or below `checks:` in community.yml for the whole handbook. The user guide says of each why it is \
               asked, and when it stays silent: chapter 12.";
    out + &folded(end, "")
}

/// `words` in lines that a terminal can show, each after `indent`.
fn folded(words: &str, indent: &str) -> String {
    let mut out = String::new();
    let mut width = COLUMNS;
    for word in words.split(' ') {
        let length = word.chars().count();
        if width + 1 + length > COLUMNS {
            out.push_str(if out.is_empty() { "" } else { "\n" });
            out.push_str(indent);
            width = indent.len();
        } else {
            out.push(' ');
            width += 1;
        }
        out.push_str(word);
        width += length;
    }
    out + "\n"
}

fn by_subject() -> impl Iterator<Item = (Subject, Vec<&'static Check>)> {
    let subjects = [
        Subject::Agenda,
        Subject::Session,
        Subject::Season,
        Subject::Scenario,
        Subject::People,
        Subject::Community,
        Subject::Links,
        Subject::Privacy,
    ];
    let of = |subject| CHECKS.iter().copied().filter(|check| check.subject == subject).collect::<Vec<_>>();
    subjects.into_iter().map(move |subject| (subject, of(subject))).filter(|(_, checks)| !checks.is_empty())
}

fn heading(subject: Subject) -> &'static str {
    match subject {
        Subject::Agenda => "Agendas",
        Subject::Session => "Sessions",
        Subject::Season => "The season",
        Subject::Scenario => "Scenarios",
        Subject::People => "People",
        Subject::Community => "The community",
        Subject::Links => "Links and pictures",
        Subject::Privacy => "Privacy",
    }
}

fn level(level: Severity) -> &'static str {
    match level {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Nudge => "nudge",
        Severity::Note => "note",
    }
}

/// The chapter of the user guide.
#[must_use]
pub fn chapter() -> String {
    let mut out = HEAD.to_owned();
    for (subject, checks) in by_subject() {
        out.push_str(&format!("\n## {}\n", heading(subject)));
        for check in checks {
            out.push_str(&entry(check));
        }
    }
    out
}

fn entry(check: &Check) -> String {
    let Check { id, level: weight, rule, silent, why, guide, .. } = check;
    let source = match guide {
        Guide::Online => "the online guide",
        Guide::Facilitators => "the facilitators' guide",
    };
    let out = if check.may_be_silenced() {
        format!("`ignore: {{{id}: \"your reason\"}}`")
    } else {
        "it cannot be left out".to_owned()
    };
    format!(
        "\n### {id} ({})\n\n{rule}\n\n- Why: {why} ({source}).\n- Silent when: {silent}\n- To leave it out: {out}\n",
        level(*weight)
    )
}

const HEAD: &str = "\
# 12. Advice: what a colleague would notice

`handbound check` reads your outline the way an experienced colleague would, and says what it noticed. Most of it is a
**nudge**: advice with its reason, which never stops anything, not even with `--strict`. Experienced people disagree,
and you know your group; so each can be left out, with your reason beside it:

```yaml
ignore: { everyone-speaks-early: \"we begin in silence\" }      # in the header of a session, a scenario, a person ...
```

```yaml
checks:                                                       # in community.yml, for the whole handbook
  ignore: { no-reading: \"we meet to practise\" }
  opening_minutes: 5        # until everyone has a voice
  gap_weeks: 6              # between sessions, without anything in between
  group_size: 10 to 20      # people who make a good group
  reminder_days: 2          # before a session, when members have heard of it
  doors_minutes: 10         # that an online room opens before the start
  round_seconds: 30         # for each person in a round
  sitting_minutes: 90       # without a break
  facilitator_share: 40     # percent of the talking that may be the facilitators'
  group_share: 35           # percent of the talking that is everyone's or small groups'
```

The numbers are the usual ones; write down those that are others for you. Only sessions that are still to come are
looked at, and of an agenda only what can be known: where it is not clear who speaks in a part, nothing is held against
it, and an agenda of one or two parts, without lengths, or of less than half of the session's minutes, is still a sketch
in which nothing is missed. Where that is not clear in more than half of the parts, quiet moments, small groups and values
are not missed either: they may stand there in other words. `handbound check --explain SESSION` tells how an agenda was
read; SESSION is a file, its name or a title, or a part of these.

One piece of advice is told three times at the most; `--only NAME` tells every place of it, `--level warning` leaves out
all advice.

The reasons come from two guides, told here in our own words. *The online guide* is D. Martinez Fishman's *Creating
virtual communities of practice that thrive* (ZERO TO THREE); *the facilitators' guide* is *What is a community of
practice?*, guidance for early childhood educators who facilitate one.

This chapter is made from the program's own table of checks.
";
