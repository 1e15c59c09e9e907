//! What is said about the private tables: never a cell of theirs.

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
    at ""; Write the amount without a currency.

"#]]
    );
}

#[test]
fn attendance() {
    let text = "name,2026-12-03\nZora,perhaps\n,x\n";
    assert_data_eq!(
        said("private/records/attendance.csv", &[text]),
        str![[r#"
1:1 attendance-broken Line 2: the mark in column 2 says neither present nor away.
    at ""; Use `x`, `yes`, `late` or `online` for present, and nothing, `-` or `no` for away.
1:1 attendance-broken Line 3: this line has no name.
    at ""; Write the member's name into the first column, or take the line out.

"#]]
    );
}
