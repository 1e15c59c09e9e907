#!/usr/bin/env python3
"""Compares two built sites by what their pages say and how they are built up:

    python3 tests/compare/builds.py BEFORE AFTER

Of a page the text counts, its spaces folded, and the tree of elements with the attributes that mean something to a reader, a
browser or a program; not what only a style sheet reads (`class`), fingerprints in the names of assets, or white space. Feeds,
downloads and all other text count byte for byte. Says each difference in one line and exits with 1 where there is one.
"""

import re
import sys
from html.parser import HTMLParser
from pathlib import Path

PRINT = re.compile(r"(assets/[\w.-]+?)[.-][0-9a-f]{8,}(\.\w+)")
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


class Outline(HTMLParser):
    """Collects a page as a list of tags and texts, in order."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.parts = []

    def handle_starttag(self, tag, attributes):
        told = sorted((name, PRINT.sub(r"\1\2", value or "")) for name, value in attributes if name != "class")
        self.parts.append("<" + " ".join([tag, *(f'{name}="{value}"' for name, value in told)]) + ">")

    def handle_endtag(self, tag):
        if tag not in VOID:
            self.parts.append(f"</{tag}>")

    def handle_data(self, data):
        words = " ".join(data.split())
        if words and self.parts and not self.parts[-1].startswith("<"):
            self.parts[-1] += " " + words
        elif words:
            self.parts.append(words)


def outline(text):
    reader = Outline()
    reader.feed(text)
    return reader.parts


def files(root):
    return {PRINT.sub(r"\1\2", str(path.relative_to(root))): path for path in sorted(root.rglob("*")) if path.is_file()}


def first_difference(before, after):
    for number, (one, other) in enumerate(zip(before, after)):
        if one != other:
            return number, one, other
    longer = before if len(before) > len(after) else after
    at = min(len(before), len(after))
    return at, *((longer[at], "nothing") if longer is before else ("nothing", longer[at]))


def main(before, after):
    olds, news = files(before), files(after)
    found = [f"{path}: is missing" for path in olds.keys() - news.keys()]
    found += [f"{path}: is new" for path in news.keys() - olds.keys()]
    for path in sorted(olds.keys() & news.keys()):
        old, new = olds[path].read_bytes(), news[path].read_bytes()
        if old == new or path.startswith(("assets/", ".handbound")):
            continue
        if path.endswith(".html"):
            one, other = outline(old.decode()), outline(new.decode())
        else:
            one, other = old.splitlines(), new.splitlines()
        if one != other:
            at, left, right = first_difference(one, other)
            found.append(f"{path}: part {at}: {left!s:.160} | {right!s:.160}")
    for line in sorted(found):
        print(line)
    print(f"{len(olds)} files before, {len(news)} after, {len(found)} differences")
    return 1 if found else 0


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
