//! An author's text as a tree of blocks and inlines, kept flat: its nodes in the order in which they are read.

use std::ops::Range;

use jiff::civil::Date;

use crate::source::Located;

/// A piece of an author's Markdown, with nothing escaped.
///
/// It never holds a facilitator callout: those are taken out while parsing and kept in
/// [`Private`](crate::handbook::Private). The letters of all nodes stand in one text, in order, since years of sessions
/// stay in memory.
#[derive(Debug, Clone, Default)]
pub struct RichText {
    pub(super) nodes: Vec<ProseNode>,
    text: String,
}

/// A place in the text of a [`RichText`].
#[derive(Debug, Clone, Copy, Default)]
pub struct TextRange {
    start: u32,
    end: u32,
}

/// The beginning or end of an element, or something without content.
#[derive(Debug, Clone)]
pub enum ProseNode {
    Open(ProseElement),
    /// The end of the element that was opened last and is still open.
    Close,
    Text(TextRange),
    Code(TextRange),
    Break,
    Rule,
    /// The box before a task, and whether it is done.
    TaskBox(bool),
    /// The day until which an item is to be done.
    Due(Date),
    Picture(Box<InlinePicture>),
    /// A film or a sound of the handbook.
    Player(Box<InlinePicture>),
    /// A place for links to arrive at, without anything to see.
    Anchor(TextRange),
    FootnoteReference(Box<FootnoteReference>),
    /// The way back from the footnote with that anchor.
    BackToText(TextRange),
}

/// A block or an inline with content.
#[derive(Debug, Clone)]
pub enum ProseElement {
    Paragraph,
    /// Its level, 2 to 6, and its anchor; empty where it has none.
    Heading(u8, TextRange),
    Quote,
    /// A quote and its source.
    Figure,
    Caption,
    /// One of [`ALERTS`].
    Alert(u8),
    List,
    /// A numbered list, and its first number.
    OrderedList(u32),
    /// An item; for a task, whether it is done.
    Item(Option<bool>),
    Footnotes,
    /// A footnote and its anchor.
    Footnote(TextRange),
    DefinitionList,
    Term,
    Definition,
    /// Lines of code, and their language.
    CodeBlock(TextRange),
    Table,
    TableHead,
    TableRow,
    Cell {
        is_header: bool,
        alignment: CellAlignment,
    },
    Emphasis,
    Strong,
    Deleted,
    Link(Box<InlineLink>),
}

