// The stream of states, and whether it is alive. The browser comes back by itself and tells what it saw last.
const SILENCE = 25000;

/** Calls told with each state, clock with the server's time, lost and found when the connection goes and comes back. */
export function follow(address, { told, clock, lost, found }) {
  let source, heard = Date.now(), away = 0;

  function alive() {
    heard = Date.now();
    if (away) {
      away = 0;
      found();
    }
  }

  function open() {
    source?.close();
    source = new EventSource(address);
    source.addEventListener('open', alive);
    source.addEventListener('figures', event => {
      alive();
      told(JSON.parse(event.data));
    });
    source.addEventListener('clock', event => {
      alive();
      clock(Date.parse(event.data));
    });
    source.addEventListener('error', () => away ||= Date.now());
  }

  open();
  // the stream ends now and then by design: only an absence that lasts is told
  setInterval(() => {
    if (source.readyState === EventSource.CLOSED && Date.now() - away > 3000) open();
    if (away && Date.now() - away > 3000) lost(away);
  }, 1000);
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden && Date.now() - heard > SILENCE) open();
  });
}
