//! SVG: written anew from the elements and attributes on two lists, and refused where it holds a script. Everything else
//! goes: comments, metadata, what drawing programs note for themselves, what would be fetched from elsewhere.
//!
//! A document type goes too, since it can add attributes and text to the drawing; the plain entities that it declares
//! are put in. The metadata of photos inside a drawing goes as that of others.

use std::borrow::Cow;
use std::ops::Range;

use base64::Engine;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use quick_xml::Reader;
use quick_xml::escape::{resolve_predefined_entity, unescape_with};
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesStart, Event};
use rustc_hash::FxHashMap;

use super::{CleanFile, MissedElement, SvgProblem, clean_photo};

/// Elements that run something, or hold a page that could (SVG 2 §15, §12).
const ACTIVE: [&str; 7] = ["script", "handler", "listener", "iframe", "object", "embed", "applet"];

/// The elements that stay: those that draw, describe or move (SVG 2, appendix F, and Filter Effects). `foreignObject`,
/// which holds HTML, is none of them.
const ELEMENTS: &str = "svg g defs symbol use switch a title desc style view \
    path rect circle ellipse line polyline polygon image text tspan textPath \
    linearGradient radialGradient stop pattern clipPath mask marker \
    animate animateMotion animateTransform mpath set \
    filter feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap \
    feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feImage feMerge feMergeNode \
    feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence";

/// The attributes that stay beside `href`, `aria-...` and `data-...` (SVG 2, appendix G, and SVG 1.1).
const ATTRIBUTES: &str = "id class style lang role tabindex version baseProfile \
    x y x1 x2 y1 y2 cx cy r rx ry fx fy fr dx dy d points width height viewBox preserveAspectRatio transform \
    pathLength rotate textLength lengthAdjust startOffset method spacing side offset target type media title \
    refX refY markerWidth markerHeight markerUnits orient viewTarget zoomAndPan enable-background \
    gradientUnits gradientTransform spreadMethod patternUnits patternContentUnits patternTransform \
    clipPathUnits maskUnits maskContentUnits filterUnits primitiveUnits filterRes requiredExtensions \
    requiredFeatures systemLanguage \
    in in2 result mode values operator k1 k2 k3 k4 order kernelMatrix divisor bias targetX targetY edgeMode \
    kernelUnitLength preserveAlpha surfaceScale diffuseConstant specularConstant specularExponent limitingConeAngle \
    azimuth elevation z pointsAtX pointsAtY pointsAtZ scale xChannelSelector yChannelSelector stdDeviation radius \
    baseFrequency numOctaves seed stitchTiles tableValues slope intercept amplitude exponent \
    attributeName attributeType begin dur end min max restart repeatCount repeatDur fill calcMode keyTimes keySplines \
    from to by additive accumulate path keyPoints origin \
    alignment-baseline baseline-shift clip clip-path clip-rule color color-interpolation color-interpolation-filters \
    color-profile color-rendering cursor direction display dominant-baseline fill-opacity fill-rule filter flood-color \
    flood-opacity font font-family font-size font-size-adjust font-stretch font-style font-variant font-weight \
    glyph-orientation-horizontal glyph-orientation-vertical image-rendering isolation kerning letter-spacing \
    lighting-color marker marker-end marker-mid marker-start mask mask-type mix-blend-mode opacity overflow paint-order \
    pointer-events shape-rendering stop-color stop-opacity stroke stroke-dasharray stroke-dashoffset stroke-linecap \
    stroke-linejoin stroke-miterlimit stroke-opacity stroke-width text-anchor text-decoration text-overflow \
    text-rendering transform-box transform-origin unicode-bidi vector-effect visibility white-space word-spacing \
    writing-mode xml:lang xml:space xmlns xlink:title xlink:type xlink:show xlink:actuate xlink:role xlink:arcrole";

