// Keeps the table of claims in step with the text: a cell that is entered there selects its claim
// here; the row of the claim selected here is shown and marked there. The grid offers neither, so
// both are read off the table that it keeps for screen readers; without it only this is missing.
const grid = { watched: null, observer: null, bar: null, toShow: null };
const ROW = 36;

const gridCanvas = () => document.querySelector('canvas[data-testid="data-grid-canvas"]');

function numberIn(row) {
  return Number.parseInt(row?.querySelector("td")?.textContent ?? "", 10);
}

function followGrid(select) {
  const canvas = gridCanvas();
  if (!canvas || canvas === grid.watched) return;
  grid.observer?.disconnect();
  grid.watched = canvas;
  grid.observer = new MutationObserver(() => {
    const cell = canvas.querySelector('td[aria-selected="true"]');
    const number = numberIn(cell?.parentElement);
    if (!document.activeElement?.closest?.('[data-testid="stDataFrame"]')) return;
    const claim = pane.doc?.claims.find((one) => one.number === number);
    if (claim && claim.id !== pane.selected) select(claim.id, { fromGrid: true });
  });
  const what = { subtree: true, attributes: true, childList: true };
  grid.observer.observe(canvas, { ...what, attributeFilter: ["aria-selected"] });
  canvas.closest(".stDataFrameResizable, [data-testid=stDataFrame]")
    ?.querySelector(".dvn-scroller")?.addEventListener("scroll", () => markRow(false));
}

// Where the claim's row is in the grid now, in rows from the top; null if it is not shown.
function rowOf(id) {
  const claim = pane.doc?.claims.find((one) => one.id === id);
  if (!claim) return null;
  for (const row of grid.watched?.querySelectorAll("tbody tr, [role=row]") ?? []) {
    if (numberIn(row) === claim.number) return Number(row.getAttribute("aria-rowindex")) - 2;
  }
  const sorted = [...(grid.watched?.querySelectorAll("th") ?? [])]
    .some((one) => /[↑↓]/.test(one.textContent));
  const place = pane.doc.rows.indexOf(pane.doc.claims.indexOf(claim));
  return sorted || place < 0 ? null : place;
}

function markRow(scroll) {
  if (scroll) grid.toShow = pane.selected; // the grid may come later than the text
  const frame = gridCanvas()?.closest('[data-testid="stDataFrame"]');
  const scroller = frame?.querySelector(".dvn-scroller");
  if (!scroller) return;
  if (!grid.bar?.isConnected || grid.bar.parentElement !== frame) {
    grid.bar?.remove();
    grid.bar = document.createElement("div");
    grid.bar.className = "workbench-row";
    grid.bar.setAttribute("aria-hidden", "true");
    frame.append(grid.bar);
  }
  const row = rowOf(pane.selected);
  grid.bar.hidden = row === null;
  if (row === null) return;
  const seen = scroller.clientHeight - ROW;
  const asked = grid.toShow !== null && grid.toShow === pane.selected;
  grid.toShow = null;
  if (asked && (row * ROW < scroller.scrollTop || (row + 1) * ROW > scroller.scrollTop + seen)) {
    scroller.scrollTop = Math.max(0, row * ROW - seen / 2);
  }
  const top = row * ROW - scroller.scrollTop;
  grid.bar.hidden = top < 0 || top + ROW > seen + 4;
  grid.bar.style.top = `${top + ROW + 1}px`;
}
