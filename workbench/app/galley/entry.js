// A line at the foot of the text for a source or a note, for hands that stay on the keys. What is
// open stands in the pane: the galley is set up anew while somebody types.
function entryLine(parts, act) {
  const { entry, entryLabel, entryWords, box } = parts;
  function close() {
    pane.line = null;
    entry.hidden = true;
    box.focus({ preventScroll: true });
  }
  function save() {
    const { id, field, was } = pane.line;
    const to = entryWords.value.trim();
    // what the cell holds may not have come yet: then these words go behind it
    if (was === null && to) act({ field, id, add: to });
    else if (was !== null && to !== was) act({ field, id, to, was });
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
    hasWords: () => pane.line !== null && entryWords.value.trim() !== (pane.line.was ?? ""),
    open(id, field, label) {
      pane.line = { id, field, was: null };
      entryLabel.textContent = label;
      entryWords.value = "";
      entry.hidden = false;
      entryWords.focus();
      this.fill();
    },
    // What the cell holds comes with the selection; what was typed meanwhile stays behind it.
    fill() {
      const open = pane.line;
      const cells = pane.standing?.cells;
      if (!open || open.was !== null || cells?.id !== open.id) return;
      if (pane.log.some((one) => one.id === open.id && one.field === open.field)) return;
      open.was = cells[open.field];
      // a second source begins a line of its own, a note is gone on with
      const before = open.was && open.field === "sources" ? `${open.was}\n` : open.was;
      entryWords.value = before + entryWords.value;
    },
  };
}
