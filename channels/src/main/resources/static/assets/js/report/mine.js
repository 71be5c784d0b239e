// What was sent from this device, and where it stands.
import { $, fill, h } from '../lib/dom.js';
import { moment, t } from '../lib/texts.js';
import * as store from './store.js';

const tones = { waiting: 'warn', refused: 'bad', delayed: 'warn', resolved: 'good', closed: 'good' };
const most = 50;

export async function draw(reopen) {
  const reports = await store.reports();
  $('mine').hidden = reports.length === 0;
  $('retry').hidden = !reports.some(report => report.state === 'waiting');
  fill($('mine-list'), reports.map(report => line(report, reopen)));
}

function line(report, reopen) {
  const gone = async () => {
    await store.remove(report.key);
    await draw(reopen);
  };
  return h('li', { 'data-state': report.state },
    h('span', { class: 'grow' },
      h('strong', {}, report.label), h('br'),
      h('span', { class: 'muted small' }, [report.number, moment(report.at)].filter(Boolean).join(' · ')),
      report.state === 'refused' && h('span', { class: 'error-text' }, ' ', t(`channels.citizen.refused.${report.code}`))),
    h('span', { class: `badge badge-${tones[report.state] ?? 'accent'}` }, t(`channels.citizen.state.${report.state}`)),
    report.tracking && h('a', { class: 'button button-small', href: report.tracking, 'aria-label': t('channels.citizen.track.one', report.number) },
      t('channels.citizen.track')),
    report.state === 'refused' && h('button', { class: 'button button-small', type: 'button', onclick: () => reopen(report) },
      t('channels.citizen.correct')),
    report.state !== 'waiting' && h('button', { class: 'button button-small button-quiet', type: 'button', onclick: gone,
      'aria-label': t('channels.citizen.forget.one', report.label) }, t('channels.citizen.forget')));
}

/** Asks where those that were sent stand. Offline, what was known stays. */
export async function ask() {
  const keys = (await store.reports()).filter(report => report.number).slice(0, most).map(report => report.key);
  if (keys.length === 0) return;
  const answer = await fetch('/signaler/etats', {
    method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(keys),
  }).catch(() => null);
  if (!answer?.ok) return;
  for (const { key, state, tracking } of await answer.json()) await store.change(key, { state, tracking });
}
