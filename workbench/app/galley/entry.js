// A line at the foot of the text for a source or a note, for hands that stay on the keys.
function entryLine(parts, act) {
  const { entry, entryLabel, entryWords, box } = parts;
  let open = null; // { id, field, was, enterPressed }

  function close() {
    open = null;
    entry.hidden = true;
    box.focus({ preventScroll: true });
  }
  function save() {
    if (open.was === null) {
      open.enterPressed = true; // the cell's text is on its way
      return;
    }
    const to = entryWords.value.trim();
    if (to !== open.was) act({ field: open.field, id: open.id, to, was: open.was });
    close();
  }
  entryWords.onkeydown = (event) => {
    event.stopPropagation();
    if (event.isComposing) return;
    if (event.key === "Escape") close();
    else if (event.key === "Enter" && !event.shiftKey) save();
    else return;
    event.preventDefault();
  };
  return {
    isOpen: () => open !== null,
    hasWords: () => open !== null && entryWords.value.trim() !== (open.was ?? ""),
    open(id, field, label) {
      open = { id, field, was: null, enterPressed: false };
      entryLabel.textContent = label;
      entryWords.value = "";
      entry.hidden = false;
      entryWords.focus();
      this.fill();
    },
    // What the cell holds comes with the selection; what was typed meanwhile stays behind it.
    fill() {
      const cells = pane.standing?.cells;
      if (!open || open.was !== null || cells?.id !== open.id) return;
      const own = pane.log.findLast((one) => one.id === open.id && one.field === open.field);
      open.was = own ? own.to : cells[open.field];
      // a second source begins a line of its own, a note is gone on with
      const before = open.was && open.field === "sources" ? `${open.was}\n` : open.was;
      entryWords.value = before + entryWords.value;
      if (open.enterPressed) save();
    },
  };
}
