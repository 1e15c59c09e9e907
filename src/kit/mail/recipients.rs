//! Whom a mail goes to.

use crate::handbook::Community;
use crate::handbook::private::{KitPreferences, mail_address};

use super::Addressees;

/// What a mail is given of a member: the address, and the name for the page that says whom it does not reach.
pub(in crate::kit) struct MailMember {
    pub name: String,
    pub email: Option<String>,
}

/// The addresses of a mail.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Recipients<'a> {
    /// The one that everybody may see.
    pub to: Option<&'a str>,
    /// Members' own, which nobody else may see.
    pub hidden: Vec<&'a str>,
    /// The names of those whom it does not reach.
    pub unreached: Vec<&'a str>,
}

/// Returns the recipients of a mail for `addressees`, of whom `came` says who came. A list reaches everyone; to all others
/// it goes from the group to itself, with the members hidden.
pub(super) fn recipients<'a>(
    addressees: Addressees,
    roster: &'a [MailMember],
    came: impl Fn(&MailMember) -> bool,
    preferences: &'a KitPreferences,
    community: &'a Community,
) -> Recipients<'a> {
    let contact = community.contact.as_ref().and_then(|contact| mail_address(contact.email.as_deref()?));
    let is_meant = |member: &&MailMember| match addressees {
        Addressees::Everyone => preferences.list.is_none(),
        Addressees::Came => came(member),
        Addressees::Missed => !came(member),
        Addressees::Chosen => false,
    };
    let to = match addressees {
        Addressees::Everyone => preferences.list.as_deref().or(contact),
        Addressees::Came | Addressees::Missed => contact,
        Addressees::Chosen => None,
    };
    let mut recipients = Recipients { to, ..Recipients::default() };
    for member in roster.iter().filter(is_meant) {
        match member.email.as_deref().and_then(mail_address) {
            Some(address) if recipients.hidden.contains(&address) || to == Some(address) => {}
            Some(address) => recipients.hidden.push(address),
            None => recipients.unreached.push(&member.name),
        }
    }
    recipients
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::handbook::community::Contact;
    use crate::handbook::fixture;

    fn member(name: &str, email: Option<&str>) -> MailMember {
        MailMember { name: name.to_owned(), email: email.map(str::to_owned) }
    }

    #[test]
    fn members_are_hidden_from_each_other() {
        let mut community = fixture::community();
        let email = Some("us@circle.example".to_owned());
        community.contact = Some(Contact { email, ..Contact::default() });
        let roster = [
            member("Ana", Some("ana@x.example")),
            member("Bo", None),
            member("Cy", Some("cy@x.example\r\nBcc: d@x.example")),
            member("Di", Some("di@x.example")),
            member("Di again", Some("di@x.example")),
        ];
        let came = |member: &MailMember| member.name == "Ana" || member.name == "Bo";
        let listed = KitPreferences { list: Some("all@lists.example".to_owned()), ..KitPreferences::default() };
        let of = |addressees, preferences| {
            let Recipients { to, hidden, unreached } = recipients(addressees, &roster, came, preferences, &community);
            format!("{to:?} {hidden:?} {unreached:?}")
        };
        let usual = KitPreferences::default();
        let us = r#"Some("us@circle.example")"#;
        let everyone = format!(r#"{us} ["ana@x.example", "di@x.example"] ["Bo", "Cy"]"#);
        assert_eq!(of(Addressees::Everyone, &usual), everyone);
        assert_eq!(of(Addressees::Everyone, &listed), r#"Some("all@lists.example") [] []"#);
        assert_eq!(of(Addressees::Came, &listed), format!(r#"{us} ["ana@x.example"] ["Bo"]"#));
        assert_eq!(of(Addressees::Missed, &usual), format!(r#"{us} ["di@x.example"] ["Cy"]"#));
        assert_eq!(of(Addressees::Chosen, &usual), "None [] []");
    }
}
