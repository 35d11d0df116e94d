// The story enters the page through textContent alone. Offsets are code points, hence Array.from.
const sessions = new WeakMap();

function paintText(box, data) {
  const letters = Array.from(data.text);
  const pieces = data.stretches.map(([start, end, id]) => {
    const words = letters.slice(start, end).join("");
    if (id === null) return document.createTextNode(words);
    const mark = document.createElement("mark");
    mark.dataset.id = id;
    mark.textContent = words;
    return mark;
  });
  box.replaceChildren(...pieces);
}

function paintClaims(box, data, selected) {
  for (const mark of box.querySelectorAll("mark")) {
    const face = data.claims[mark.dataset.id];
    if (!face) continue;
    mark.dataset.status = face.status;
    mark.dataset.mark = face.mark;
    mark.title = face.label;
    mark.setAttribute("aria-current", String(mark.dataset.id === selected));
  }
}

function lettersBefore(box, node, offset) {
  const range = document.createRange();
  range.selectNodeContents(box);
  range.setEnd(node, offset);
  return Array.from(range.toString()).length;
}

function selectedWords(box) {
  const root = box.getRootNode();
  const selection = root.getSelection ? root.getSelection() : document.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  if (!box.contains(range.startContainer) || !box.contains(range.endContainer)) return null;
  let start = lettersBefore(box, range.startContainer, range.startOffset);
  const words = range.toString();
  start += Array.from(words).length - Array.from(words.trimStart()).length;
  const end = start + Array.from(words.trim()).length;
  return end > start ? { start, end, place: range.getBoundingClientRect() } : null;
}

function typing(event) {
  const at = event.composedPath()[0];
  const inField = at.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName);
  return inField || at.closest?.("canvas,[data-testid=stDataFrame],[role=dialog],#portal");
}

export default function ({ data, parentElement, setStateValue, setTriggerValue }) {
  guard();
  const box = parentElement.querySelector("#text");
  const add = parentElement.querySelector("#add");
  const live = parentElement.querySelector("#live");
  const session = sessions.get(parentElement) ?? { selected: null };
  sessions.set(parentElement, session);

  const painted = data.doc + JSON.stringify(data.stretches);
  if (session.painted !== painted) {
    session.painted = painted;
    paintText(box, data);
  }
  paintClaims(box, data, session.selected);

  const select = (id) => {
    session.selected = id;
    paintClaims(box, data, id);
    box.querySelector(`mark[data-id="${CSS.escape(id)}"]`)?.scrollIntoView({ block: "nearest" });
    live.textContent = data.claims[id]?.label ?? "";
    setStateValue("selected", id);
  };
  box.onclick = (event) => {
    const mark = event.target.closest?.("mark");
    if (mark && !selectedWords(box)) select(mark.dataset.id);
  };
  box.onpointerup = () =>
    setTimeout(() => {
      const words = data.may_edit ? selectedWords(box) : null;
      session.words = words;
      add.hidden = !words;
      if (!words) return;
      const frame = box.getBoundingClientRect();
      add.style.left = `${Math.max(0, words.place.left - frame.left)}px`;
      add.style.top = `${words.place.bottom - frame.top + 4}px`;
    });
  add.onclick = () => {
    const words = session.words;
    if (words) setTriggerValue("act", { do: "add", start: words.start, end: words.end });
    session.words = null;
    add.hidden = true;
  };
  const onKey = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (typing(event)) return;
    if (event.key === "u" || event.key === "U") {
      if (data.may_edit) setTriggerValue("act", { do: event.key === "u" ? "undo" : "redo" });
      return;
    }
    if (!["j", "k"].includes(event.key)) return;
    const ids = [...new Set([...box.querySelectorAll("mark")].map((mark) => mark.dataset.id))];
    const next = ids.indexOf(session.selected) + (event.key === "j" ? 1 : -1);
    if (ids.length) select(ids[Math.min(ids.length - 1, Math.max(0, next))]);
    event.preventDefault();
  };
  document.addEventListener("keydown", onKey);
  return () => document.removeEventListener("keydown", onKey);
}