/// Returns the drawing without its invisible parts, and the names and places of elements that its readers may miss, or
/// miss a part of. What shows nothing in a browser is not missed.
pub(super) fn clean(bytes: &[u8]) -> Result<(Vec<u8>, Vec<MissedElement>), SvgProblem> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let whole = std::str::from_utf8(bytes).map_err(|_| SvgProblem::Broken)?;
    let mut reader = Reader::from_str(whole);
    let kept = String::with_capacity(whole.len());
    let mut drawing = Drawing { whole, kept, missed: Vec::new(), entities: FxHashMap::default() };
    // How many elements are open, and the depth of the one that is being left out.
    let (mut depth, mut leaving) = (0_usize, None);
    // The style sheet that is being read, and its text: its parts mean something only together.
    let mut sheet: Option<(MissedElement, String)> = None;
    let mut is_svg = false;
    loop {
        let start = usize::try_from(reader.buffer_position()).map_err(|_| SvgProblem::Broken)?;
        let event = reader.read_event().map_err(|_| SvgProblem::Broken)?;
        let text = match event {
            Event::Eof => break,
            Event::Start(tag) => {
                depth += 1;
                if let Some(written) = drawing.tag(&tag, start, leaving.is_some() || sheet.is_some())? {
                    is_svg |= local(tag.name().as_ref()) == "svg";
                    drawing.kept.extend([written.as_str(), ">"]);
                    let is_sheet = local(tag.name().as_ref()) == "style";
                    sheet = is_sheet.then(|| (MissedElement::new(&tag, start), String::new()));
                } else {
                    leaving = leaving.or(Some(depth));
                }
                continue;
            }
            Event::Empty(tag) => {
                if let Some(written) = drawing.tag(&tag, start, leaving.is_some() || sheet.is_some())? {
                    is_svg |= local(tag.name().as_ref()) == "svg";
                    drawing.kept.extend([written.as_str(), "/>"]);
                }
                continue;
            }
            Event::End(tag) => {
                if leaving.is_none() {
                    if let Some((element, css)) = sheet.take() {
                        let clean = harmless(&css);
                        drawing.kept.push_str(&escaped(&clean));
                        drawing.missed.extend(Some(element).filter(|_| is_less(&clean, &css)));
                    }
                    drawing.kept.extend(["</", tag.name().as_ref(), ">"]);
                }
                leaving = leaving.filter(|left| *left != depth);
                depth = depth.checked_sub(1).ok_or(SvgProblem::Broken)?;
                continue;
            }
            Event::DocType(declared) => {
                drawing.entities = entities(&declared.into_inner());
                continue;
            }
            Event::Decl(tag) => {
                let is_utf8 = match tag.encoding() {
                    None => true,
                    Some(encoding) => encoding.is_ok_and(|name| name.eq_ignore_ascii_case("utf-8")),
                };
                if is_utf8 {
                    let end = usize::try_from(reader.buffer_position()).map_err(|_| SvgProblem::Broken)?;
                    drawing.kept.push_str(&whole[start..end]);
                }
                continue;
            }
            Event::Comment(_) | Event::PI(_) => continue,
            Event::Text(text) => text.into_inner(),
            Event::CData(text) => escaped(&text.into_inner()).into_owned().into(),
            Event::GeneralRef(name) => drawing.reference(&name.into_inner())?.into(),
        };
        match &mut sheet {
            _ if leaving.is_some() => {}
            Some((_, css)) => css.push_str(&drawing.plain(&text)?),
            None => drawing.kept.push_str(&text),
        }
    }
    if depth > 0 || !is_svg { Err(SvgProblem::Broken) } else { Ok((drawing.kept.into_bytes(), drawing.missed)) }
}

/// A drawing as far as it is written.
struct Drawing<'t> {
    whole: &'t str,
    kept: String,
    missed: Vec<MissedElement>,
    entities: FxHashMap<String, String>,
}

impl MissedElement {
    fn new(tag: &BytesStart<'_>, start: usize) -> Self {
        let name = tag.name().as_ref().to_owned();
        MissedElement { place: start..start + 1 + name.len(), name }
    }
}

