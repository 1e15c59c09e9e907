//! Messages about the private tables, which never repeat a cell of theirs.

use snapbox::{assert_data_eq, str};

use super::said;

#[test]
fn roster() {
    let text = "nam,email\n,x@example.org\n";
    assert_data_eq!(
        said("private/roster.csv", &[text]),
        str![[r#"
1:1 roster-broken Column 1 has an unknown name. Did you mean `name`?
    at ""; Write `name` in the first line.

"#]]
    );
}

#[test]
fn a_member_without_a_name() {
    let text = "name;email\n;x@example.org\nZora;z@example.org\n";
    assert_data_eq!(
        said("private/roster.csv", &[text]),
        str![[r#"
1:1 roster-broken Line 2: this member has no `name`.
    at ""; Write the member's name into the first column, or take the line out.

"#]]
    );
}

#[test]
fn expenses() {
    let text = "date,session,item,category,amount,receipt\n2026-02-30,a,b,c,1.00,\n2026-02-20,a,b,c,one,\n2026-02-20,a,b,c,\"1,058.40\",\n";
    assert_data_eq!(
        said("private/records/expenses.csv", &[text]),
        str![[r#"
1:1 expenses-broken Line 2: the `date` does not exist.
    at ""; Write the day as year, month, day.
1:1 expenses-broken Line 3: the `amount` should be a number such as 58.40.
    at ""; Write digits, a point or comma before the cents, and a currency such as CAD if you like.

"#]]
    );
}

#[test]
fn attendance() {
    let text = "name,2026-12-03\nZora,perhaps\n,x\n";
    assert_data_eq!(
        said("private/records/attendance.csv", &[text]),
        str![[r#"
1:1 attendance-broken Line 2: the mark in column 2 must say present or absent.
    at ""; For present, write `x`, `yes`, `late` or `online`; for absent, leave it empty or write `-` or `no`.
1:1 attendance-broken Line 3: this line has no name.
    at ""; Write the member's name into the first column, or take the line out.

"#]]
    );
}

#[test]
fn a_table_of_people_is_read_whatever_it_is_called_and_has_its_place() {
    let people = |path: &str, text: &str| {
        let parsed = super::read(path, text);
        let names = parsed.private.iter().flat_map(|file| match file {
            crate::parse::PrivateFile::Roster(people) | crate::parse::PrivateFile::Listed(people) => people.as_slice(),
            _ => &[],
        });
        let names: Vec<String> = names.map(|person| format!("{} {}", person.line, person.name)).collect();
        let said: Vec<&str> = parsed.diagnostics.iter().map(|said| said.code).collect();
        format!("{} | {}", names.join(", "), said.join(", "))
    };
    let one = "2 Deirdre Mac Gabhann";
    for (path, text, expected) in [
        ("private/Members.csv", "Name;E-Mail\nDeirdre Mac Gabhann;d@example.org\n", format!("{one} | ")),
        ("private/Roster 2026.csv", "First name,Surname\nDeirdre,Mac Gabhann\n", format!("{one} | ")),
        ("private/roster.csv", "First name,Surname,E-mail\nDeirdre,Mac Gabhann,d@example.org\n", format!("{one} | ")),
        ("private/people.tsv", "Vorname\tNachname\nDeirdre\tMac Gabhann\n", format!("{one} | ")),
        ("private/records/attendance.csv", "name,2026-12-03\nDeirdre Mac Gabhann,x\n", format!("{one} | ")),
        ("private/budget.csv", "item,amount\ncups,3\n", " | ".into()),
        ("private/members.csv", "Deirdre Mac Gabhann\nAna Brook\n", " | table-unread".into()),
        ("members.csv", "Name\nDeirdre Mac Gabhann\n", format!("{one} | names-astray")),
        ("files/a.csv", "name,phone\nDeirdre Mac Gabhann,1\n", format!("{one} | names-astray")),
        ("files/birds.csv", "name,latin\nWren,Troglodytes\n", " | ".into()),
        ("files/lists.csv", "bring,who\ncups,Ana\n", " | ".into()),
    ] {
        assert_eq!(people(path, text), expected, "{path}");
    }
}

#[test]
fn a_table_that_cannot_be_read_is_named() {
    let said = |path: &str| {
        let said = crate::parse::private::spreadsheet(&path.into())?;
        Some(format!("{:?} {}: {}", said.severity, said.code, said.message))
    };
    assert_data_eq!(
        ["private/roster.xlsx", "private/budget.ods", "members.xlsx", "files/budget.xlsx", "private/~$roster.xlsx"]
            .map(|path| format!("{path} {}\n", said(path).unwrap_or_default()))
            .concat(),
        str![[r"
private/roster.xlsx Warning table-unread: Handbound cannot read tables of this kind, so it cannot check that the names in it stay private.
private/budget.ods Note table-unread: Handbound cannot read tables of this kind, so it cannot check that the names in it stay private.
members.xlsx Error names-astray: The name of this table says that it lists people, and it is outside `private/`.
files/budget.xlsx 
private/~$roster.xlsx 

"]]
    );
}
