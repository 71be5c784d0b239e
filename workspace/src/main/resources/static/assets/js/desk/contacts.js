// "My contacts": what is in hand, each with its clock.
import { $, fill, h, icon, isNews, reconcile } from '../lib/dom.js';
import { moment, t } from '../lib/texts.js';
import { LONG_HOLD } from './call.js';
import { tick } from './clocks.js';
import { ping } from './sound.js';
import { isCall, select, state, subscribe } from './store.js';

export const ICONS = { voice: 'phone', relay: 'users' };

const heard = new Map();

export function start() {
  subscribe(draw);
}

export const channelIcon = channel => h('span', { class: 'channel', 'data-channel': look(channel), title: t(`channel.${channel}`) },
  icon(ICONS[channel] ?? look(channel)));

/** A messenger looks like the chat. */
const look = channel => channel.startsWith('chat-') ? 'chat' : channel;

/** The city's number that was called: "Appel sur le 04 93 00 00 01 : Eau". */
export const dialled = card => t(card.dialled.name ? 'desk.dialled' : 'desk.dialled.unnamed', card.dialled.number, card.dialled.name);

/** Why it is another attempt: "Rappelle dans les 24 h · même numéro, dernier appel à 14:05, demande NCA-26-000012". */
export const again = ({ again: before }) => [
  t('desk.again'), t('desk.again.why', moment(before.at)),
  before.ticket && t('desk.again.ticket', before.ticket), before.calls > 1 && t('desk.again.calls', before.calls),
].filter(Boolean).join(' · ');

export const callerOf = card => card.caller || t(card.channel === 'relay' ? 'desk.caller.relayed' : isCall(card) ? 'desk.caller.withheld' : 'desk.caller.unknown');

function draw() {
  reconcile($('contacts'), state.contacts, card => card.contact, item);
  $('contacts-empty').hidden = state.contacts.length > 0;
  $('contacts-empty-title').textContent = t(`desk.contacts.empty.${emptyKind()}`);
  $('contacts-empty-text').textContent = t(`desk.contacts.empty.${emptyKind()}.text`);
  tick();
}

const emptyKind = () => state.status === 'OFFLINE' ? 'offline' : state.status === 'PAUSED' ? 'paused' : 'available';

function show(contact) {
  select(contact);
  document.querySelector('.views [data-view="talk"]').click();
}

function item(card, before, index) {
  const unread = noticeUnread(card);
  const element = before ?? h('li', {}, h('button', { class: 'contact', type: 'button', onclick: () => show(card.contact) }));
  const button = element.firstChild;
  button.toggleAttribute('aria-current', card.contact === state.selected);
  if (isNews(button, [card, unread, index])) fill(button, words(card, unread, index));
  return element;
}

const words = (card, unread, index) => [
  channelIcon(card.channel),
  h('span', { class: 'contact-words' },
    h('span', { class: 'contact-who' }, callerOf(card)),
    h('span', { class: 'contact-what' }, card.subject || card.categoryLabel)),
  h('span', { class: 'contact-side' },
    card.phase === 'WRAP_UP'
      ? h('span', { class: 'badge badge-warn', title: t('desk.phase.WRAP_UP') },
        h('span', { class: 'visually-hidden' }, t('desk.phase.WRAP_UP')), card.until && h('time', { 'data-until': card.until }))
      : card.phase === 'PARKED'
      ? h('span', { class: 'badge badge-warn', title: t('desk.phase.PARKED') }, icon('pause'),
        h('span', { class: 'visually-hidden' }, t('desk.phase.PARKED')), h('time', { 'data-since': card.since }))
      : card.heldSince
        ? h('span', { class: 'badge badge-warn', title: t('desk.call.held') }, icon('pause'),
          h('span', { class: 'visually-hidden' }, t('desk.call.held')), h('time', { 'data-since': card.heldSince, 'data-patience': LONG_HOLD }))
        : h('time', { class: 'small muted', 'data-since': card.since }),
    h('span', { class: 'row' },
      unread && h('span', { class: 'unread', title: t('desk.unread') }, h('span', { class: 'visually-hidden' }, t('desk.unread'))),
      h('kbd', { 'aria-hidden': 'true' }, String(index + 1)))),
];

/** A message of the citizen that came while something else was in front. */
function noticeUnread(card) {
  const view = state.tickets.get(card.ticket);
  if (!view) return false;
  const said = view.interactions.filter(each => each.direction === 'IN').length;
  const seen = heard.get(card.contact) ?? { read: said, rung: said };
  if (card.contact === state.selected && document.hasFocus()) seen.read = said;
  if (said > seen.read && said > seen.rung) ping();
  seen.rung = said;
  heard.set(card.contact, seen);
  return said > seen.read;
}