impl Drawing<'_> {
    /// Returns the tag that begins at `start`, up to its end, with the attributes that stay; `None` where the element
    /// and all in it goes, as it does where it is inside of what goes (`is_left`).
    fn tag(&mut self, tag: &BytesStart<'_>, start: usize, is_left: bool) -> Result<Option<String>, SvgProblem> {
        let whole_name = tag.name();
        let whole_name = whole_name.as_ref();
        let name = local(whole_name);
        if ACTIVE.iter().any(|active| name.eq_ignore_ascii_case(active)) {
            return Err(SvgProblem::Script(start..start + 1 + whole_name.len()));
        }
        let mut stays = !is_left && is_in(ELEMENTS, name) && is_plain(whole_name);
        let mut is_missed = name == "foreignObject";
        let mut written = format!("<{whole_name}");
        for attribute in tag.attributes() {
            let attribute = attribute.map_err(|_| SvgProblem::Broken)?;
            let key = attribute.key.as_ref();
            let value = self.plain(&attribute.value)?;
            let own = local(key);
            if own.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("on")) || runs(&value) {
                return Err(SvgProblem::Script(self.place(&attribute)));
            }
            // An animation may not lead elsewhere what leads to a place in the drawing.
            if own == "attributeName" && !is_in(ATTRIBUTES, value.trim()) {
                stays = false;
                is_missed |= local(value.trim()) == "href";
            }
            // What only a drawing program reads is no HTML.
            is_missed &= own != "requiredExtensions" || value.contains("www.w3.org");
            let value = if own == "href" {
                let Some(found) = target(name, &value)? else {
                    is_missed |= stays && !value.trim().is_empty();
                    continue;
                };
                found
            } else if is_kept(key) {
                let clean = harmless(&value);
                is_missed |= stays && is_less(&clean, &value);
                clean
            } else {
                continue;
            };
            written.extend([" ", key, "=\"", &escaped(&value).replace('"', "&quot;"), "\""]);
        }
        self.missed.extend((is_missed && !is_left).then(|| MissedElement::new(tag, start)));
        Ok(stays.then_some(written))
    }

    /// Returns `text` with letters in the place of its references.
    fn plain<'a>(&self, text: &'a str) -> Result<Cow<'a, str>, SvgProblem> {
        let letters =
            |name: &str| resolve_predefined_entity(name).or_else(|| self.entities.get(name).map(String::as_str));
        unescape_with(text, letters).map_err(|_| SvgProblem::Broken)
    }

    /// Returns a reference as it is written where no document type is.
    fn reference(&self, name: &str) -> Result<String, SvgProblem> {
        let written = format!("&{name};");
        let letters = self.plain(&written)?;
        Ok(if self.entities.contains_key(name) { escaped(&letters).into_owned() } else { written })
    }

    /// Returns the place of `attribute` in the file, its last quote included.
    fn place(&self, attribute: &Attribute<'_>) -> Range<usize> {
        let at = |part: &str| part.as_ptr().addr().saturating_sub(self.whole.as_ptr().addr());
        at(attribute.key.as_ref())..at(&attribute.value) + attribute.value.len() + 1
    }
}

/// Returns the plain entities of a document type: those that stand for letters alone, without others inside.
fn entities(declared: &str) -> FxHashMap<String, String> {
    let entity = |text: &str| {
        let (name, rest) = text.trim_start().split_once(char::is_whitespace)?;
        let rest = rest.trim_start();
        let quote = rest.chars().next().filter(|sign| matches!(sign, '"' | '\''))?;
        let value = rest[1..].split_once(quote)?.0;
        (!value.contains(['<', '&', '%'])).then(|| (name.to_owned(), value.to_owned()))
    };
    declared.split("<!ENTITY").skip(1).filter_map(entity).collect()
}

fn is_in(list: &str, name: &str) -> bool {
    list.split_ascii_whitespace().any(|known| known == name)
}

/// Returns whether a name has nothing in it but what names of this kind are made of.
fn is_plain(name: &str) -> bool {
    name.chars().all(|sign| sign.is_alphanumeric() || matches!(sign, ':' | '-' | '_' | '.'))
}

fn is_kept(key: &str) -> bool {
    let is_open = ["aria-", "data-", "xmlns:"].iter().any(|start| key.starts_with(start));
    is_in(ATTRIBUTES, key) || is_open && is_plain(key)
}

