// Takes in where the claims stand, and tells the server which one is selected.
const LETTERS = /(\d+)([a-zA-Z])/g;
const QUIET_MS = 60; // a run through the text with J is not told step by step
let telling = null;

function acknowledge(data) {
  if (pane.server === data.server) {
    pane.log = pane.log.filter((one) => one.number > data.done);
    return;
  }
  // The server began anew: a decision that it may not have is handed over again. It is compared
  // with what it replaces, so twice does no harm; an undo would, so it is not repeated.
  const waiting = pane.server === null ? [] : pane.log.filter((one) => one.field);
  pane.server = data.server;
  pane.number = data.done;
  pane.log = waiting.map((one) => ({ ...one, server: pane.server, number: ++pane.number }));
  if (pane.log.length) pane.tellLog();
}

export default function ({ data, setStateValue }) {
  enter(data.story);
  acknowledge(data);
  pane.standing = {
    letters: data.letters.replace(LETTERS, (_, count, letter) => letter.repeat(Number(count))),
    flags: new Map(data.flags.map(([place, mark, says]) => [place, { mark, says }])),
    cells: data.cells,
    offer: data.offer,
  };
  pane.selected ??= data.selected;
  learn({ server: data.server, held: data.held });
  pane.tellSelected = (id) => {
    clearTimeout(telling);
    telling = setTimeout(() => setStateValue("selected", id), QUIET_MS);
  };
  pane.repaint();
}
