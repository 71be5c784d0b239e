// What has been typed and not yet sent, kept in this browser under agent and ticket until it is.
import { state } from './store.js';

const kept = new Set();

const key = (ticket, field) => `draft:${state.agent.login}:${ticket}:${field}`;

export function read(ticket, field) {
  return localStorage.getItem(key(ticket, field)) ?? '';
}

export function write(ticket, field, text) {
  if (text) localStorage.setItem(key(ticket, field), text);
  else localStorage.removeItem(key(ticket, field));
}

export function forget(ticket) {
  const prefix = key(ticket, '');
  Object.keys(localStorage).filter(name => name.startsWith(prefix)).forEach(name => localStorage.removeItem(name));
}

/**
 * Keeps a field's words from now on, the same in all tabs; what is there already comes back into it. The draft has
 * its `key` from its first letter on: whichever tab sends it, and however often, the server writes it once.
 */
export function keep(ticket, field, input) {
  const draft = { name: key(ticket, field), input, key: '' };
  draft.show = words => {
    input.value = words;
    if (words) draft.key = sendingKey(ticket, field);
  };
  input.addEventListener('input', () => {
    draft.key = sendingKey(ticket, field); // first: other tabs look for it as soon as they hear of the words
    write(ticket, field, input.value);
  });
  draft.show(read(ticket, field));
  kept.add(draft);
  return draft;
}

/** Only other tabs are heard here: what is typed there is shown, what is sent there is gone. */
addEventListener('storage', ({ key: name, newValue }) => {
  for (const draft of kept)
    if (!draft.input.isConnected) kept.delete(draft);
    else if (draft.name === name && draft.input.value !== newValue) {
      draft.show(newValue ?? '');
      draft.input.dispatchEvent(new Event('shown'));
    }
});

/** The same until the words have been sent, so that sending again after a broken line writes them once. */
export function sendingKey(ticket, field) {
  const known = read(ticket, `${field}.key`) || crypto.randomUUID();
  write(ticket, `${field}.key`, known);
  return known;
}

/** What was sent under the key of the draft has arrived with other words: these are a draft of their own. */
export function renew(ticket, field) {
  write(ticket, `${field}.key`, '');
  return sendingKey(ticket, field);
}

/** The draft of that key has arrived; a new one that was begun meanwhile, in another tab, stays. */
export function sent(ticket, field, draftKey = '') {
  if (read(ticket, `${field}.key`) !== draftKey) return;
  write(ticket, field, '');
  write(ticket, `${field}.key`, '');
}
