// Sends what waits, one after the other, each under a key of its own that makes sending it twice harmless.
import * as store from './store.js';

const patience = 60000; // ms
const again = 15000;
let timer;

/** Unguessable: whoever has it may see what became of the report. */
export function freshKey() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = bytes[6] & 0x0f | 0x40;
  bytes[8] = bytes[8] & 0x3f | 0x80;
  return [...bytes].map((byte, index) => (([4, 6, 8, 10].includes(index) ? '-' : '') + byte.toString(16).padStart(2, '0'))).join('');
}

/** One page at a time. `changed` is told of each that has left or was refused. */
export async function send(changed) {
  clearTimeout(timer);
  const all = () => sendAll(changed);
  await (navigator.locks ? navigator.locks.request('signaler', all) : all());
  const waits = (await store.reports()).some(report => report.state === 'waiting');
  if (waits) timer = setTimeout(() => send(changed), again);
}

async function sendAll(changed) {
  const waiting = (await store.reports()).filter(report => report.state === 'waiting').reverse();
  for (const report of waiting) {
    const news = await post(report);
    if (!news) return;
    await store.change(report.key, news);
    await changed(report.key);
  }
}

/** What has become of it; nothing while that is not known. */
async function post(report) {
  const form = new FormData();
  report.fields.forEach(([name, value]) => form.append(name, value));
  report.photos.forEach((photo, index) => form.append('media', photo, `photo-${index + 1}.jpg`));
  const answer = await fetch('/signaler/envois', {
    method: 'POST', headers: { 'Idempotency-Key': report.key }, body: form, signal: AbortSignal.timeout?.(patience),
  }).catch(() => null);
  if (answer?.status === 201) return { ...await answer.json(), state: 'stored', fields: [], photos: [], draft: null };
  if (answer && answer.status >= 400 && answer.status < 500 && ![408, 425, 429].includes(answer.status)) {
    const problem = await answer.json().catch(() => ({}));
    return { state: 'refused', code: problem.code === 'outside' ? 'outside' : 'other' };
  }
  return null;
}
