"""
How long WhatsApp's page takes with us, and how much of that is ours.

Heard: from the moment at which the page shows a bubble (or, of a chat that is closed,
the line of the list) to the handler. Sent: from the call to the id; of that the page's
own time is from Enter to the tick. On our stand-in, in each generation of the page.
"""

from __future__ import annotations

import asyncio
import statistics
import time
from collections.abc import Mapping

import msgspec
from rich.console import Console
from rich.table import Table

from puppets import MessageEvent, ReadyEvent
from puppets.whatsapp import WhatsAppPuppet
from puppets.whatsapp.driver import running
from puppets_standins.whatsapp import chromium
from puppets_standins.whatsapp.human import WhatsAppHuman
from puppets_standins.whatsapp.world import WhatsAppWorld

TIMES = 25
GENERATIONS = ("2025-packed", "2026-04-bare", "2026-09-classless")
OPEN, CLOSED = "heard in the open chat", "heard in a closed chat"
SENT, TURNED = "sent to the open chat", "sent to another chat"
START = "start until ready"
WATCH = """() => {
  const now = () => performance.timeOrigin + performance.now();
  const shown = window.benchShown = {};
  const marks = window.benchMarks = { enter: 0, tick: 0 };
  addEventListener("keydown", (event) => { if (event.key === "Enter") marks.enter = now(); }, true);
  new MutationObserver(() => {
    const at = now();
    for (const each of document.querySelectorAll("#main [data-id], #pane-side [title]")) {
      const text = /number \\d+/.exec(each.textContent)?.[0];
      if (text) shown[text] ??= at;
    }
    const rows = document.querySelectorAll("#main [data-id]");
    const ticked = rows[rows.length - 1]?.querySelector('[data-icon*="check"], [data-icon$="-delivered"], [data-icon$="-read"]');
    if (ticked && marks.tick < marks.enter) marks.tick = at;
  }).observe(document, { subtree: true, childList: true, attributes: true });
}"""


class Marks(msgspec.Struct):
    enter: float
    tick: float


async def main() -> None:
    if chromium.executable() is None:
        print("bench_whatsapp was not run: there is no Chromium on the PATH")
        return
    table = Table("page", "", "all, ms", "beyond the page's own, ms", "max")
    table.title = f"{TIMES} times each: median; aim: 100 ms beyond"
    async with running(chromium.shared().endpoint):
        for generation in GENERATIONS:
            for name, (whole, beyond) in (await measured(generation)).items():
                ours = f"{1000 * statistics.median(beyond):.0f}" if beyond else ""
                most = f"{1000 * max(beyond or whole):.0f}"
                told = f"{1000 * statistics.median(whole):.0f}"
                table.add_row(generation, name, told, ours, most)
    Console().print(table)


Figures = dict[str, tuple[list[float], list[float]]]


async def measured(generation: str) -> Figures:
    """What each took in all, and beyond the page's own time."""
    world_type = type("BenchWorld", (WhatsAppWorld,), {"generation": generation})
    figures: Figures = {name: ([], []) for name in (START, OPEN, CLOSED, SENT, TURNED)}
    async with world_type() as world:
        alice, bob = await world.human("Alice"), await world.human("Bob")
        puppet = world.puppet()
        with puppet.listen(ReadyEvent) as ready:
            begun = time.time()
            await puppet.start()
            await anext(ready)
            figures[START][0].append(time.time() - begun)
        try:
            await puppet.native.evaluate(WATCH)
            await puppet.message_send_text(alice.id, "hello")
            for number in range(TIMES):
                await heard(puppet, alice, 2 * number, figures[OPEN])
                await sent(puppet, alice, figures[SENT])
                await heard(puppet, bob, 2 * number + 1, figures[CLOSED])
                await sent(puppet, alice, figures[TURNED])
        finally:
            await puppet.stop()
    return figures


async def heard(
    puppet: WhatsAppPuppet,
    human: WhatsAppHuman,
    number: int,
    found: tuple[list[float], list[float]],
) -> None:
    text = f"number {number}"
    with puppet.listen(MessageEvent) as events:
        said = time.time()
        await human.says(text)
        async for event in events:
            if event.message.text == text:
                break
        at = time.time()
    shown = await puppet.native.evaluate("() => window.benchShown")
    found[0].append(at - said)
    found[1].append(at - msgspec.convert(shown, Mapping[str, float])[text] / 1000)


async def sent(
    puppet: WhatsAppPuppet, human: WhatsAppHuman, found: tuple[list[float], list[float]]
) -> None:
    begun = time.time()
    await puppet.message_send_text(human.id, "thank you")
    whole = time.time() - begun
    marks = msgspec.convert(
        await puppet.native.evaluate("() => window.benchMarks"), Marks
    )
    found[0].append(whole)
    found[1].append(whole - max(0.0, marks.tick - marks.enter) / 1000)


if __name__ == "__main__":
    asyncio.run(main())
