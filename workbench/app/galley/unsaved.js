// Keeps a reviewer from leaving with words that the grid has not handed over yet, and from typing
// into a desk that does not answer. The grid waits 150 ms after each edit before it reports it.
const HANDED_OVER_MS = 600;
const GRID = '[data-testid="stDataFrame"], #portal';
let busyUntil = 0;

const editorIsOpen = () => Boolean(document.querySelector("#portal textarea, #portal input"));
const busy = () => Date.now() < busyUntil;
const veiled = () => document.getElementById("workbench-veil")?.hidden === false;

function noteTyping(event) {
  const at = event.composedPath()[0];
  if (editorIsOpen() || at.closest?.(GRID)) busyUntil = Date.now() + HANDED_OVER_MS;
}

// A click on another page first closes the open editor, whose edit must reach the server.
function holdNavigation(event) {
  const link = event.target.closest?.("a[href]");
  if (!link || !busy() || !event.isTrusted) return;
  event.preventDefault();
  event.stopPropagation();
  setTimeout(() => link.click(), busyUntil - Date.now());
}

function warnBeforeLeaving(event) {
  if (busy() || editorIsOpen() || pane.hasWords?.()) event.preventDefault();
}

function showConnection(app, veil) {
  const state = app.getAttribute("data-test-connection-state");
  veil.hidden = state === null || state === "CONNECTED";
  if (!veil.hidden) document.activeElement?.blur?.();
}

function makeVeil() {
  const veil = document.createElement("div");
  veil.id = "workbench-veil";
  veil.setAttribute("role", "alert");
  veil.textContent =
    "The desk does not answer: nothing that is typed now would be saved. " +
    "This goes away by itself as soon as it answers again.";
  Object.assign(veil.style, {
    position: "fixed",
    inset: "0",
    zIndex: "2000000",
    padding: "30vh 20vw",
    font: "600 1.1rem sans-serif",
    color: "#fff",
    background: "rgba(20, 24, 22, 0.82)",
  });
  veil.hidden = true;
  document.body.append(veil);
  return veil;
}

function guard() {
  if (document.getElementById("workbench-veil")) return;
  const app = document.querySelector('[data-testid="stApp"]');
  const veil = makeVeil();
  for (const type of ["keydown", "pointerdown"]) {
    document.addEventListener(type, noteTyping, true);
  }
  document.addEventListener("click", holdNavigation, true);
  window.addEventListener("beforeunload", warnBeforeLeaving);
  if (!app) return;
  const watch = () => showConnection(app, veil);
  new MutationObserver(watch).observe(app, { attributes: true });
}
