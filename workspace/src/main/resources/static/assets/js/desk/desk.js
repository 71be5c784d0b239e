// The desk. Each part draws itself from the store; here they are put together.
import { $, toast } from '../lib/dom.js';
import { t } from '../lib/texts.js';
import * as clocks from './clocks.js';
import * as contacts from './contacts.js';
import { conversation } from './conversation.js';
import * as keys from './keys.js';
import * as offers from './offers.js';
import * as phone from './phone.js';
import * as sound from './sound.js';
import * as statebar from './statebar.js';
import { isCall, state, subscribe } from './store.js';
import { connect } from './stream.js';
import { saveNote, ticketPane } from './ticket.js';
import * as wanted from './wanted.js';

const panes = new Map();

/** One pair of panes for each contact in hand, kept while it is; the one in front is shown. */
function drawPanes() {
  for (const [contact, pane] of panes)
    if (!state.contacts.some(card => card.contact === contact)) {
      pane.element.remove();
      panes.delete(contact);
      if (!state.contacts.some(card => card.ticket === pane.card.ticket)) salvage(pane.card);
      if (!state.selected) show('contacts');
    }
  for (const card of state.contacts) {
    if (!panes.has(card.contact)) {
      panes.set(card.contact, makePane(card));
      if (card.contact === state.selected) show('talk');
    }
    const pane = panes.get(card.contact);
    pane.element.hidden = card.contact !== state.selected;
    const view = state.tickets.get(card.ticket);
    pane.talk.draw(card, view);
    pane.ticket.draw(card, view);
  }
  $('quiet').hidden = state.selected !== null;
  document.body.dataset.busy = state.selected ? 'yes' : 'no';
  clocks.tick();
}

/** Where there is room for one thing only: the contacts, the conversation or the request. */
function show(view) {
  document.body.dataset.view = view;
  for (const tab of document.querySelectorAll('.views [data-view]')) tab.setAttribute('aria-pressed', String(tab.dataset.view === view));
}

/** The wrap-up ran out while a note was being written: it is added as it stands. */
function salvage({ ticket, number }) {
  saveNote(ticket).then(saved => saved && toast(t('desk.note.salvaged', number)), () => {});
}

function makePane(card) {
  const talk = conversation(card);
  const ticket = ticketPane(card);
  const element = document.createElement('div');
  element.className = 'pane';
  element.append(talk.element, ticket.element);
  $('panes').append(element);
  return { element, talk, ticket, card };
}

subscribe(drawPanes);
contacts.start();
statebar.start();
offers.start();
keys.start();
wanted.start();
clocks.start();
connect();
phone.start();

document.addEventListener('pointerdown', sound.wake, { once: true });
document.addEventListener('keydown', sound.wake, { once: true });
let leaving = false;
addEventListener('beforeunload', event => {
  if (phone.phone.inCall && !leaving) event.preventDefault();
});
document.querySelector('form[action*="/sign-out"]')?.addEventListener('submit', event => {
  leaving = !state.contacts.length || confirm(t(losesACall() ? 'desk.sign-out.call' : 'desk.sign-out.contacts'));
  if (!leaving) event.preventDefault();
});

/** A phone of its own goes on without the desk; that of the browser does not. */
const losesACall = () => phone.phone.kind !== 'sip'
  && state.contacts.some(card => isCall(card) && card.phase === 'IN_CONVERSATION');

for (const tab of document.querySelectorAll('.views [data-view]')) tab.addEventListener('click', () => show(tab.dataset.view));
