//! The folder as the reader sees it.

use std::fs;

use super::*;

fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    for (path, bytes) in files {
        let path = dir.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    dir
}

/// Makes a folder that is a handbook.
fn handbook(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let dir = folder(files);
    fs::write(dir.path().join("community.yml"), "").unwrap();
    dir
}

fn problem(bytes: &[u8]) -> Diagnostic {
    let dir = folder(&[("a.md", bytes)]);
    let listed = list(dir.path(), None).unwrap();
    *text(&listed, &"a.md".into()).unwrap_err()
}

#[test]
fn lists_what_authors_wrote_in_order_of_their_paths() {
    let dir = folder(&[
        ("sessions/b.md", b""),
        ("sessions-old.md", b""),
        ("community.yml", b""),
        ("public/index.html", b""),
        ("files/public/a.pdf", b""),
        ("_drafts/x.md", b""),
        ("pages/_x.md", b""),
        ("pages/.x.md", b""),
        ("pages/~$x.docx", b""),
        ("pages/x.md~", b""),
        ("pages/thumbs.db", b""),
        ("pages/#x.md#", b""),
        ("pages/4913", b""),
        ("pages/x.md.tmp", b""),
        ("files/x.pdf.crdownload", b""),
        ("node_modules/a/b.md", b""),
        ("old-site/.handbound", b"handbound 1\n"),
        ("old-site/index.html", b""),
        ("site/index.html", b""),
    ]);
    let listed = list(dir.path(), Some(&dir.path().join("site"))).unwrap();
    let files: Vec<&str> = listed.files.iter().map(|file| &**file).collect();
    assert_eq!(files, ["community.yml", "files/public/a.pdf", "sessions-old.md", "sessions/b.md"]);
    assert!(listed.diagnostics.is_empty());
}

#[test]
fn names_with_accents_apart_are_composed_and_read_by_the_name_on_disk() {
    let dir = handbook(&[
        ("people/andre\u{301}.md", "Andre\u{301}".as_bytes()),
        ("files/e\u{301}te\u{301}/a.pdf", b"%PDF"),
        ("pages/caf\u{e9}.md", b"x"),
    ]);
    let listed = list(dir.path(), None).unwrap();
    let files: Vec<&str> = listed.files.iter().map(|file| &**file).collect();
    assert_eq!(files, ["community.yml", "files/\u{e9}t\u{e9}/a.pdf", "pages/caf\u{e9}.md", "people/andr\u{e9}.md"]);
    assert_eq!(text(&listed, &listed.files[3]).unwrap().text, "Andr\u{e9}");
    assert_eq!(text_again(&listed, &listed.files[3]).unwrap(), "Andr\u{e9}");
    assert_eq!(bytes(&listed, &listed.files[1]).unwrap().0, b"%PDF");
    assert!(stamp(&listed, &listed.files[1]).unwrap().is_some());
}

#[test]
fn two_names_that_look_the_same_are_an_error() {
    let dir = handbook(&[("pages/e\u{301}.md", b"apart"), ("pages/\u{e9}.md", b"in one"), ("pages/o\u{302}.md", b"")]);
    let listed = list(dir.path(), None).unwrap();
    // A disk of a Mac holds only one of them.
    if listed.diagnostics.is_empty() {
        return;
    }
    assert_eq!(listed.files.len(), 3);
    let said = &listed.diagnostics[0];
    assert_eq!(
        (listed.diagnostics.len(), said.code, said.message.as_str(), said.help.as_deref()),
        (
            1,
            "address-twice",
            "Two files have this name. One stores the accent as a part of its letter, the other stores it separately, as a Mac may do. Handbound can read only one of them.",
            Some("Compare the two, remove one of them or give it another name.")
        )
    );
}

#[test]
fn a_folder_that_is_not_there_is_an_error() {
    let dir = folder(&[]);
    assert_eq!(list(&dir.path().join("gone"), None).unwrap_err().kind(), io::ErrorKind::NotFound);
}

