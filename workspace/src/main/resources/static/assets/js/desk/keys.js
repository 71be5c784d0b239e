// Shortcuts. Single keys are letters while somebody types; with Alt, the two answers to an offer work there too. Who
// speaks to the machine or hits keys unawares switches them off in the user menu.
import { choose } from '../lib/chooser.js';
import { $, isTyping } from '../lib/dom.js';
import { templatesOf } from '../lib/templates.js';
import { t } from '../lib/texts.js';
import { callerOf } from './contacts.js';
import * as offers from './offers.js';
import * as phone from './phone.js';
import { togglePause } from './statebar.js';
import { select, state } from './store.js';

const inFront = name => document.querySelector(`.pane:not([hidden]) [data-key="${name}"]`);
const pressable = name => document.querySelector(`.pane:not([hidden]) [data-key="${name}"]:not([hidden])`);
/** A command that there is while `there` finds what it is about. */
const command = (there, run) => Object.assign(run, { there });
const focus = name => command(() => inFront(name), () => inFront(name)?.focus());
const click = name => command(() => pressable(name), () => pressable(name)?.click());
const write = name => command(() => inFront(name), () => {
  pressable(`${name}-tab`)?.click();
  inFront(name)?.focus();
});
const isOffered = () => state.offers.length;
/** Where somebody writes, or would: the answer, or on the telephone the note. */
const field = () => templatesOf(document.activeElement)
  ?? [...document.querySelectorAll('.pane:not([hidden]) .editor:not([hidden]) textarea:not(:disabled)')].map(templatesOf)[0];

const COMMANDS = {
  a: command(isOffered, () => offers.accept()), d: command(isOffered, () => offers.decline()), p: togglePause,
  m: command(() => !$('mute').hidden, () => phone.mute()),
  r: write('reply'), n: write('note'), c: focus('category'), s: focus('service'), q: focus('article'), x: click('end'),
  h: click('hold'), e: click('recording'), t: click('transfer'), j: click('consult'), g: click('conference'), k: click('keypad'), f: focus('finish'), i: click('information'),
  v: command(field, () => field()?.choose()), '?': () => $('keys').showModal(),
};

/** Everything that can be done now, the other contacts, and the templates for where somebody writes. */
function palette() {
  const writing = field();
  const commands = Object.entries(COMMANDS).filter(([key, run]) => key !== '?' && (!run.there || run.there()))
    .map(([key, run]) => ({ mark: key.toUpperCase(), label: t(`desk.keys.${key}`), run }));
  const contacts = state.contacts.map((card, index) => ({ card, mark: String(index + 1) })).filter(({ card }) => card.contact !== state.selected)
    .map(({ card, mark }) => ({ mark, label: callerOf(card), detail: card.subject || card.categoryLabel, words: card.subject, run: () => select(card.contact) }));
  choose('templates.palette', [...commands, ...contacts], writing?.items());
}

export function start() {
  document.addEventListener('keydown', event => {
    if ((event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === 'k') return run(event, palette);
    if (event.ctrlKey || event.metaKey || document.querySelector('dialog[open]')) return;
    const key = event.key.toLowerCase();
    const anywhere = event.altKey && (event.code === 'KeyA' || event.code === 'KeyD');
    if (anywhere && state.offers.length) run(event, event.code === 'KeyA' ? offers.accept : offers.decline);
    else if (event.altKey || isTyping(event.target)) return;
    else if (key === 'enter' && state.offers.length && !event.target.closest('button, a, summary')) run(event, offers.accept);
    else if (key === 'escape' && state.offers.length) run(event, offers.decline);
    else if (document.documentElement.dataset.keys === 'off') return;
    else if (/^[1-9]$/.test(key) && state.contacts[key - 1]) run(event, () => select(state.contacts[key - 1].contact));
    else if (COMMANDS[key]) run(event, COMMANDS[key]);
  });
  $('keys-button').onclick = () => $('keys').showModal();
}

function run(event, command) {
  event.preventDefault();
  command();
}
