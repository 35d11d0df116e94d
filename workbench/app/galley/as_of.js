// Takes in what the desk holds, or what the page shows.
export default function ({ data, setTriggerValue }) {
  const ask = data.shown === null ? null : (held) => setTriggerValue("behind", held);
  learn({ ...data, ask });
  if (!ask) return undefined;
  const asking = setInterval(catchUp, ASK_AGAIN_MS);
  return () => clearInterval(asking);
}
