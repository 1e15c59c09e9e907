//! A reference as a record of RIS, which every program for references reads: two letters, two blanks, a dash and a
//! blank, the value; lines end as on a typewriter.

use super::reference::{CitedWork, WorkKind};

/// Returns the record, its end included.
pub(super) fn record(reference: &CitedWork) -> String {
    let (kind, publisher) = match reference.kind {
        WorkKind::Book => ("BOOK", "PB"),
        WorkKind::Booklet => ("PAMP", "PB"),
        WorkKind::Article if reference.publisher.is_some() => ("JOUR", "T2"),
        WorkKind::Report => ("RPRT", "PB"),
        WorkKind::Web => ("ELEC", "PB"),
        WorkKind::Video => ("VIDEO", "PB"),
        WorkKind::Sound => ("SOUND", "PB"),
        WorkKind::Article | WorkKind::Other => ("GEN", "PB"),
    };
    let mut out = String::new();
    let mut line = |tag: &str, value: Option<&str>| {
        if let Some(value) = value {
            let value: String = value.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
            out.push_str(&format!("{tag}  - {}\r\n", value.trim()));
        }
    };
    line("TY", Some(kind));
    line("ID", Some(&reference.key));
    for author in &reference.authors {
        line("AU", Some(author));
    }
    line("PY", reference.year.as_deref());
    line("TI", reference.title.as_deref());
    line(publisher, reference.publisher.as_deref());
    let pages = reference.pages.as_deref().map(|pages| pages.trim_start_matches(|c: char| !c.is_ascii_digit()));
    let (first, last) = pages.map_or((None, None), |pages| match pages.split_once(['-', '–']) {
        Some((first, last)) => (Some(first), Some(last)),
        None => (Some(pages), None),
    });
    line("SP", first.filter(|page| !page.is_empty()));
    line("EP", last);
    line("DO", reference.doi.as_deref());
    line("SN", reference.isbn.as_deref());
    line("UR", reference.link.as_deref());
    line("N1", reference.note.as_deref());
    line("ER", Some(""));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_is_read_back_line_by_line() {
        let reference = CitedWork {
            key: "little-tide".into(),
            kind: WorkKind::Booklet,
            authors: vec!["Halloran, W.".into(), "Achterberg, T.".into()],
            title: Some("The little\ntide".into()),
            pages: Some("pp. 1–12".into()),
            ..CitedWork::default()
        };
        let record = record(&reference);
        assert!(record.split_inclusive('\n').all(|line| line.ends_with("\r\n")));
        let lines: Vec<(&str, &str)> = record.lines().filter_map(|line| line.split_once("  - ")).collect();
        assert_eq!(
            lines,
            [
                ("TY", "PAMP"),
                ("ID", "little-tide"),
                ("AU", "Halloran, W."),
                ("AU", "Achterberg, T."),
                ("TI", "The little tide"),
                ("SP", "1"),
                ("EP", "12"),
                ("ER", ""),
            ]
        );
    }
}