/// Returns the value of an `href` that stays: a place in the drawing, a photo without its metadata, for a link also an
/// address on the web.
fn target<'a>(element: &str, value: &'a str) -> Result<Option<Cow<'a, str>>, SvgProblem> {
    if let Some((kind, photo)) = photo_inside(value) {
        let photo = decoded(photo).ok_or(SvgProblem::Broken)?;
        return Ok(Some(match clean_photo(&photo).ok_or(SvgProblem::Broken)? {
            CleanFile::AsItWas => value.into(),
            CleanFile::Without(clean) | CleanFile::Incomplete(clean, _) => {
                format!("{kind};base64,{}", BASE64.encode(&clean)).into()
            }
        }));
    }
    let starts: &[&str] = if element == "a" { &["#", "https://", "http://", "mailto:"] } else { &["#"] };
    Ok(starts.iter().any(|start| value.trim_start().starts_with(start)).then(|| value.into()))
}

/// Returns a style sheet, or the value of an attribute, that fetches nothing: no other sheet, no address but places in
/// the drawing and fonts that are written out. Letters written as numbers go, since they could hide either.
fn harmless(css: &str) -> Cow<'_, str> {
    let lower = css.to_ascii_lowercase();
    if !["url", "@import", "image-set", "src(", "\\"].iter().any(|sign| lower.contains(sign)) {
        return css.into();
    }
    let mut rest = &*css.replace('\\', "");
    let mut kept = String::with_capacity(rest.len());
    let find = |rest: &str| {
        let lower = rest.to_ascii_lowercase();
        ["url(", "@import", "image-set(", "src("].iter().filter_map(|sign| Some((lower.find(sign)?, *sign))).min()
    };
    while let Some((at, sign)) = find(rest) {
        kept.push_str(&rest[..at]);
        let after = &rest[at + sign.len()..];
        let end = after.find(if sign == "@import" { ';' } else { ')' }).map_or(after.len(), |end| end + 1);
        let is_edge = |sign: char| sign.is_whitespace() || matches!(sign, '"' | '\'' | ')');
        let address = after[..end].trim_matches(is_edge);
        let is_one = address.chars().all(|sign| sign.is_alphanumeric() || "#-_.:/;,=+".contains(sign));
        let is_inside = ["#", "data:font/", "data:application/font", "data:application/x-font"]
            .iter()
            .any(|start| address.starts_with(start));
        // What goes leaves something, so that what was on both sides of it does not become one.
        kept.push_str(match sign {
            "url(" if is_one && is_inside => &rest[at..at + sign.len() + end],
            "@import" => " ",
            _ => "none",
        });
        rest = &after[end..];
    }
    kept.push_str(rest);
    kept.into()
}

/// Returns whether [`harmless`] took more out of `css` than the signs of letters written as numbers.
fn is_less(clean: &str, css: &str) -> bool {
    clean != css && clean != css.replace('\\', "")
}

/// Returns `text` so that it is text and no tag.
fn escaped(text: &str) -> Cow<'_, str> {
    if text.contains(['&', '<']) { text.replace('&', "&amp;").replace('<', "&lt;").into() } else { text.into() }
}

/// Base64 as drawing programs write it: with padding or without, and careless in the last bits.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &base64::alphabet::STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

/// Returns the bytes that `text` stands for; blanks between its letters do not matter. `None` where it is no base64.
fn decoded(text: &str) -> Option<Vec<u8>> {
    BASE64.decode(text.split_ascii_whitespace().collect::<String>()).ok()
}

/// Returns the type and the letters of a photo that is written out in an attribute (RFC 2397).
fn photo_inside(value: &str) -> Option<(&str, &str)> {
    let (kind, photo) = value.trim().split_once(',')?;
    let kind = kind.strip_suffix(";base64").filter(|kind| kind.starts_with("data:image/"))?;
    Some((kind, photo))
}

/// Returns a name without its prefix.
fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// Returns whether a value is, or leads to, something that runs. Blanks and control characters inside do not keep a
/// browser from understanding it, so they are left out first.
fn runs(value: &str) -> bool {
    let plain: String =
        value.chars().filter(|c| !c.is_whitespace() && !c.is_control()).map(|c| c.to_ascii_lowercase()).collect();
    ["javascript:", "vbscript:", "data:text/", "data:application/", "data:image/svg"]
        .iter()
        .any(|scheme| plain.contains(scheme))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_read_as_it_is_written() {
        for (plain, text) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9v\n Yg")] {
            assert_eq!(decoded(text).as_deref(), Some(plain.as_bytes()));
        }
        assert_eq!(decoded("Zm-v"), None);
    }
}
