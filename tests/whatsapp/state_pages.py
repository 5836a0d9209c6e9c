"""A page for each state, as public observations have it."""

from __future__ import annotations

from puppets.whatsapp.states import PageState

from .pages import Drawn, chat, page

__all__ = ["CODE", "NOW", "PAGES", "READY", "app"]

NOW = Drawn(generation="2026-09-classless")
READY = page(NOW, chats=chat(NOW, "Alice", at=0))
CODE = "2@abc/def,ghi==,1"


def app(inner: str, language: str = "en") -> str:
    return f'<html lang="{language}"><body><div id="app">{inner}</div></body></html>'


PAGES = {
    "a QR code on a canvas": (
        PageState.QR,
        (
            f'<div data-ref="{CODE}"><canvas role="img" '
            'aria-label="Scan this QR code to link a device!"></canvas></div>'
        ),
    ),
    "a QR code as a picture": (
        PageState.QR,
        f'<div data-ref="{CODE}"><img alt="Scan this QR code to link a device!"></div>',
    ),
    "a code for the phone": (
        PageState.PHONE_CODE,
        (
            '<div aria-details="link-device-phone-number-code-screen-instructions" '
            'data-link-code="A,B,C,D,1,2,3,4"><span>A</span></div>'
        ),
    ),
    "a form for the number": (
        PageState.PHONE_CODE,
        (
            '<form><input aria-label="Type your phone number to log in to WhatsApp">'
            '<button aria-label="Next">Next</button></form>'
        ),
    ),
    "a page that loads": (
        PageState.LOADING,
        (
            '<div id="initial_startup"><progress value="3" max="100"></progress>'
            "<div>Loading your chats</div></div>"
        ),
    ),
    "another window": (
        PageState.CONFLICT,
        (
            '<div role="dialog"><div>WhatsApp is open in another window. Click “Use Here” to '
            "use WhatsApp in this window.</div><button>Close</button>"
            "<button>Use here</button></div>"
        ),
    ),
    "another window, above the chats": (
        PageState.CONFLICT,
        (
            '<div id="side"></div><div role="dialog"><div>WhatsApp is open in another window. '
            'Click “Use Here”.</div><div role="button">Use here</div></div>'
        ),
    ),
    "a device that is logged out": (
        PageState.LOGGED_OUT,
        "<div><span>Logging out…</span></div>",
    ),
    "a browser that is not supported": (
        PageState.UNSUPPORTED_BROWSER,
        (
            "<div><h1>WhatsApp works with Google Chrome 85+</h1>"
            '<a href="https://www.google.com/chrome/">Google Chrome</a></div>'
        ),
    ),
}
