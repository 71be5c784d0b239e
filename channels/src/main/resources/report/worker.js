// Keeps the page to report and its files, so that it opens without a network. Reports are kept and sent by the page.
const base = 'ASSETS';
const cacheName = `signaler ${base}`;
const page = '/signaler';
const patience = 4000; // ms
const files = [
  'allo.css', 'report.css', 'icons.svg', 'report.svg', 'mark.svg', 'report-192.png', 'js/theme.js', 'js/lib/dom.js', 'js/lib/texts.js',
  'js/report/page.js', 'js/report/store.js', 'js/report/outbox.js', 'js/report/photos.js', 'js/report/place.js', 'js/report/mine.js',
].map(file => `${base}/${file}`);

self.addEventListener('install', event => event.waitUntil(
  caches.open(cacheName).then(cache => cache.addAll([page, ...files])).then(() => self.skipWaiting())));

self.addEventListener('activate', event => event.waitUntil(
  caches.keys()
    .then(names => Promise.all(names.filter(name => name.startsWith('signaler ') && name !== cacheName).map(name => caches.delete(name))))
    .then(() => self.clients.claim())));

self.addEventListener('fetch', event => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin) return;
  if (request.mode === 'navigate' && pathname === page) event.respondWith(newest(request));
  else if (pathname.startsWith(`${base}/`)) event.respondWith(caches.match(request).then(kept => kept ?? fetch(request)));
});

/** From the network where that answers in time; else as it was kept. */
async function newest(request) {
  const cache = await caches.open(cacheName);
  const kept = await cache.match(page);
  const answered = fetch(request).then(async answer => {
    // one that asks for files of another version would open without them
    if (answer.ok && (await answer.clone().text()).includes(base)) await cache.put(page, answer.clone());
    return answer.status >= 500 && kept ? kept : answer;
  });
  if (!kept) return answered;
  return Promise.race([answered, new Promise(late => setTimeout(late, patience, kept))]).catch(() => kept);
}
