// What has been typed and not yet sent, kept in this browser under agent and ticket until it is.
import { state } from './store.js';

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

/** Keeps a field's words from now on; what is there already comes back into it. */
export function keep(ticket, field, input) {
  const kept = read(ticket, field);
  if (kept) input.value = kept;
  input.addEventListener('input', () => write(ticket, field, input.value));
}

/** The same until the words have been sent, so that sending again after a broken line writes them once. */
export function sendingKey(ticket, field) {
  const kept = read(ticket, `${field}.key`) || crypto.randomUUID();
  write(ticket, `${field}.key`, kept);
  return kept;
}

export function sent(ticket, field) {
  write(ticket, field, '');
  write(ticket, `${field}.key`, '');
}
