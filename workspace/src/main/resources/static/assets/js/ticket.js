// What is typed on the page of a ticket is kept in this browser until the server has it, as at the desk.
import { keep, read as kept, renew, sent, write } from './desk/drafts.js';
import { isTyping } from './lib/dom.js';
import { choose } from './lib/chooser.js';
import { mentions } from './lib/mentions.js';
import { templates, templatesOf } from './lib/templates.js';
import { watch } from './presence.js';
import { state } from './desk/store.js';

const { ticket, agent, done, refused, number, read } = document.getElementById('main').dataset;
state.agent = { login: agent };

// What this tab has sent is forgotten by the page that says it has arrived.
const sending = JSON.parse(sessionStorage.getItem('sending') ?? 'null');
sessionStorage.removeItem('sending');
if (done && sending?.ticket === ticket) sent(ticket, sending.field, sending.key);
if (refused === 'said-otherwise' && sending?.ticket === ticket) renew(ticket, sending.field);

const inputs = [...document.querySelectorAll('[data-draft]')];
for (const input of inputs) keepUntilSent(input.dataset.draft, input);
const begun = inputs.find(input => input.value);
if (begun) begun.closest('details').open = true;

// Whom a kept answer was for is kept beside it: after a reload it goes to nobody else. Where nobody was chosen, or who is
// no longer there, somebody has to be.
const to = document.getElementById('to');
if (to) {
  const reply = document.getElementById('reply');
  const choose = () => write(ticket, 'replyTo', reply.value && to.value);
  if (reply.value) to.value = kept(ticket, 'replyTo');
  reply.addEventListener('input', choose);
  to.addEventListener('change', choose);
}

function keepUntilSent(field, input) {
  const refused = input.value;
  const draft = keep(ticket, field, input);
  input.value ||= refused; // where nothing could be kept, the server gives back what it refused
  input.form.addEventListener('submit', () => {
    if (input.form.elements.key && draft.key) input.form.elements.key.value = draft.key;
    sessionStorage.setItem('sending', JSON.stringify({ ticket, field, key: draft.key }));
  });
}

document.querySelectorAll('[data-mentions]').forEach(mentions);
// An answer is filled with what is of whom it is for; one to all with what is of nobody.
const templatesFor = area => {
  const whose = area.id === 'reply' && to ? to.selectedOptions[0]?.dataset.ticket : ticket;
  return `/api/desk/tickets/${whose ?? ticket}/templates${whose ? '' : '?all=true'}`;
};
document.querySelectorAll('[data-templates]').forEach(area => templates(area, () => templatesFor(area)));
for (const button of document.querySelectorAll('[data-templates-of]')) {
  button.hidden = false;
  button.onclick = () => templatesOf(document.getElementById(button.dataset.templatesOf)).choose();
}

/** What can be done here, and the templates for where somebody writes. */
function palette() {
  const writing = templatesOf(document.activeElement);
  const folds = [...document.querySelectorAll('details[name=work] > summary')].map(summary => ({
    label: summary.textContent.trim(),
    run: () => {
      summary.parentElement.open = true;
      (summary.parentElement.querySelector('textarea, select, input:not([type=hidden])') ?? summary).focus();
    },
  }));
  choose('templates.palette', folds, writing?.items());
}

document.addEventListener('keydown', event => {
  if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey || event.key.toLowerCase() !== 'k') return;
  event.preventDefault();
  palette();
});

// The key leaves the page as the button does: not while something is typed that is kept nowhere.
const isHalfFilled = () => [...document.querySelectorAll('main form')].some(form => [...form.elements].some(field =>
  !field.dataset.draft && /^(?:text|number|date|textarea)/.test(field.type) && field.value !== field.defaultValue));

document.addEventListener('keydown', event => {
  if (event.repeat || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  if (document.querySelector('dialog[open]')) return;
  if (document.documentElement.dataset.keys === 'off' || event.key.toLowerCase() !== 's') return;
  event.preventDefault();
  if (isHalfFilled()) document.getElementById('follow').querySelector('button').focus();
  else document.getElementById('follow').requestSubmit();
});

watch(number, read);
