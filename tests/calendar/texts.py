"""Texts that have broken calendars: what a generated handbook is called, titled and written with."""

import re

TORTURE = [
    "Family 👨‍👩‍👧‍👦 night 👩🏽‍🚒👋🏿 and flags 🇨🇦🏳️‍🌈",
    "潮だまりの会：子どもたちと一緒に考える、話し合う、試してみる、そして次の集まりまでに一つだけ実践してみること",
    "דיון פתוח: מי נשמע? مساء الخير، هل نبدأ الآن؟",
    "Zoë und die naïve Façade: a\u0300e\u0301o\u0302u\u0308n\u0303 z\u0351\u036b\u0343\u036a\u0302\u036b\u033d\u034f\u0334\u0319\u0324",
    'She said "now", he said \'later\', we said «perhaps» and “why not”',
    "back\\slash \\n is no line break, \\, no comma, \\\\ is two",
    "BEGIN:VEVENT",
    "END:VCALENDAR",
    "Soup; bread, salt: and; more, of: it",
    ":::) a smile before all",
    ";,;,:,",
    "wide" + " " * 300 + "apart",
    "किसकी आवाज़ सुनी जाती है? ครูและเด็ก ๆ เรียนรู้ด้วยกัน",
    "한국어 모임 ᄒ\u1161ᆫ 안녕하세요 여러분 오늘은 무엇을 나눌까요 함께 생각해 봅시다",
    "tab\tin the middle",
    "zero\u200bwidth \u2060joiner \u00ad soft \ufeff mark",
    "no\u00a0break\u202fspaces\u2003everywhere",
    "100 % = ½ + ½ ^ caret ^n ^^ <b>bold</b> &amp; {{ braces }}",
    "DTSTART;TZID=\"Europe/Paris\":20260101T000000",
    "𝒜𝓃 𝕒𝕤𝕥𝕣𝕒𝕝 𝔭𝔩𝔞𝔫𝔢 𐍈𐎀𐏈 𝄞",
]

# Only what may stand between quotation marks in YAML: a line break, and what is no letter at all.
BROKEN = [
    "one\ntwo\r\nthree",
    "first\nBEGIN:VALARM\nTRIGGER:-PT5M\nEND:VALARM",
    "line\u2028separator\u2029paragraph",
    "bell\u0007 and null-like\u0001 and delete\u007f inside",
    "x\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
    "tail\\",
]

PLAIN = ["Finding each other", "Who gets heard?", "Loose parts", "The long table", "Between two storms", "Values"]


def line(random):
    """One line, of any length from a word to some hundred letters."""
    if random.random() < 0.3:
        return random.choice(PLAIN)
    parts = random.sample(TORTURE, random.choice([1, 1, 2, 3]))
    # Letters before the text move it, so that a fold comes to every place in it.
    return ("x" * random.randrange(0, 80) + " " if random.random() < 0.5 else "") + random.choice(["", " ", " - "]).join(parts)


def lines(random):
    """A line, or more than one, or one with what does not belong into a text."""
    return random.choice(BROKEN) + " " + line(random) if random.random() < 0.2 else line(random)


def body(random):
    """Some Markdown for a session: a summary, headings with a meaning, an agenda."""
    def words():
        # What would begin a heading, a list or a link is not what is looked for here.
        return line(random).replace("<b>", "").replace("</b>", "")

    out = [words(), "", "## Purpose", words(), ""]
    if random.random() < 0.5:
        out += ["## Agenda"]
        out += [f"- {random.randrange(3, 40)} min: {words()}" for _ in range(random.randrange(1, 5))]
        out += [""]
    if random.random() < 0.4:
        out += ["## Prepare", "- " + words(), "- " + words(), "", "> " + words(), ""]
    if random.random() < 0.2:
        out += ["## Bring", "```", "kept   as\tit is" + " " * random.randrange(0, 200) + "here", "  " + words(), "```", ""]
    if random.random() < 0.1:
        out += ["## What happened", words() * 12]
    return "\n".join(out) + "\n"


def meant(text):
    """What a reader should find of a text that was given to a property of type TEXT (RFC 5545 §3.3.11)."""
    text = text.strip().replace("\r\n", "\n")
    out = []
    for letter in text:
        if letter in "\r\n\u2028\u2029":
            out.append("\n")
        elif letter == "\t" or not (letter < " " or "\x7f" <= letter <= "\x9f"):
            out.append(letter)
    # White space that would fill a line, and could not be folded without some at its end, is cut to its last character.
    return re.sub(r"\s+", cut, "".join(out).rstrip())


def cut(blank):
    run = blank.group()
    # A line break is written as two characters that are no white space.
    return run if "\n" in run or len(run.encode("utf-8")) < 74 else run[-1]
