// What was said, oldest first.
import { fill, h, icon, isNews, reconcile } from '../lib/dom.js';
import { has, moment, t } from '../lib/texts.js';

const KILO = 1024;

const size = bytes => bytes < KILO * KILO ? t('desk.kilobytes', Math.max(1, Math.round(bytes / KILO)))
  : t('desk.megabytes', (bytes / KILO / KILO).toFixed(1));

const address = (ticket, file) => `/api/desk/tickets/${ticket}/attachments/${file.id}`;

/**
 * Draws what was said into a list; what stands there already stays.
 * @param readUntil when the last line was said that the citizen of a chat has read
 */
export function thread(list, view, readUntil) {
  reconcile(list, view.interactions, said => said.id, (said, before) => {
    const element = before ?? h('li', { class: `said said-${said.direction.toLowerCase()} said-${said.kind.toLowerCase()}` });
    const read = said.direction === 'OUT' && Boolean(said.author) && said.channel === 'chat' && Date.parse(said.at) <= Date.parse(readUntil);
    if (isNews(element, [said, author(view, said), read])) fill(element, bubble(view, said, read));
    return element;
  });
}

const bubble = (view, said, read) => [
  h('p', { class: 'said-head' },
    said.kind === 'NOTE' && icon('note'),
    h('strong', {}, author(view, said)),
    h('span', {}, t(`desk.said.${said.kind}`)),
    h('time', { datetime: said.at }, moment(said.at)),
    said.delivery && h('span', { class: `badge ${said.delivery === 'FAILED' ? 'badge-bad' : said.delivery === 'TO_SEND' ? '' : 'badge-good'}` },
      t(`desk.delivery.${said.delivery}`)),
    read && h('span', { class: 'badge badge-good' }, t('desk.delivery.READ'))),
  said.subject && said.kind === 'MESSAGE' && said.channel === 'email' && h('p', { class: 'said-subject' }, said.subject),
  said.text && (isAutomatic(said) ? folded(said.text) : h('p', { class: 'said-text' }, said.text)),
  said.attachments.length > 0 && h('ul', { class: 'files' }, said.attachments.map(file => h('li', {}, attachment(said.ticket, file), scanned(file)))),
];

/** Nobody of us wrote it: the citizen's own words must not be scrolled away by it. */
const isAutomatic = said => said.direction === 'OUT' && !said.author;

const folded = text => h('details', { class: 'said-folded' },
  h('summary', { class: 'small' }, t('desk.said.read')), h('p', { class: 'said-text' }, text));

function author(view, said) {
  if (said.author) return said.author;
  // of several requests that are one matter: each citizen by the number of his own
  if (said.direction === 'IN' && said.number !== view.ticket.number) return said.number;
  if (said.direction === 'IN') return view.citizen.display || t('desk.caller.unknown');
  return t('desk.said.system');
}

/** What a scanner says of it: nothing of a clean one. */
const scanned = file => (file.scan === 'WAITING' || file.scan === 'FAILED')
  && h('span', { class: 'badge badge-warn' }, t(`desk.file.${file.scan}`));

function attachment(ticket, file) {
  if (file.scan === 'INFECTED') return h('span', { class: 'file' }, icon('warning'), h('span', {}, file.name), h('span', { class: 'badge badge-bad' }, t('desk.file.INFECTED', file.threat)));
  const href = address(ticket, file);
  if (file.type === 'audio/wav' || file.type === 'audio/ogg') return h('audio', { src: href, controls: true, preload: 'metadata', 'aria-label': t('desk.listen') });
  return file.type.startsWith('image/')
    ? h('a', { href, target: '_blank', class: 'photo' }, h('img', { src: href, alt: t('desk.photo', file.name), loading: 'lazy' }))
    : h('a', { href, class: 'file' }, icon('paperclip'), h('span', {}, file.name), h('span', { class: 'muted small' }, size(file.bytes)));
}

export const stateOf = ticket => h('span', { class: `badge ${BADGES[ticket.status] ?? ''}` },
  has(`desk.status.${ticket.status}`) ? t(`desk.status.${ticket.status}`) : ticket.status);

const BADGES = { NEW: 'badge-accent', IN_HAND: 'badge-accent', WITH_SERVICE: 'badge-violet', RESOLVED: 'badge-good' };
