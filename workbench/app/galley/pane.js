// The galley and the standing of its claims are two components of one page: they meet here. The
// text is sent once; what changes with each tick is small and comes by itself.
const pane = (globalThis.workbenchPane ??= {
  story: null,
  doc: null, // the galley's data
  standing: null, // where its claims stand, as the server last said
  selected: null,
  server: null, // which session of the server the log is numbered for
  number: 0,
  log: [], // what the server has not acknowledged yet
  line: null, // the source or note that is being typed
  counting: null, // whose numbers these are: what the desk holds, what the page shows
  held: 0,
  shown: 0,
  asked: null,
  ask() {},
  listening: false,
  onKey() {},
  repaint() {},
  tellLog() {},
  tellSelected() {},
});

function enter(story) {
  if (pane.story === story) return;
  Object.assign(pane, { story, doc: null, standing: null, selected: null, line: null });
}
