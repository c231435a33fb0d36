// Brings the state, and brings it again whenever the server has another.

const AGAIN = 2000;
// The server beats every 5 seconds. One that is frozen keeps its connections and says nothing.
const SILENCE = 16000;

/**
 * Follows the server.
 *
 * @param {(state: object, rules: Array) => void} show called with every new state
 * @param {(status: "live"|"lost"|"refused", doubt?: object) => void} tell called when the connection changes, or what
 *   makes the state doubtful
 */
export function follow(show, tell) {
  let revision = null;
  let source = null;
  let busy = Promise.resolve();
  let silence = 0;

  const bring = async (path, tag) => {
    const answer = await fetch(path, { cache: "no-store", headers: tag ? { "If-None-Match": `"${tag}"` } : {} });
    if (answer.status === 304) return null;
    if (answer.status === 401 || answer.status === 403) throw new Refused();
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    return answer.json();
  };

  const update = async () => {
    const [state, rules] = await Promise.all([bring("state.json", revision), bring("rules.json", revision)]);
    if (!state || state.revision === revision) return;
    revision = state.revision;
    show(state, rules);
  };

  const failed = (error) => {
    console.warn(error);
    tell(error instanceof Refused ? "refused" : "lost");
    close();
    if (!(error instanceof Refused)) setTimeout(open, AGAIN);
  };

  const alive = () => {
    clearTimeout(silence);
    silence = setTimeout(() => failed(new Error("the server is silent")), SILENCE);
  };

  const close = () => {
    clearTimeout(silence);
    source?.close();
    source = null;
  };

  const open = () => {
    if (source || document.hidden) return;
    const own = new EventSource("events");
    source = own;
    alive();
    own.addEventListener("beat", alive);
    own.addEventListener("shown", (event) => {
      alive();
      const said = JSON.parse(event.data);
      tell("live", said.doubt);
      // One after the other: of two quick saves the later one is shown last.
      if (said.revision !== revision && said.revision !== "") busy = busy.then(update).catch(failed);
    });
    own.addEventListener("error", () => {
      if (own !== source) return;
      tell("lost");
      // A browser gives up on an answer that is no stream; the server may come back all the same.
      if (own.readyState === EventSource.CLOSED) {
        close();
        busy = busy.then(() => bring("state.json", revision)).then(() => setTimeout(open, AGAIN)).catch(failed);
      }
    });
  };

  // A browser has six connections to a server: pages that nobody looks at let theirs go.
  document.addEventListener("visibilitychange", () => (document.hidden ? close() : open()));
  addEventListener("pagehide", close);
  open();
}

class Refused extends Error {}
