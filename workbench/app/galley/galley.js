const painted = new WeakMap();
const AGAIN_MS = 2000;

function act(action) {
  pane.number += 1;
  pane.log.push({ ...action, server: pane.server, number: pane.number });
  pane.tellLog();
  pane.repaint();
}

// The galley is set up anew with each change of its data; a key that falls in between is heard, too.
function listen() {
  if (pane.listening) return;
  pane.listening = true;
  document.addEventListener("keydown", (event) => pane.onKey(event));
}

export default function ({ data, parentElement, setStateValue, setTriggerValue }) {
  guard();
  enter(data.story);
  pane.doc = data;
  const part = (id) => parentElement.querySelector(`#${id}`);
  const [box, add, live, sheet] = ["text", "add", "live", "keys"].map(part);
  const words = { entry: part("entry"), entryLabel: part("entry-label"), box };
  const entry = entryLine({ ...words, entryWords: part("entry-words") }, act);
  const version = data.doc + JSON.stringify(data.stretches);
  if (painted.get(parentElement) !== version) {
    painted.set(parentElement, version);
    paintText(box, data);
  }
  box.dataset.ready = "";

  const ids = () => data.claims.map((claim) => claim.id);
  const markOf = (id) => box.querySelector(`mark[data-id="${CSS.escape(id)}"]`);
  const select = (id, { fromGrid = false } = {}) => {
    pane.selected = id;
    paintClaims(box);
    markOf(id)?.scrollIntoView({ block: "nearest" });
    markRow(!fromGrid);
    if (!fromGrid) live.textContent = pane.standing ? labelOf(ids().indexOf(id)) : "";
    pane.tellSelected(id);
  };
  // told again until it is acknowledged: a message that meets another run can go astray
  let told = 0;
  pane.tellLog = () => {
    told = Date.now();
    setStateValue("log", pane.log.map((one) => ({ ...one, told })));
  };
  const tellAgain = () => {
    if (pane.log.length && Date.now() - told > AGAIN_MS && !veiled()) pane.tellLog();
  };
  pane.hasWords = () => entry.hasWords() || pane.log.length > 0;
  pane.repaint = () => {
    paintClaims(box);
    entry.fill();
    followGrid(select);
    markRow(false);
  };
  pane.repaint();

  box.onclick = (event) => {
    const mark = event.target.closest?.("mark");
    if (mark && !selectedWords(box)) select(mark.dataset.id);
  };
  box.onpointerup = () =>
    setTimeout(() => {
      const chosen = data.may_edit ? selectedWords(box) : null;
      pane.words = chosen;
      add.hidden = !chosen;
      if (!chosen) return;
      const frame = box.getBoundingClientRect();
      add.style.left = `${Math.max(0, chosen.place.left - frame.left)}px`;
      add.style.top = `${chosen.place.bottom - frame.top + 4}px`;
    });
  add.onclick = () => {
    const chosen = pane.words;
    if (chosen) setTriggerValue("act", { do: "add", start: chosen.start, end: chosen.end });
    pane.words = null;
    add.hidden = true;
  };

  const nowOf = (id) => waiting().get(id) ?? standingOf(ids().indexOf(id))?.code;
  const move = (step, fits = () => true) => {
    const all = ids();
    let place = pane.selected ? all.indexOf(pane.selected) : step > 0 ? -1 : all.length;
    do place += step;
    while (place >= 0 && place < all.length && !fits(all[place]));
    if (place >= 0 && place < all.length) select(all[place]);
    return place < all.length;
  };
  const nextOpen = () => {
    const open = (id) => nowOf(id) === "open";
    if (move(1, open)) return;
    const first = ids().find(open); // past the end: what was left open before
    if (first) select(first);
    else live.textContent = "No claim is open any more.";
  };
  const tick = (status) => {
    const id = pane.selected;
    if (!id || nowOf(id) === status.code) return;
    act({ field: "status", id, to: status.code, was: nowOf(id) });
    live.textContent = `${data.claims[ids().indexOf(id)].number}: ${status.label}`;
  };
  const line = (field, name) => {
    if (!pane.selected) return;
    const claim = data.claims[ids().indexOf(pane.selected)];
    pane.tellSelected(pane.selected);
    entry.open(pane.selected, field, `${name} of claim ${claim.number}, ${claim.reads}`);
  };
  const reading = { j: () => move(1), k: () => move(-1), n: nextOpen };
  reading["?"] = () => showKeys(sheet, data.statuses);
  const editing = {
    u: () => act({ do: "undo" }),
    U: () => act({ do: "redo" }),
    s: () => line("sources", "Source"),
    e: () => line("note", "Note"),
    y: () => pane.standing?.offer && act({ do: "same" }),
    ...Object.fromEntries(data.statuses.map((status) => [status.key, () => tick(status)])),
  };
  // the focus leaves it at once: a key that follows before the next painting would fall on it
  const closeSheet = () => {
    sheet.close();
    box.focus({ preventScroll: true });
  };
  sheet.onclick = closeSheet;
  sheet.onkeydown = (event) => {
    event.stopPropagation();
    event.preventDefault();
    closeSheet();
  };
  pane.onKey = (event) => {
    if (!box.isConnected) return; // another page
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (typing(event) || !pane.standing || veiled()) return;
    const does = reading[event.key] ?? (data.may_edit ? editing[event.key] : undefined);
    if (!does) return;
    does();
    event.preventDefault();
  };
  listen();
  const keeping = setInterval(() => (tellAgain(), followGrid(select), markRow(false)), 500);
  return () => clearInterval(keeping);
}
