// One key per status and the ways through the text. Keys never fire while something is typed.
const MOVES = [
  ["J", "next claim"],
  ["K", "previous claim"],
  ["N", "next open claim"],
  ["S", "source"],
  ["E", "note"],
  ["Y", "the same for the same figure"],
  ["U", "undo"],
  ["Shift+U", "redo"],
  ["?", "these keys"],
];

function typing(event) {
  const at = event.composedPath()[0];
  const inField = at.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName);
  return inField || at.closest?.("canvas,[data-testid=stDataFrame],[role=dialog],#portal");
}

function showKeys(sheet, statuses) {
  const rows = (title, pairs) => {
    const head = document.createElement("h2");
    head.textContent = title;
    return [head, ...pairs.flatMap(([key, what]) => {
      const cap = document.createElement("kbd");
      cap.textContent = key;
      const words = document.createElement("span");
      words.textContent = what;
      return [cap, words];
    })];
  };
  const ticks = statuses.map((one) => [one.key.toUpperCase(), `${one.label} ${one.mark}`.trim()]);
  sheet.replaceChildren(...rows("Move and edit", MOVES), ...rows("Set the status", ticks));
  sheet.showModal();
}