#[cfg(unix)]
#[test]
fn follows_links_and_names_those_that_lead_nowhere() {
    use std::os::unix::fs::symlink;
    let outside = folder(&[("wren.jpg", b"x")]);
    let dir = folder(&[("community.yml", b"")]);
    symlink(outside.path(), dir.path().join("pictures")).unwrap();
    symlink("gone", dir.path().join("files")).unwrap();
    symlink("gone", dir.path().join(".hidden")).unwrap();
    symlink(dir.path(), dir.path().join("round")).unwrap();
    let listed = list(dir.path(), None).unwrap();
    let files: Vec<&str> = listed.files.iter().map(|file| &**file).collect();
    assert_eq!(files, ["community.yml", "pictures/wren.jpg"]);
    let mut said: Vec<_> =
        listed.diagnostics.iter().map(|d| (d.span.as_ref().unwrap().file.to_string(), d.message.as_str())).collect();
    said.sort();
    assert_eq!(
        said,
        [
            ("files".to_owned(), "This is a link to a file or folder that does not exist."),
            (
                "round".to_owned(),
                "This link leads back to a folder that contains it, so Handbound would read the same files without end."
            ),
        ]
    );
}

#[cfg(target_os = "linux")]
#[test]
fn a_name_that_is_not_unicode_is_named() {
    use std::os::unix::ffi::OsStrExt;
    let dir = handbook(&[]);
    fs::write(dir.path().join(OsStr::from_bytes(b"caf\xe9.md")), b"").unwrap();
    let listed = list(dir.path(), None).unwrap();
    assert_eq!(names(&listed), ["community.yml"]);
    let [said] = &listed.diagnostics[..] else { panic!() };
    assert_eq!(said.message, "The name of this file or folder has a character that a web address cannot have.");
    assert_eq!(&*said.span.as_ref().unwrap().file, "caf\u{fffd}.md");
}

#[test]
fn a_byte_order_mark_is_no_text() {
    let dir = folder(&[("a.md", b"\xef\xbb\xbfA\r\nB")]);
    let listed = list(dir.path(), None).unwrap();
    assert_eq!(text(&listed, &"a.md".into()).unwrap().text, "A\r\nB");
}

#[test]
fn an_older_encoding_is_named_at_its_first_character() {
    let said = problem(b"One\nThe caf\xe9");
    assert_eq!(said.code, "not-utf8");
    assert_eq!(
        said.message,
        "This file is not saved as UTF-8: the character here was probably `é`, saved in the older encoding \
         Windows-1252 (also called ANSI or Western), as Word and Notepad may do."
    );
    assert_eq!(said.span.unwrap().range(), 11..12);
    let said = problem(b"a\x81b");
    assert_eq!(said.message, "This file is not saved as UTF-8: the character here cannot be read.");
    assert_eq!(
        said.help.unwrap(),
        "Open the file in the program it was written with and save it again with the encoding UTF-8 (in Word: Save \
         As, Plain Text, then \"Unicode (UTF-8)\")."
    );
}

#[test]
fn utf16_is_named_with_and_without_its_mark() {
    for bytes in [&b"\xff\xfea\0b\0"[..], b"a\0b\0c\0", b"\0a\0b\0c"] {
        let said = problem(bytes);
        assert_eq!(said.message, "This file is saved as UTF-16, not as UTF-8, so its text cannot be read.");
    }
}

#[test]
fn a_zero_byte_is_no_text() {
    let said = problem(b"All is well until here\0");
    assert_eq!(said.code, "unreadable-file");
    assert_eq!(
        said.message,
        "There is a zero byte here, which a text never has. The file may be damaged, or may not be a text."
    );
    assert_eq!(said.span.unwrap().range(), 22..23);
}

