// What the desk knows: the server's view of the agent, which contact is in front, whether the server is there.
// Everybody who shows something subscribes; nobody else keeps a copy.
import { get } from '../lib/http.js';

/** Whether citizen and agent speak by telephone. */
/** In the window on a site, or in a messenger of the citizen's. */
export const isChat = card => card.channel === 'chat' || isMessenger(card);
export const isMessenger = card => card.channel.startsWith('chat-');
export const isCall = card => card.channel === 'voice' || card.channel === 'relay';

export const state = {
  agent: null, status: 'OFFLINE', pauseReason: null, since: null, steered: null, moves: [], listens: false,
  offers: [], contacts: [], waiting: {}, position: 0,
  selected: null, connected: false, tickets: new Map(), marks: new Map(),
};

let skew = 0;
let questions = 0;
const answered = new Map();
const listeners = new Set();
let scheduled = false;

/** The server's time, in ms. */
export const now = () => Date.now() + skew;

export function subscribe(listener) {
  listeners.add(listener);
}

/** Tells everybody, once for all changes of this turn. */
export function changed() {
  if (scheduled) return;
  scheduled = true;
  queueMicrotask(() => {
    scheduled = false;
    listeners.forEach(listener => listener(state));
  });
}

/**
 * Draws everything afresh from the server. A view that is older than what the stream has told meanwhile is asked for
 * again, so that nothing new disappears under it.
 */
export async function refresh() {
  const waiting = state.waiting;
  let view;
  do view = await get('/api/desk');
  while (view.position < state.position);
  skew = Date.parse(view.now) - Date.now();
  Object.assign(state, {
    agent: view.agent, status: view.state, pauseReason: view.pauseReason, since: view.since, steered: view.steered, listens: view.listens,
    offers: view.offers, contacts: view.contacts, position: view.position,
    waiting: state.waiting === waiting ? view.waiting : state.waiting,
  });
  view.moves.filter(({ skill }) => !state.moves.some(told => told.skill === skill)).forEach(putMove);
  keepSelection();
  await Promise.all(view.contacts.map(card => loadTicket(card.ticket)));
  changed();
}

/** The newest change of each skill; one that the stream told is newer than what a view says. */
export function putMove(move) {
  state.moves = [...state.moves.filter(({ skill }) => skill !== move.skill), move];
}

/** The stream has told up to here. */
export function heard(position) {
  state.position = Math.max(state.position, position);
}

/** Draws everything afresh, whatever position the log has now. */
export function startOver() {
  state.position = 0;
  return refresh();
}

/** Answers may overtake each other; that of the last question stands. */
export async function loadTicket(id) {
  const question = ++questions;
  const view = await get(`/api/desk/tickets/${id}`);
  if (question < (answered.get(id) ?? 0)) return;
  answered.set(id, question);
  state.tickets.set(id, view);
  changed();
}

export function select(contact) {
  state.selected = contact;
  sessionStorage.setItem('desk.selected', contact ?? '');
  changed();
}

export function putOffer(card) {
  state.offers = [...state.offers.filter(other => other.contact !== card.contact), card];
  changed();
}

export function dropOffer(contact) {
  state.offers = state.offers.filter(card => card.contact !== contact);
  changed();
}

/** A contact is in hand, or has moved on. A new one comes to the front when nothing else is there or when it is a call. */
export function putContact(card) {
  dropOffer(card.contact);
  const known = state.contacts.some(other => other.contact === card.contact);
  state.contacts = known ? state.contacts.map(other => other.contact === card.contact ? card : other)
    : [...state.contacts, card];
  if (!known && (isCall(card) || !state.selected)) select(card.contact);
  if (!known) loadTicket(card.ticket).catch(() => {});
  changed();
}

/** The call has left; what is left to do of it takes its place. */
export function passOn(contact, rest) {
  const inFront = state.selected === contact;
  if (rest) putContact(rest);
  dropContact(contact);
  if (rest && inFront) select(rest.contact);
}

export function dropContact(contact) {
  dropOffer(contact);
  state.contacts = state.contacts.filter(card => card.contact !== contact);
  state.marks.delete(contact);
  keepSelection();
  changed();
}

export const selectedCard = () => state.contacts.find(card => card.contact === state.selected) ?? null;

function keepSelection() {
  const wanted = state.selected ?? sessionStorage.getItem('desk.selected');
  const there = state.contacts.find(card => card.contact === wanted);
  state.selected = (there ?? state.contacts[0])?.contact ?? null;
}
