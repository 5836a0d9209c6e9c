"""
Difficult texts, each named in prose, in families.

What a platform keeps of white space and of what nobody can see is its own affair: those
families are compared with what it keeps when a person says the same. Every other text
must arrive as it is (contract 4.2).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["FAMILIES", "HIDDEN", "UNSAYABLE", "VISIBLE", "Text", "astral"]


@dataclass(frozen=True, slots=True)
class Text:
    """What is said, and why it is difficult."""

    name: str
    said: str


def _family(texts: Mapping[str, str]) -> tuple[Text, ...]:
    return tuple(Text(name, said) for name, said in texts.items())


VISIBLE: dict[str, tuple[Text, ...]] = {
    "scripts": _family(
        {
            "Chinese": "你好，世界",
            "a Chinese character outside the basic plane": "𠮷野家で𩸽を食べた",
            "Japanese in three scripts": "カタカナ・ひらがな・漢字",
            "Korean": "안녕하세요, 세계",
            "Korean in single letters": "\u1112\u1161\u11ab\u1100\u1173\u11af",
            "Russian": "Съешь же ещё этих мягких французских булок",
            "Greek with accents": "Καλημέρα κόσμε, ὦ ἄνδρες Ἀθηναῖοι",
            "Hindi": "नमस्ते दुनिया, क्षत्रिय",
            "Tamil": "வணக்கம் உலகம்",
            "Thai, without spaces": "สวัสดีชาวโลกที่นี่",
            "Burmese": "မင်္ဂလာပါ ကမ္ဘာလောက",
            "Amharic": "ሰላም ልዑል",
            "Georgian": "გამარჯობა მსოფლიო",
            "Turkish dotted and dotless i": "İstanbul ıspanak Iğdır",
            "German sharp s and umlauts": "Straße, Größe, ẞ",
            "Vietnamese": "Tiếng Việt có nhiều dấu",
            "Gothic, all outside the basic plane": "𐌲𐌿𐍄𐌹𐍃𐌺",
        }
    ),
    "right to left": _family(
        {
            "Hebrew": "שלום עולם",
            "Arabic": "مرحبا بالعالم",
            "Persian": "سلام دنیا، چطوری؟",
            "Hebrew with points": "בְּרֵאשִׁית",
            "Arabic with numbers and English": "السعر 25 USD فقط",
        }
    ),
    "marks that combine": _family(
        {
            "an accent after its letter": "cafe\u0301",
            "the same word with one letter": "caf\u00e9",
            "many accents on one letter": "Z\u0300\u0301\u0302\u0303\u0304\u0308a\u0323\u0324",
            "a mark that strikes through": "n\u0336o\u0336",
            "letters that normalisation would change": "\ufb01 \u2460 \uff21 \u212b \u00bd",
        }
    ),
    "emoji": _family(
        {
            "a face": "😀",
            "a family of four": "👩‍👩‍👧‍👦",
            "a skin tone": "👍🏿 and 👍",
            "a kiss of two skin tones": "👩🏽‍❤️‍💋‍👨🏿",
            "a flag of two letters": "🇺🇳 🇨🇳🇩🇪",
            "a flag of tags": "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
            "a rainbow flag": "🏳️‍🌈",
            "key caps": "1️⃣ #️⃣ *️⃣",
            "a heart as text and as a picture": "\u2764\ufe0e \u2764\ufe0f",
            "a hundred in a row": "🎉" * 100,
            "emoji between letters": "a😀b👩‍🚀c",
        }
    ),
    "markup": _family(
        {
            "Markdown": "*bold* _italic_ ~struck~ **more** __still__",
            "Markdown that is left open": "*_~`[",
            "every character that MarkdownV2 escapes": r"_*[]()~`>#+-=|{}.!",
            "a link in Markdown": "[a link](https://example.com/a_b?c=*d*)",
            "headings and lists": "# one\n## two\n- three\n* four\n1. five\n> six",
            "code in back ticks": "`code` and ``more`` of it",
            "a code fence": "```python\nprint('*no*')\n```",
            "spoilers": "||hidden|| >!also!<",
            "HTML": "<b>bold</b> <i>italic</i><br/><a href='x'>y</a>",
            "HTML that is not closed": "<b><i>a < b > c",
            "a script": "<script>alert('1')</script>",
            "a table": "| a | b |\n|---|---|\n| 1 | 2 |",
            "TeX": r"$\frac{a}{b}$ \(x_1^2\)",
            "names of emoji": ":smile: :+1: :no_such:",
        }
    ),
    "entities and escapes": _family(
        {
            "an ampersand": "&amp; & &amp;amp;",
            "HTML entities": "&lt;b&gt; &#39; &#x27; &nbsp;| &copy;",
            "a mention in Slack's way": "<@U1> <@U1|alice> <!here> <!channel>",
            "a channel and a link in Slack's way": "<#C1|general> <https://a.example|b>",
            "a mention in Discord's way": "<@!80351110224678912> <@&1> <:a:1>",
            "a mention in Telegram's way": "[Bob](tg://user?id=1)",
            "backslashes": r"\\ \n \t C:\new\table \u0041",
            "quotes": "\"double\" 'single' “curly” «angled» `back`",
            "percents and braces": "%s %d %(a)s {0} {name} {{x}} ${HOME}",
            "a JSON object": '{"text": "a\\nb", "n": null}',
            "an SQL injection": "'; DROP TABLE messages; --",
            "a query string": "a=1&b=2+3%204&c=%E4",
        }
    ),
    "names and places": _family(
        {
            "names with an at": "@alice @bob_1 a@b.example @",
            "hash and cash tags": "#tag #1 #标签 $USD",
            "commands": "/start /help@bot //",
            "a web address": "https://example.com/a_b_c/(d)?e=f&g=%20#h",
            "an address without a scheme": "example.com and www.example.org.",
            "numbers that look like others": "+49 30 1234567, 4111 1111 1111 1111",
        }
    ),
    "shapes": _family(
        {
            "lines": "line one\nline two",
            "empty lines between": "one\n\n\nfour",
            "spaces between": "a  b   c",
            "a word of a thousand letters": "x" * 1000,
            "one letter": "a",
            "the word null": "null",
            "the number nought": "0",
            "a lone dot": ".",
            "a comma list of quotes": '"a","b"\n"c","d"',
        }
    ),
}

HIDDEN: dict[str, tuple[Text, ...]] = {
    "white space": _family(
        {
            "spaces in front": "   after three",
            "spaces behind": "before three   ",
            "lines in front and behind": "\n\nbetween\n\n",
            "a tab": "a\tb",
            "a no-break space": "10\u00a0km",
            "an ideographic space": "前\u3000后",
            "a line separator": "a\u2028b\u2029c",
            "lines of another system": "one\r\ntwo\rthree",
        }
    ),
    "what nobody sees": _family(
        {
            "a zero-width space": "zero\u200bwidth",
            "joiners between letters": "a\u200db\u200cc",
            "a byte order mark": "\ufeffstart",
            "a soft hyphen": "co\u00adop",
            "direction marks": "a\u200eb\u200fc",
            "directions embedded and overridden": "\u202eabc\u202c \u2067def\u2069",
            "a ring above": "A\u030a",
            "private use": "\ue000\U000f0000",
            "a bell and an escape": "a\x07b\x1b[31mc",
        }
    ),
}

UNSAYABLE: tuple[Text, ...] = _family(
    {
        "a NUL": "a\x00b",
        "half of a surrogate pair": "a\ud83dz",
        "the other half": "a\ude00z",
        "a code point that is no character": "a\uffffb",
    }
)
"""Kept, or refused with an error of ours: never half sent."""

FAMILIES = {**VISIBLE, **HIDDEN}


def astral(length: int) -> str:
    """A text of so many characters, each outside the basic plane."""
    return "𝒳" * length