#[test]
fn a_text_beyond_all_measure_is_refused() {
    let dir = folder(&[]);
    File::create(dir.path().join("a.md")).unwrap().set_len(LARGEST_TEXT + 1).unwrap();
    let listed = list(dir.path(), None).unwrap();
    let said = text(&listed, &"a.md".into()).unwrap_err();
    assert_eq!(said.message, "This file is larger than 16 MB, which is too large for a text.");
}

#[test]
fn a_file_that_vanished_is_named() {
    let dir = folder(&[]);
    let listed = list(dir.path(), None).unwrap();
    assert_eq!(bytes(&listed, &"a.jpg".into()).unwrap_err().message, "This file no longer exists.");
}

#[cfg(unix)]
#[test]
fn links_into_what_is_private_are_errors_and_what_is_no_file_is_not_opened() {
    use std::os::unix::fs::symlink;
    let dir = handbook(&[("private/roster.csv", b"name"), ("_old/a.md", b""), ("files/a.txt", b"")]);
    symlink("../private/roster.csv", dir.path().join("files/r.csv")).unwrap();
    symlink("../_old", dir.path().join("files/old")).unwrap();
    symlink("a.txt", dir.path().join("files/b.txt")).unwrap();
    symlink("/dev/null", dir.path().join("files/null")).unwrap();
    let listed = list(dir.path(), None).unwrap();
    let files: Vec<&str> = listed.files.iter().map(|file| &**file).collect();
    assert_eq!(files, ["community.yml", "files/a.txt", "files/b.txt", "private/roster.csv"]);
    let said: Vec<&str> = listed.diagnostics.iter().map(|found| found.message.as_str()).collect();
    assert_eq!(said.iter().filter(|said| **said == "This is a link to something that is never published.").count(), 2);
    assert!(said.contains(&"This is not an ordinary file, so it cannot be read."));
    assert_eq!(text_again(&listed, &"files/null".into()), None);
}

#[test]
fn a_private_folder_deeper_down_is_an_error() {
    let dir = handbook(&[("pages/Private/a.md", b""), ("private/records/a.csv", b"")]);
    let listed = list(dir.path(), None).unwrap();
    assert_eq!(listed.files.len(), 2);
    assert_eq!(
        listed.diagnostics[0].message,
        "Only the folder `private` beside `community.yml` stays private, and this one is elsewhere."
    );
}

#[cfg(unix)]
#[test]
fn a_name_with_a_backslash_or_a_tab_is_named() {
    let dir = handbook(&[
        ("sessions/back\\slash.md", b""),
        ("files/a\tb.txt", b""),
        ("pa\\ges/a.md", b""),
        ("pages/a.md", b""),
    ]);
    let listed = list(dir.path(), None).unwrap();
    assert_eq!(listed.files.iter().map(|file| &**file).collect::<Vec<_>>(), ["community.yml", "pages/a.md"]);
    let mut named: Vec<&str> =
        listed.diagnostics.iter().filter_map(|found| found.span.as_ref()).map(|span| &*span.file).collect();
    named.sort_unstable();
    assert_eq!(named, ["files/a\tb.txt", "pa\\ges", "sessions/back\\slash.md"]);
}

#[test]
fn a_folder_that_is_no_handbook_is_not_walked_through() {
    let dir = folder(&[("a/community.yml", b""), ("a/b/c.md", b""), ("a/b/private/d.md", b""), ("e.md", b"")]);
    let elsewhere = list(dir.path(), None).unwrap();
    assert_eq!(names(&elsewhere), ["a/community.yml", "e.md"]);
    assert_eq!(elsewhere.diagnostics, []);
    fs::write(dir.path().join("Community.yaml"), "").unwrap();
    assert!(names(&list(dir.path(), None).unwrap()).contains(&"a/b/c.md".to_owned()));
}

fn names(folder: &Folder) -> Vec<String> {
    folder.files.iter().map(ToString::to_string).collect()
}
