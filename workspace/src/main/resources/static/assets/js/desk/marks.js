// Who of a chat writes just now, and how far each has read. Nothing depends on it: what cannot be told is left untold.
import { get, post } from '../lib/http.js';
import { changed, state } from './store.js';

const AGAIN = 3000;

/** The citizen's, of a chat in hand. */
export const markOf = card => state.marks.get(card.contact);

export function put({ contact, typing, readUntil }) {
  state.marks.set(contact, { typing, readUntil });
  changed();
}

/** Tells ours: `typed` at each key, `read` with the time of the last line that is in sight. */
export function ours(card) {
  const tell = mark => post(`/api/desk/contacts/${card.contact}/marks`, mark).catch(() => {});
  let told = 0;
  let readUntil = '';
  get(`/api/desk/contacts/${card.contact}/marks`).then(mark => put({ contact: card.contact, ...mark })).catch(() => {});
  return {
    typed(something) {
      if (something ? Date.now() - told < AGAIN : !told) return;
      told = something ? Date.now() : 0;
      tell({ typing: something });
    },
    read(until) {
      if (until === readUntil) return;
      readUntil = until;
      tell({ typing: Date.now() - told < AGAIN, readUntil: until });
    },
  };
}
