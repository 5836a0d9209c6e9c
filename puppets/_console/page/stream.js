// What the bot tells, as it comes: one long answer, asked for again whenever it breaks.

const FIRST = 500, MOST = 15_000;  // between two tries, in ms
const SILENCE = 40_000;            // the bot says something every 15 s at least

export class Refused extends Error {}

/** Tell `told` everything that comes, and `is` how the line is; stop when `signal` says so. */
export async function follow(token, words, { told, is, signal }) {
  let delay = FIRST;
  while (!signal.aborted) {
    try {
      await listen(token, words, signal, (what) => {
        delay = FIRST;
        is("live");
        told(what);
      });
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof Refused) return is("refused");
    }
    if (signal.aborted) return;
    is("lost");
    await pause(delay * (0.75 + Math.random() / 2), signal);
    delay = Math.min(delay * 2, MOST);
  }
}

async function listen(token, words, signal, told) {
  const line = new AbortController();
  const hangUp = () => line.abort();
  signal.addEventListener("abort", hangUp, { once: true });
  let watch = setTimeout(hangUp, SILENCE);
  try {
    const answer = await fetch(`events?words=${words ? "shown" : "hidden"}`, {
      headers: { Authorization: `Bearer ${token}` },
      cache: "no-store", credentials: "omit", signal: line.signal,
    });
    if (answer.status === 401) throw new Refused();
    if (!answer.ok) throw new Error(`status ${answer.status}`);
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = "";
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      clearTimeout(watch);
      watch = setTimeout(hangUp, SILENCE);
      const events = (rest + value).split("\n\n");
      rest = events.pop();
      for (const event of events) {
        if (event.startsWith("data: ")) told(JSON.parse(event.slice(6)));
      }
    }
  } finally {
    clearTimeout(watch);
    signal.removeEventListener("abort", hangUp);
    line.abort();
  }
}

/** Wait so long; less where the page comes back to sight, or the network does. */
function pause(ms, signal) {
  return new Promise((resolve) => {
    const over = new AbortController();
    const end = () => { clearTimeout(timer); over.abort(); resolve(); };
    const timer = setTimeout(end, ms);
    const options = { signal: over.signal, once: true };
    signal.addEventListener("abort", end, options);
    window.addEventListener("online", end, options);
    document.addEventListener("visibilitychange", end, options);
  });
}
