// The story enters the page through textContent alone. Offsets are code points, hence Array.from.
function paintText(box, doc) {
  const letters = Array.from(doc.text);
  const pieces = doc.stretches.map(([start, end, place]) => {
    const words = letters.slice(start, end).join("");
    if (place === null) return document.createTextNode(words);
    const mark = document.createElement("mark");
    mark.dataset.place = place;
    mark.dataset.id = doc.claims[place].id;
    mark.textContent = words;
    return mark;
  });
  box.replaceChildren(...pieces);
}

// What this reviewer has decided and the store has not confirmed yet, by claim.
function waiting() {
  const found = new Map();
  for (const one of pane.log) if (one.field === "status") found.set(one.id, one.to);
  return found;
}

// The status of the claim at a place, by what the server said; a capital letter is unsourced.
function standingOf(place) {
  const letter = pane.standing?.letters[place];
  if (!letter) return null;
  const status = pane.doc.statuses[letter.toLowerCase().charCodeAt(0) - 97];
  return { ...status, unsourced: letter !== letter.toLowerCase() };
}

function paintClaims(box) {
  const decided = waiting();
  for (const mark of box.querySelectorAll("mark")) {
    const standing = standingOf(Number(mark.dataset.place));
    if (!standing) continue;
    const face = mark.dataset;
    const waits = decided.has(face.id);
    const chosen = face.id === pane.selected;
    const flag = pane.standing.flags.get(Number(mark.dataset.place));
    const key = `${standing.code}${standing.unsourced}${waits}${chosen}${flag?.says}`;
    if (face.key === key) continue; // most of 500 marks stay as they are
    face.key = key;
    face.status = standing.code;
    face.mark = waits ? "…" : standing.mark;
    if (flag) face.flag = flag.mark;
    else delete face.flag;
    if (waits) face.waiting = "";
    else delete face.waiting;
    if (standing.unsourced) face.unsourced = "";
    else delete face.unsourced;
    mark.title = labelOf(Number(face.place));
    mark.setAttribute("aria-current", String(chosen));
  }
}

function labelOf(place) {
  const standing = standingOf(place);
  const claim = pane.doc.claims[place];
  const unsourced = standing.unsourced ? ", unsourced" : "";
  const flag = pane.standing.flags.get(place);
  const says = flag ? `. ${flag.mark} ${flag.says}` : "";
  return `${claim.number}: ${claim.reads}, ${standing.label}${unsourced}${says}`;
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