/// The alerts of code forges: word, class, and the key of their title.
pub const ALERTS: [(&str, &str, &str); 5] = [
    ("note", "alert-note", "note_alert"),
    ("tip", "alert-tip", "tip_alert"),
    ("important", "alert-important", "important_alert"),
    ("warning", "alert-warning", "warning_alert"),
    ("caution", "alert-caution", "caution_alert"),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellAlignment {
    None,
    Center,
    Right,
}

/// A link in a text.
#[derive(Debug, Clone)]
pub struct InlineLink {
    pub to: Destination,
    /// Empty where it has none.
    pub title: String,
}

/// The destination of a link in a text.
#[derive(Debug, Clone)]
pub enum Destination {
    /// An address outside the handbook, percent-encoded.
    Outside(String),
    /// Another file of the handbook, as its author wrote it (`../people/wren.md#bio`), percent-decoded. Resolved by
    /// [`links`](crate::handbook::links), relative to the file in its span.
    Inside(Located<String>),
}

/// A picture, film or sound in a text.
#[derive(Debug, Clone)]
pub struct InlinePicture {
    /// The path, as in [`Destination::Inside`].
    pub file: Located<String>,
    /// What it shows; empty where it says nothing.
    pub described: String,
    /// Empty where it has none.
    pub title: String,
}

/// A reference to a footnote.
#[derive(Debug, Clone)]
pub struct FootnoteReference {
    /// The anchor of the footnote.
    pub anchor: String,
    pub number: usize,
    /// 1 for the first mention.
    pub mention: u32,
}

impl ProseNode {
    /// Returns its place in the text.
    fn range(&mut self) -> Option<&mut TextRange> {
        match self {
            ProseNode::Text(range)
            | ProseNode::Code(range)
            | ProseNode::Anchor(range)
            | ProseNode::BackToText(range)
            | ProseNode::Open(
                ProseElement::Heading(_, range) | ProseElement::Footnote(range) | ProseElement::CodeBlock(range),
            ) => Some(range),
            _ => None,
        }
    }
}

impl RichText {
    /// Returns plain words, without any markup.
    #[must_use]
    pub fn words(words: &str) -> Self {
        let mut prose = RichText::default();
        prose.push_text(words);
        prose
    }

    /// Returns a place for links to arrive at.
    #[must_use]
    pub fn anchor(id: &str) -> Self {
        let mut prose = RichText::default();
        let id = prose.keep(id);
        prose.push(ProseNode::Anchor(id));
        prose
    }

    /// Returns whether there is nothing to show.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// Returns the letters at `range`.
    #[must_use]
    pub fn at(&self, range: TextRange) -> &str {
        &self.text[range.start as usize..range.end as usize]
    }

    /// Adds letters to the text and returns their place, for a node that is pushed next.
    pub fn keep(&mut self, letters: &str) -> TextRange {
        let start = offset(self.text.len());
        self.text.push_str(letters);
        TextRange { start, end: offset(self.text.len()) }
    }

    pub fn push(&mut self, node: ProseNode) {
        self.nodes.push(node);
    }

    /// Adds words.
    pub fn push_text(&mut self, words: &str) {
        if words.is_empty() {
            return;
        }
        let range = self.keep(words);
        match self.nodes.last_mut() {
            Some(ProseNode::Text(last)) if last.end == range.start => last.end = range.end,
            _ => self.push(ProseNode::Text(range)),
        }
    }

    /// Takes the letters that `is_cut` takes off the end, as far as it is words.
    pub fn trim_end(&mut self, is_cut: fn(char) -> bool) {
        while let Some(ProseNode::Text(range)) = self.nodes.last_mut() {
            let start = range.start as usize;
            let kept = start + self.text[start..].trim_end_matches(is_cut).len();
            self.text.truncate(kept);
            range.end = offset(kept);
            if kept > start {
                return;
            }
            self.nodes.pop();
        }
    }

    /// Ends the paragraph that is open, without white space at its end; takes one without content back.
    pub fn close_paragraph(&mut self) {
        self.trim_end(char::is_whitespace);
        if matches!(self.nodes.last(), Some(ProseNode::Open(ProseElement::Paragraph))) {
            self.nodes.pop();
        } else {
            self.push(ProseNode::Close);
        }
    }

    /// Puts `node` at the end of the last paragraph, where all ends with one.
    pub fn push_inside(&mut self, node: ProseNode) {
        let (mut at, mut last) = (0, None);
        while let Some(outermost) = self.nodes.get(at) {
            last = Some(outermost);
            at = self.end_of(at) + 1;
        }
        let is_paragraph = matches!(last, Some(ProseNode::Open(ProseElement::Paragraph)));
        self.nodes.insert(self.nodes.len() - usize::from(is_paragraph), node);
    }

    /// Returns about how many bytes it takes when it is written.
    pub(super) fn capacity(&self) -> usize {
        self.text.len() + self.nodes.len() * 8
    }

    /// Gives back the memory that is not needed. Both are moved, since shrinking in place leaves the allocator's block as
    /// large as it was.
    pub fn shrink_to_fit(&mut self) {
        let mut nodes = Vec::with_capacity(self.nodes.len());
        nodes.append(&mut self.nodes);
        self.nodes = nodes;
        self.text = self.text.as_str().to_owned();
    }

    /// Puts `more` below what is there.
    pub fn append(&mut self, mut more: RichText) {
        if self.is_empty() {
            *self = more;
            return;
        }
        let base = offset(self.text.len());
        self.text.push_str(&more.text);
        for range in more.nodes.iter_mut().filter_map(ProseNode::range) {
            *range = TextRange { start: range.start + base, end: range.end + base };
        }
        self.nodes.append(&mut more.nodes);
    }

    /// Returns the nodes at `range`, which hold as many ends as beginnings.
    fn slice(&self, range: Range<usize>) -> RichText {
        let mut nodes = self.nodes[range].to_vec();
        let start = nodes.iter_mut().find_map(ProseNode::range).map_or(0, |first| first.start);
        let end = nodes.iter_mut().rev().find_map(ProseNode::range).map_or(start, |last| last.end);
        for range in nodes.iter_mut().filter_map(ProseNode::range) {
            *range = TextRange { start: range.start - start, end: range.end - start };
        }
        RichText { nodes, text: self.text[start as usize..end as usize].to_owned() }
    }

    /// Returns the place of the end of the element that is opened at `open`; the same place for a node without one.
    fn end_of(&self, open: usize) -> usize {
        let mut depth = 0_usize;
        let is_end = |node: &ProseNode| {
            match node {
                ProseNode::Open(_) => depth += 1,
                ProseNode::Close => depth = depth.saturating_sub(1),
                _ => {}
            }
            depth == 0
        };
        self.nodes[open..].iter().position(is_end).map_or(self.nodes.len(), |end| open + end)
    }

    /// Returns the outermost elements in `range` that are `wanted`, each from its beginning to its end.
    fn outermost(&self, range: Range<usize>, wanted: fn(&ProseElement) -> bool) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        let mut at = range.start;
        while at < range.end {
            if matches!(&self.nodes[at], ProseNode::Open(element) if wanted(element)) {
                found.push(at..self.end_of(at));
                at = self.end_of(at);
            }
            at += 1;
        }
        found
    }

    fn lists(&self) -> Vec<Range<usize>> {
        let is_list = |element: &ProseElement| matches!(element, ProseElement::List | ProseElement::OrderedList(_));
        self.outermost(0..self.nodes.len(), is_list)
    }

    /// Returns the content of each item of its outermost lists.
    #[must_use]
    pub fn items(&self) -> Vec<RichText> {
        let is_item = |element: &ProseElement| matches!(element, ProseElement::Item(_));
        let items = self.lists().into_iter().flat_map(|list| self.outermost(list, is_item));
        items.map(|item| self.slice(item.start + 1..item.end)).collect()
    }

    /// Returns the text before and after its one outermost list; `None` where it has no list, or several.
    #[must_use]
    pub fn around_list(&self) -> Option<(RichText, RichText)> {
        match self.lists().as_slice() {
            [list] => Some((self.slice(0..list.start), self.slice(list.end + 1..self.nodes.len()))),
            _ => None,
        }
    }

    /// Returns the day until which it is to be done.
    #[must_use]
    pub fn due(&self) -> Option<Date> {
        self.nodes.iter().find_map(|node| if let ProseNode::Due(day) = node { Some(*day) } else { None })
    }

    /// Returns whether there is a heading in it.
    #[must_use]
    pub fn has_heading(&self) -> bool {
        self.nodes.iter().any(|node| matches!(node, ProseNode::Open(ProseElement::Heading(..))))
    }

    /// Returns the files of the handbook to which it links or which it plays.
    pub fn links(&self) -> impl Iterator<Item = &Located<String>> {
        self.nodes.iter().filter_map(|node| match node {
            ProseNode::Player(played) => Some(&played.file),
            ProseNode::Open(ProseElement::Link(link)) => match &link.to {
                Destination::Inside(to) => Some(to),
                Destination::Outside(_) => None,
            },
            _ => None,
        })
    }

    /// Returns the addresses outside the handbook to which it links.
    pub fn outside_links(&self) -> impl Iterator<Item = &str> {
        self.nodes.iter().filter_map(|node| match node {
            ProseNode::Open(ProseElement::Link(link)) => match &link.to {
                Destination::Outside(address) => Some(address.as_str()),
                Destination::Inside(_) => None,
            },
            _ => None,
        })
    }

    /// Returns the pictures that it shows.
    pub fn pictures(&self) -> impl Iterator<Item = &Located<String>> {
        self.nodes.iter().filter_map(|node| if let ProseNode::Picture(shown) = node { Some(&shown.file) } else { None })
    }
}

/// Converts a place in a text. Files past 4 GiB are refused by the reader, so nothing is lost.
fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

// There are many of them.
const _: () = assert!(size_of::<ProseNode>() == 16);
