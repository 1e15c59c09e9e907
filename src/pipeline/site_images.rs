//! The pictures that stand for a community as a whole: the card that goes with a link, and the icons.

use super::picture_cache::print;
use super::{clean, read};
use crate::colour::Colour;
use crate::handbook::index;
use crate::handbook::links::{self, LinkTarget};
use crate::pictures::{self, Colours, Logo};
use crate::read::Folder;
use crate::redact::Public;
use crate::render::IconPaths;
use crate::source::FilePath;
use crate::theme::Theme;

/// The colours that themes' icons are drawn in: the background and the sun.
const DRAWN_IN: [&str; 2] = ["#1f6f6b", "#f2b872"];

/// The sources of the site images, which are drawn when somebody asks for them.
pub(super) struct SiteImages {
    pub marks: IconPaths,
    colours: Colours,
    /// The logo as it lies in the folder, where it is one of pixels.
    logo: Option<(FilePath, Vec<u8>)>,
    /// The theme's icon in the community's colours, where that is the icon.
    drawing: Option<Vec<u8>>,
}

impl SiteImages {
    /// Works out from what the images of a community are made, and their paths.
    pub fn new(folder: &Folder, public: &Public, theme: &Theme) -> Self {
        let book = public.book();
        let colours = colours(theme);
        let file = book.community.theme.logo.as_ref().and_then(|logo| {
            match links::resolve(book, &logo.span.file, &logo.value).ok()? {
                LinkTarget::File { path } => Some(FilePath::from(path)),
                LinkTarget::Page { .. } => None,
            }
        });
        let bytes = file.as_ref().and_then(|file| Some(read::bytes(folder, file).ok()?.0));
        let logo = file.clone().zip(bytes).filter(|(_, bytes)| pictures::is_of_pixels(bytes));
        let colour_bytes = [colours.ground, colours.accent, colours.warm].concat();
        let print = print(&[&colour_bytes, logo.as_ref().map_or(&[], |(_, bytes)| bytes)]);

        let is_drawing = |file: &&FilePath| super::has_ending(file, &["svg"]);
        let (icon, drawing) = match (&logo, file.as_ref().filter(is_drawing)) {
            (Some(_), _) => ((format!("assets/icon-32.{print:016x}.png"), "image/png"), None),
            (None, Some(file)) => ((links::relative("index.html", file), "image/svg+xml"), None),
            (None, None) => {
                let drawing = theme_icon(theme, &colours);
                let print = self::print(&[&drawing]);
                ((format!("assets/icon.{print:016x}.svg"), "image/svg+xml"), Some(drawing))
            }
        };
        let marks = IconPaths {
            // Its address has to be a complete one.
            card: book.community.website.as_ref().map(|_| format!("assets/card.{print:016x}.png")),
            touch: format!("assets/icon-180.{print:016x}.png"),
            icon,
        };
        SiteImages { marks, colours, logo, drawing }
    }

    /// Returns the paths of all site images.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        let icon = Some(&self.marks.icon.0).filter(|_| self.logo.is_some() || self.drawing.is_some());
        self.marks.card.iter().chain([&self.marks.touch]).chain(icon).map(String::as_str)
    }

    /// Returns the bytes of the image at `path`.
    pub fn output(&self, path: &str) -> Option<Vec<u8>> {
        let logo = || {
            let (file, bytes) = self.logo.as_ref()?;
            Logo::read(&clean(file, bytes.clone()).ok()?.0)
        };
        if self.marks.card.as_deref() == Some(path) {
            return Some(pictures::card(&self.colours, logo().as_ref()));
        }
        if path == self.marks.touch {
            return Some(pictures::touch_icon(&self.colours, logo().as_ref()));
        }
        if path != self.marks.icon.0 {
            return None;
        }
        match (&self.logo, &self.drawing) {
            // A logo that turns out to be damaged has a message of its own.
            (Some(_), _) => {
                Some(logo().map_or_else(|| pictures::touch_icon(&self.colours, None), |it| pictures::tab_icon(&it)))
            }
            (None, drawing) => drawing.clone(),
        }
    }
}

/// Returns the colours of the theme by day, with those that it made of the community's own.
fn colours(theme: &Theme) -> Colours {
    let token = |name: &str| {
        let colour = theme.tokens.light.get(name).copied().unwrap_or(Colour::of(0x00ff_ffff));
        [colour.red, colour.green, colour.blue]
    };
    Colours { ground: token("paper"), accent: token("accent"), warm: token("warm") }
}

/// Returns the icon of the theme, or the community's own in its place, in the community's colours.
fn theme_icon(theme: &Theme, colours: &Colours) -> Vec<u8> {
    let is_icon = |path: &str| path.starts_with("assets/favicon.") && index::ends_in(path, &[".svg"]);
    let icon = theme.assets.iter().find(|(path, _)| is_icon(path)).map_or(&[][..], |(_, bytes)| bytes);
    let mut text = String::from_utf8_lossy(icon).into_owned();
    for (drawn, [red, green, blue]) in DRAWN_IN.into_iter().zip([colours.accent, colours.warm]) {
        text = text.replace(drawn, &format!("#{red:02x}{green:02x}{blue:02x}"));
    }
    text.into_bytes()
}
