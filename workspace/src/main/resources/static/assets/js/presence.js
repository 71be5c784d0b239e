// Who else looks at this ticket or writes on it, and that it has changed. A page in the background looks at nothing, and
// keeps no connection.
const TELL_AGAIN = 4_000; // ms
const COME_BACK = 3_000;
const page = crypto.randomUUID?.() ?? '10000000-1000-4000-8000-100000000000'.replace(/[018]/g, digit =>
  (digit ^ crypto.getRandomValues(new Uint8Array(1))[0] & 15 >> digit / 4).toString(16));
const token = () => decodeURIComponent(document.cookie.match(/(?:^|; )XSRF-TOKEN=([^;]*)/)?.[1] ?? '');
let source;
let told = 0;

export function watch(number, read) {
  const open = () => {
    if (source || document.hidden) return;
    source = new EventSource(`/tickets/${number}/live?page=${page}&read=${encodeURIComponent(read)}`);
    source.addEventListener('others', event => show(JSON.parse(event.data)));
    source.addEventListener('changed', () => { document.getElementById('changed').hidden = false; });
    source.onerror = () => {
      close();
      setTimeout(open, COME_BACK);
    };
  };
  document.addEventListener('visibilitychange', () => document.hidden ? close() : open());
  document.addEventListener('input', event => {
    if (event.target.matches('textarea') && Date.now() - told > TELL_AGAIN) {
      told = Date.now();
      const headers = { 'X-XSRF-TOKEN': token() };
      fetch(`/tickets/${number}/writing?page=${page}`, { method: 'POST', headers }).catch(() => {});
    }
  });
  open();
}

function close() {
  source?.close();
  source = undefined;
  show([]);
}

function show(others) {
  const notice = document.getElementById('others');
  const { reads, writes } = notice.dataset;
  notice.hidden = others.length === 0;
  notice.querySelector('p').textContent =
    others.map(({ name, writing }) => (writing ? writes : reads).replace('{0}', name)).join(' · ');
}
