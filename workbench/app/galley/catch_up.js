// Where the page shows less than the desk holds, its browser asks for it again: what the browser
// asks for comes after what was clicked and typed before, and with it.
const ASK_AGAIN_MS = 2000;

function learn({ server, held, shown, ask }) {
  if (pane.counting !== server) Object.assign(pane, { counting: server, held: 0, shown: 0 });
  if (ask) pane.ask = ask;
  pane.shown = Math.max(pane.shown, shown ?? 0);
  pane.held = Math.max(pane.held, pane.shown, held ?? 0);
  catchUp();
}

function catchUp() {
  const { held, shown, asked } = pane;
  if (shown === 0 || held === shown) return;
  if (asked?.held === held && Date.now() - asked.at < ASK_AGAIN_MS) return;
  pane.asked = { held, at: Date.now() };
  pane.ask(held);
}
