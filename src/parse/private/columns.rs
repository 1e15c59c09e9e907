//! The heads of columns, in the languages in which spreadsheets, forms and meeting programs write them.

use super::table::TableRow;

/// The columns in which a table has the names of people.
#[derive(Debug, Clone, Copy)]
pub(super) enum NameColumns {
    Whole(usize),
    /// The given name and the family's.
    Parts(usize, usize),
}

/// Heads of a column of whole names.
const WHOLE: &[&str] = &[
    "name",
    "names",
    "full name",
    "your name",
    "member",
    "members",
    "participant",
    "participants",
    "attendee",
    "attendees",
    "person",
    "member name",
    "participant name",
    "attendee name",
    "display name",
    "student name",
    "student",
    "students",
    "employee name",
    "volunteer",
    "player",
    "singer",
    "teilnehmer",
    "mitglied",
    "nom complet",
    "nom et prénom",
    "nombre completo",
    "nome completo",
    "naam",
    "navn",
    "namn",
    "imię i nazwisko",
    "имя и фамилия",
    "фио",
    "姓名",
    "名前",
    "氏名",
    "이름",
    "họ và tên",
    "họ tên",
];
const GIVEN: &[&str] = &[
    "first name",
    "firstname",
    "first",
    "given name",
    "given names",
    "forename",
    "vorname",
    "prénom",
    "prenom",
    "nombre",
    "nome",
    "voornaam",
    "fornavn",
    "förnamn",
    "imię",
    "имя",
    "tên",
    "名",
];
const FAMILY: &[&str] = &[
    "last name",
    "lastname",
    "last",
    "surname",
    "family name",
    "nachname",
    "familienname",
    "nom",
    "nom de famille",
    "apellido",
    "apellidos",
    "sobrenome",
    "cognome",
    "achternaam",
    "etternavn",
    "efternamn",
    "efternavn",
    "nazwisko",
    "фамилия",
    "họ",
    "姓",
];
#[rustfmt::skip]
pub(super) const EMAILS: &[&str] = &[
    "email", "e mail", "mail", "email address", "e mail address", "user email", "e mail adresse", "courriel",
    "adresse e mail", "adresse mail", "correo electrónico", "correo", "endereço de e mail",
];

/// Other columns of tables about people.
pub(super) const OF_PEOPLE: &[&str] = &[
    "pronouns",
    "phone",
    "telephone",
    "mobile",
    "telefon",
    "téléphone",
    "teléfono",
    "diet",
    "setting",
    "birthday",
    "date of birth",
    "emergency contact",
    "allergies",
];

/// Returns the head of a column as it is compared.
pub(super) fn folded(cell: &str) -> String {
    cell.to_lowercase().replace(['_', '-', '.'], " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

impl NameColumns {
    /// Finds the columns of names by their heads.
    pub fn of(header: &[String]) -> Option<NameColumns> {
        let column = |names: &[&str]| header.iter().position(|cell| names.contains(&&*folded(cell)));
        // `player_first_name`.
        let ending = |end: &str| header.iter().position(|cell| folded(cell).ends_with(end));
        match (column(WHOLE), column(GIVEN), column(FAMILY)) {
            (_, Some(given), Some(family)) => Some(NameColumns::Parts(given, family)),
            (Some(whole), ..) | (None, Some(whole), None) | (None, None, Some(whole)) => {
                Some(NameColumns::Whole(whole))
            }
            (None, None, None) => Some(NameColumns::Parts(ending(" first name")?, ending(" last name")?)),
        }
    }

    pub fn cell(self, row: &TableRow) -> Option<String> {
        match self {
            NameColumns::Whole(column) => row.cell(Some(column)),
            NameColumns::Parts(given, family) => match (row.cell(Some(given)), row.cell(Some(family))) {
                (Some(given), Some(family)) => Some(format!("{given} {family}")),
                (given, family) => given.or(family),
            },
        }
    }
}
