// The stream of events. When it breaks, the desk says so, tries again, and draws itself afresh once the server is back.
import { changed, dropContact, dropOffer, heard, loadTicket, passOn, putContact, putMove, putOffer, startOver, state } from './store.js';
import { put } from './marks.js';
import { setReachable } from './phone.js';
import { show } from './unseen.js';
import { has, t } from '../lib/texts.js';
import { toast } from '../lib/dom.js';

const LONGEST_PAUSE = 10_000;
/** What is nobody's fault, or her own wish. */
const QUIET = ['CITIZEN_LEFT', 'AGENT_LEFT', 'CONNECTED_ELSEWHERE'];
let pause = 1000;

export async function connect() {
  try {
    await startOver();
  } catch {
    return again();
  }
  const source = new EventSource(`/api/desk/events?after=${state.position}`);
  source.onopen = () => {
    pause = 1000;
    online(true);
  };
  source.onerror = () => {
    source.close();
    again();
  };
  const on = (name, what) => source.addEventListener(name, event => {
    heard(Number(event.lastEventId));
    what(JSON.parse(event.data));
  });
  on('state', change => {
    Object.assign(state, { status: change.state, pauseReason: change.pauseReason, since: change.since });
    changed();
  });
  on('steered', order => {
    state.steered = order;
    changed();
  });
  on('skill', move => {
    putMove(move);
    changed();
  });
  on('offer', putOffer);
  on('withdrawn', ({ contact, reason }) => {
    const mine = state.offers.some(card => card.contact === contact);
    dropOffer(contact);
    if (mine && reason !== 'DECLINED') toast(t(`desk.withdrawn.${reason}`), QUIET.includes(reason) ? '' : 'bad');
  });
  on('contact', card => card.gone ? dropContact(card.contact) : putContact(card));
  on('transferred', ({ contact, rest }) => passOn(contact, rest));
  on('consult', ({ how, colleague, card }) => {
    const joined = state.contacts.some(known => known.contact === card?.contact && known.consult?.joined);
    if (card) putContact(card);
    const text = joined ? `desk.conference.${how}` : `desk.consult.${how}`;
    if (has(text)) toast(t(text, colleague), how === 'COMPLETED' ? '' : 'bad');
  });
  on('outside', ({ why, card }) => {
    if (card) putContact(card);
    if (has(`desk.outside.${why}`)) toast(t(`desk.outside.${why}`), 'bad');
  });
  on('taken-over', ({ by }) => toast(t('desk.taken-over', by)));
  on('message', ({ ticket }) => loadTicket(ticket).catch(() => {}));
  on('ticket', ({ ticket }) => loadTicket(ticket).catch(() => {}));
  on('waiting', waiting => {
    state.waiting = waiting;
    changed();
  });
  on('mark', put);
  on('unseen', show);
  on('phone', ({ reachable }) => setReachable(reachable));
  on('resync', () => startOver().catch(() => {}));
}

function again() {
  online(false);
  setTimeout(connect, pause);
  pause = Math.min(pause * 1.7, LONGEST_PAUSE);
}

function online(there) {
  if (there && !state.connected && document.body.dataset.wasAway) toast(t('desk.back'));
  if (!there) document.body.dataset.wasAway = 'yes';
  state.connected = there;
  changed();
}
