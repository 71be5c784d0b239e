// Shortcuts. Single keys are letters while somebody types; with Alt, the two answers to an offer work there too. Who
// speaks to the machine or hits keys unawares switches them off in the user menu.
import { $, isTyping } from '../lib/dom.js';
import * as offers from './offers.js';
import * as phone from './phone.js';
import { togglePause } from './statebar.js';
import { select, state } from './store.js';

const focus = name => () => document.querySelector(`.pane:not([hidden]) [data-key="${name}"]`)?.focus();
const click = name => () => document.querySelector(`.pane:not([hidden]) [data-key="${name}"]:not([hidden])`)?.click();
const write = name => () => {
  click(`${name}-tab`)();
  focus(name)();
};

const COMMANDS = {
  a: () => offers.accept(), d: () => offers.decline(), p: togglePause, m: () => phone.mute(),
  r: write('reply'), n: write('note'), c: focus('category'), s: focus('service'), q: focus('article'), x: click('end'),
  h: click('hold'), e: click('recording'), t: click('transfer'), j: click('consult'), g: click('conference'), k: click('keypad'), f: focus('finish'), i: click('information'), '?': () => $('keys').showModal(),
};

export function start() {
  document.addEventListener('keydown', event => {
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
