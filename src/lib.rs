//! Handbound turns a folder of Markdown and YAML into a community's handbook: a themed static site and a calendar feed.
//!
//! What an author writes is told in the user guide, `src/guide/`. This page is for those who work on the program.
//!
//! # One way through
//!
//! ```text
//!  folder ──read──▶ Source ──parse──▶ Handbook ──check──▶ Diagnostics
//!                                        │
//!                                  redact: the one way to Public
//!                                        │
//!                       calendar ──▶ render (with a Theme) ──▶ Output ──leaks──publish──▶ public/
//! ```
//!
//! Data goes one way. Every stage is a free function that takes references and gives a new value: nothing is half done,
//! nothing is half filled, and nothing has to be called in an order that only its author knows. Begin to read with
//! [`pipeline`], which calls the stages one after the other.
//!
//! 1. [`read`] lists the folder and reads texts. It alone knows that there is a disk to read from.
//! 2. [`parse`] makes each file into entries, by a pure function of its path and its text (and, for amounts, of the
//!    currency that the group chose), and then puts all of them
//!    together into one [`Handbook`](handbook::Handbook). It gathers every mistake and stops at none.
//! 3. [`check`] looks at the whole handbook: a function a rule. Mistakes are held by its own table; advice, with its
//!    reasons, by that of [`check::craft`], which also makes a chapter of the guide.
//! 4. [`redact`] makes a [`Public`](redact::Public) from a handbook, once. What is not for everybody is not in it.
//! 5. [`calendar`] and [`render`] turn that into feeds and pages. Each page is a pure function to one
//!    [`Output`](render::Output), handed over as soon as it is done and kept nowhere.
//!    The documents for paper are put together from the same pages, part by part.
//! 6. [`leaks`] searches each output for every private text, as it is handed over.
//! 7. [`publish`] takes the outputs into a staging folder beside the published one, and moves them in when all is good.
//!
//! `check --previous` goes the same way, keeps the feed and the paths instead of publishing them, and [`compare`] compares
//! them with what is published today. A build compares its feed with the one that it replaces.
//!
//! The [`kit`] of the facilitators is made beside it, from the same views and in the same theme, and written by
//! [`publish`] into a folder of its own kind: neither lies in the other.
//!
//! # Layers
//!
//! A module uses only modules on lower layers. `tests/integration/architecture.rs` reads every path in `src/` and holds this table
//! and the last column: a crate is named only where it belongs.
//!
//! | layer | module | what it is for | the only place that names |
//! |---|---|---|---|
//! | 0 | [`source`] | a text, and places inside it | `unicode_normalization` |
//! | 0 | [`suggest`] | "did you mean" | strsim |
//! | 1 | [`colour`] | colours: how they are written, how they stand out from each other | |
//! | 1 | [`text`] | text inside other languages: percent-encoding, entities | `percent_encoding` |
//! | 1 | [`diagnostic`] | what there is to say: one value, several ways to show it | annotate-snippets |
//! | 2 | [`read`] | the folder on disk | walkdir, `encoding_rs` |
//! | 3 | [`handbook`] | the model, and what follows from it (clock times, shares of voice, links, texts as HTML and as words); no IO | `aho_corasick`; jiff, from here up |
//! | 4 | [`parse`] | from text to the model: YAML, Markdown, agendas, a file a kind | the YAML crate, pulldown-cmark |
//! | 4 | [`redact`] | what everybody may read, out of the whole handbook | |
//! | 4 | [`pictures`] | pictures without what cameras write into them, smaller ones, the card and icons | image, png, base64, quick-xml |
//! | 5 | [`check`] | rules over the whole handbook | |
//! | 5 | [`calendar`] | iCalendar, as RFC 5545 says | ical, `encoding_rs` |
//! | 6 | [`import`] | a calendar of another program into new session files | |
//! | 6 | [`theme`] | templates and assets, inside the binary and the community's own | tera, `include_dir`, twox-hash |
//! | 6 | [`compare`] | what is published today beside what would be: identity, changes, addresses | |
//! | 6 | [`external_links`] | links to other sites, asked on request through the system's `curl` | |
//! | 7 | [`render`] | views, pages, navigation | tera |
//! | 8 | [`publish`] | the staging folder, the manifest, and what is removed | |
//! | 8 | [`leaks`] | the privacy scan: private texts in what is about to be published | memchr, rawzip, flate2 |
//! | 8 | [`kit`] | the facilitators' papers and screens, of texts that are never published | tera |
//! | 9 | [`pipeline`] | all stages, once or after every save | rayon, with `read` and `render`; twox-hash |
//! | 10 | [`preview`] | the site while it is written: watched, made in memory, served and kept up to date | notify, `tiny_http` |
//! | 11 | [`cli`] and `main.rs` | arguments, printing, exit codes | clap, anyhow |
//!
//! # What always holds
//!
//! - Rendering does no IO. What it must know of pictures it asks of a [`PictureLookup`](render::PictureLookup) that the pipeline gives it.
//!   Only `publish` writes; where authors write, it only ever adds files. (The preview makes one hidden file and removes
//!   it at once, to learn whether the system tells of saves.) Only `cli` prints, and only `cli` looks at the clock.
//! - A user's mistake is a [`Diagnostic`](diagnostic::Diagnostic), never a panic; a stage that cannot go on without what is
//!   broken gives its diagnostics as its `Err`. One mistake gives one
//!   message: a field that could not be read holds its default, and its entry's id stays known. An `io::Error` is for a disk
//!   that does not do what it should.
//! - The site is a function of the folder, the theme and the day: the same bytes on any machine, in any time zone, with
//!   any number of threads. No order ever comes from a hash map or from a thread.
//! - Privacy is a type, not an `if` in a template. Entries cannot hold a facilitator callout or a link to an online room;
//!   those lie apart in [`Private`](handbook::Private), and `render` and `calendar` are only ever given a
//!   [`Public`](redact::Public). The one exception has a type of its own: from [`Members`](redact::Members) only the
//!   members' feed is made, at an address that nothing published names. [`leaks`] does not believe any of this and
//!   searches every published byte. The [`kit`] alone shows private texts: each part of it is given those that it may
//!   show, and a kit and a site refuse to lie in one folder.
//! - An author's text is a tree, with nothing escaped ([`RichText`](handbook::RichText)). One writer makes HTML of it for the page
//!   that shows it, on which addresses and labels depend, and one makes plain text; all other text is escaped by the template.
//!   HTML that was written is read again only as whole pages, by print documents and the privacy scan.
//! - A sentence that members read comes from a string table, `themes/words/`. None stands in a template or in code.
//! - What can be computed is stored nowhere: [`schedule`](handbook::schedule), [`timeline`](handbook::timeline),
//!   [`records`](handbook::records) and [`links`](handbook::links) are functions.
//!
//! # Why it is fast, and still simple
//!
//! There is no graph of dependencies: everything is made anew each time, and only what differs is written. Files are
//! read and parsed in parallel, and pages are rendered in parallel and handed over one by one, so that neither all
//! sources nor all pages are ever in memory together. Documents for paper come last; a page that several of them
//! show is kept until the last one has it. Navigation is rendered once. Nothing inside a page loops over
//! all pages: the cost of a page does not grow with the handbook. `tests/perf/` measures it.
//!
//! # From a save to a page
//!
//! The preview goes the same way as a build, after every save, in a few milliseconds:
//!
//! ```text
//!  Workspace::look ──▶ Prepared ──snapshot──▶ SiteSnapshot ──output(path)──▶ the bytes of one page
//!                          └─────────── Workspace::problems ────────────▶ all diagnostics, a moment later
//! ```
//!
//! - A [`Workspace`](pipeline::Workspace) remembers two pure functions by their whole input: what one file says, and what the
//!   files of a theme come to. A file is read again where its [`Stamp`](read::Stamp) differs or is too young to be
//!   believed, and parsed again where its bytes differ. Everything else is put together anew, so nothing can be stale.
//! - A [`SiteSnapshot`](pipeline::SiteSnapshot) is one consistent state of a handbook. It makes a page when somebody asks for it
//!   ([`Renderer`](render::Renderer)), the same bytes as a build; `tests/integration/snapshots.rs` holds that for any series of edits.
//! - Over a file with an error of its own stands its last good state, so that a slip in one file neither breaks its page
//!   nor holds up the others; over a theme that does not work, the last one that did. Errors between files (a name that
//!   nobody has, a link that leads nowhere) keep nothing back. They are looked for when the author has paused, because
//!   that takes longer than a page; only a build refuses to publish them.
//!
//! # Where to add what
//!
//! | to add | go to |
//! |---|---|
//! | a field | the type in `handbook/` and its reader in `parse/entries`; the compiler then asks for it in `handbook/references.rs` and in `leaks/strings.rs`, which searches for what is private; its view in `render/`, its place in `themes/common/templates/`, its label in `themes/words/`, its line in `calendar/description` where the feed has it; `src/guide/`, `example-community/` and `tests/communities/everything/`; then `SNAPSHOTS=overwrite cargo test --lib views` tells it in `src/guide/11-themes.md` |
//! | a kind of entry | its row in [`kinds`](handbook::kinds), and what is its own: a type and a list in `handbook/`, a reader in `parse/entries`, the order of its list in `parse/assemble`, its pages in `render/`; the compiler asks for each |
//! | a heading with a meaning | [`Role`](handbook::Role) and the roles in `parse/markdown` |
//! | a form of agenda | `parse/agenda`, or `parse/time` if it is one of a time; an outline in `tests/agendas/forms/`, and a row in `src/guide/4-agendas.md` |
//! | a title that names a kind | `titles_...` in `themes/words/`, at most forty in all, and its row in `src/guide/4-agendas.md` |
//! | a message | where the mistake is seen; its code in [`codes`](check::codes); a test of its exact text, in `parse/entries/tests/` where a field of an entry is meant; a folder in `tests/communities/`; its line in `src/guide/7-messages.md` |
//! | a rule about the whole handbook | a function in `check/` and its name in [`CHECKS`](check::CHECKS) |
//! | advice | a function in `check/craft/facts/` or `marks.rs`, its row in [`CHECKS`](check::craft::table::CHECKS), and its cause in `tests/communities/flawed/`; what would claim that something is absent is an item of [`checklist`](check::craft::checklist) |
//! | what another program writes into a calendar | `calendar/reader`: `values` for times, `zones`, `rule`; a calendar that has it in `tests/calendars/` or `tests/calendar/producers.py` |
//! | a kind of page | its row in `render/plan.rs` (in `sections.rs` too, if the navigation names it), one file with one view struct in `render/`, one template in `themes/common/templates/` |
//! | something that the preview's bar says | `src/preview/live/state.rs`, and `WORDS` in `src/preview/page/bar.js` |
//! | a language | one file in `themes/words/`; the dates of all others stand in `src/parse/words/dates.txt`, which `tests/dates/` writes from CLDR and proves |
//! | a theme | a folder in `themes/` with its `theme.yml` (colours, and which must be told apart), `styles/`, and templates and `assets/` where they differ from what all themes share, in `themes/common/` |
//! | a crate | its only user in the table above, its reason beside it in Cargo.toml, its licence in `deny.toml` |
//!
//! # Words
//!
//! | word | what it means here |
//! |---|---|
//! | handbook, book | everything that a folder says; the [`Book`](handbook::Book) is its public part, the [`Private`](handbook::Private) lies apart |
//! | entry | one file, or one item of a list file: a session, a person, a venue, a reading, a method, a scenario, guidance, a page |
//! | session, sitting | what members come to; each of its days when it repeats or takes several |
//! | series, season | sessions that belong together and are counted; some of them with dates of their own |
//! | agenda, segment | the parts of a session and one of them; a [`timeline`](handbook::timeline) lays them out in minutes |
//! | kind of entry | session, series, person ...; values and agreements too, of which there is one each |
//! | kind | what happens in a segment: everyone speaks, talk, break, quiet, groups... |
//! | callout | a box for facilitators in a text; it is never published |
//! | way in | a link, number or passcode that opens an online room |
//! | diagnostic | one message: code, severity, place, what is wrong, how to mend it. Error, warning, nudge (advice), note |
//! | fact, mark, checklist | the three tiers of advice: computed, from marked segments, and what was seen or not |
//! | rich text, node, element | an author's text as a flat tree; the beginning or end of an element, or something without content; a block or an inline |
//! | context | what a page is rendered with: the site, its own path, its language ([`PageContext`](render)) |
//! | view | the fields that a template finds, and nothing else |
//! | snapshot | one consistent state of the site, from which any page can be made |
//! | workspace | what the preview keeps between saves: parsed files by stamp and hash |
//! | feed | an iCalendar file; the members' feed has the ways in |
//! | occurrence | one day of what repeats, in a calendar |
//! | staging, manifest, journal | where a build is written before it is moved; which files are ours; how a failed move is undone |
//!
//! A file is one idea and opens with the sentence that says which. A type's name is used once, functions are verbs or the name
//! of what they return, doc comments begin with a verb in the third person. Comments say why.

pub mod calendar;
pub mod check;
pub mod cli;
pub mod colour;
pub mod compare;
pub mod diagnostic;
pub mod external_links;
pub mod handbook;
pub mod import;
pub mod kit;
pub mod leaks;
pub mod parse;
pub mod pictures;
pub mod pipeline;
pub mod preview;
pub mod publish;
pub mod read;
pub mod redact;
pub mod render;
pub mod source;
pub mod suggest;
pub mod text;
pub mod theme;
