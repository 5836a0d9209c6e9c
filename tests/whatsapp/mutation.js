// Read one page again and again, each time with ways taken away; tell what came of it.
//
// A way that led nowhere in a reading changes nothing of that reading when it goes: so
// of all pairs only those are read anew whose second way led somewhere without the first.
([maker, table]) => {
  const make = eval(maker);
  const name = (way) => way.join(" ");
  const read = (known) => {
    const reader = make(known);
    const led = new Set();
    const note = (won) => Object.entries(won).forEach(([element, ways]) => Object.keys(ways).forEach((way) => led.add(`${element} ${way}`)));
    const { won, at, ...screen } = reader([{ act: "read" }, null]);
    note(won);
    const { missing, won: more } = reader([{ act: "missing" }, null]);
    note(more);
    return { told: JSON.stringify({ ...screen, at: 0, won: {}, missing }), led };
  };
  const without = (gone) => {
    const elements = { ...table.elements };
    for (const [element, at] of gone) elements[element] = { ...elements[element], ways: elements[element].ways.map((way, place) => (place === at ? null : way)) };
    return { ...table, elements };
  };
  const all = Object.entries(table.elements).flatMap(([element, { ways }]) => ways.map((_, at) => [element, at]));
  const usual = read(table);
  const outcomes = new Map();
  let readings = 1;
  const take = (gone) => {
    readings += 1;
    const came = read(without(gone));
    if (!outcomes.has(came.told)) outcomes.set(came.told, []);
    outcomes.get(came.told).push(gone);
    return came;
  };
  const tried = new Set();
  for (const one of all.filter((way) => usual.led.has(name(way)))) {
    const { led } = take([one]);
    for (const other of all.filter((way) => led.has(name(way)))) {
      const pair = [name(one), name(other)].sort().join(", ");
      if (tried.has(pair)) continue;
      tried.add(pair);
      take([one, other]);
    }
  }
  return JSON.stringify({ usual: usual.told, ways: all.length, readings, outcomes: [...outcomes] });
}
