// Passing the call on: to a colleague, to whoever knows a topic, or to an outside number, with a word for whoever is next.
import { $, fill, h, icon, toast } from '../lib/dom.js';
import { get, post } from '../lib/http.js';
import { count, t } from '../lib/texts.js';
import { refusal } from './refusals.js';
import { state, subscribe } from './store.js';

const LONGEST = 8;
const AGAIN = 3000;
const plain = text => text.normalize('NFD').replace(/\p{Diacritic}/gu, '').toLowerCase();
const dialog = $('transfer');
let shown = null;

export const openTransfer = card => open(card, 'transfer');

/** Somebody is asked, and the call stays with her. */
export const openConsult = card => open(card, 'consult');

function open(card, kind) {
  if (shown || dialog.open) return;
  shown = panel(card, kind);
  $('transfer-title').textContent = t(`desk.${kind}.title`);
  fill($('transfer-body'), shown.element);
  dialog.showModal();
  shown.start();
}

/** The call is over, or has left. */
export function closeTransfer(card) {
  if (shown?.contact === card.contact) dialog.close();
}

dialog.addEventListener('close', () => {
  shown?.stop();
  shown = null;
  fill($('transfer-body'));
});

subscribe(() => {
  if (shown && !state.contacts.some(card => card.contact === shown.contact)) dialog.close();
});

function panel(card, kind) {
  const consults = kind === 'consult';
  let chosen = null;
  let key = crypto.randomUUID();
  let timer = null;
  const problem = h('p', { class: 'notice notice-bad', role: 'alert', hidden: true });
  const to = picker(choose, kind);
  const note = h('textarea', { class: 'textarea', id: 'transfer-note', rows: 3, maxlength: 500, 'aria-describedby': 'transfer-hint',
    oninput: () => { key = crypto.randomUUID(); },
    onkeydown: event => event.key === 'Enter' && (event.ctrlKey || event.metaKey) && send() });
  const hint = h('span', { class: 'small muted', id: 'transfer-hint' });
  const submit = h('button', { class: 'button button-primary', type: 'button', disabled: true, onclick: send });
  const element = h('div', { class: 'stack' }, to.element,
    h('div', { class: 'field' }, h('label', { for: 'transfer-note' }, t(`desk.${kind}.note`)), note, hint),
    problem,
    h('div', { class: 'row transfer-actions' },
      h('button', { class: 'button', type: 'button', onclick: () => dialog.close() }, t('desk.transfer.cancel')), submit));
  function choose(target) {
    chosen = target;
    problem.hidden = true;
    submit.disabled = !target;
    hint.textContent = t(target?.kind === 'outside' ? 'desk.transfer.note.hint.outside' : 'desk.transfer.note.hint');
    fill(submit, icon(consults ? 'user' : 'handover'), h('span', {}, target ? t(`desk.${kind}.confirm`, target.label) : t(`desk.${kind}.choose`)),
      target && h('kbd', { 'aria-hidden': 'true' }, 'Ctrl ⏎'));
    if (target) note.focus();
  }
  async function send() {
    if (!chosen || submit.classList.contains('is-busy')) return;
    const target = chosen;
    submit.classList.add('is-busy');
    try {
      await post(`/api/desk/contacts/${card.contact}/${kind}`, { [target.kind]: target.code, note: note.value, key });
      toast(t(done(target.kind), target.label));
      dialog.close();
    } catch (refused) {
      problem.hidden = false;
      fill(problem, icon('warning'), h('span', {}, refusal(refused)));
    } finally {
      submit.classList.remove('is-busy');
    }
  }
  function done(to) {
    if (consults) return to === 'agent' ? 'desk.consult.done' : `desk.consult.done.${to}`;
    return to === 'outside' ? 'desk.transfer.called' : 'desk.transfer.done';
  }
  async function load() {
    await get('/api/desk/transfer-targets').then(to.know, () => {});
    if (shown?.element === element) timer = setTimeout(load, AGAIN);
  }
  choose(null);
  return {
    element,
    contact: card.contact,
    start() {
      to.focus();
      load();
    },
    stop: () => clearTimeout(timer),
  };
}

/** A combobox after the pattern of the ARIA authoring guide, over colleagues and topics; its list is always open. */
function picker(onChosen, kind) {
  let all = [];
  let found = [];
  let active = 0;
  let chosen = null;
  const list = h('ul', { class: 'targets', id: 'transfer-list', role: 'listbox', 'aria-label': t('desk.transfer.to') });
  const input = h('input', { class: 'input', id: 'transfer-to', role: 'combobox', autocomplete: 'off', 'aria-expanded': 'true',
    'aria-controls': 'transfer-list', 'aria-autocomplete': 'list', placeholder: t(`desk.${kind}.to.placeholder`),
    oninput: () => { take(null); active = 0; draw(); }, onkeydown: key });
  function know({ colleagues, themes, outside }) {
    all = [...colleagues.map(colleague), ...themes.map(theme), ...outside.map(line)];
    draw();
  }
  function draw() {
    const current = found[active];
    const words = plain(input.value).split(/\s+/).filter(Boolean);
    const fits = all.filter(target => chosen ? same(target, chosen) : words.every(word => target.words.includes(word)));
    found = words.length ? fits.slice(0, LONGEST) : fits.filter(target => target.kind !== 'category' || target.present).slice(0, LONGEST * 2);
    const number = chosen ? null : typed(input.value);
    if (number && !found.length) found = [number];
    if (chosen?.typed) found = [chosen];
    active = Math.max(0, found.findIndex(target => same(target, current)));
    fill(list, found.length ? found.map(option) : h('li', { class: 'option muted' }, t(`desk.${kind}.none`)));
    mark();
  }
  const option = (target, index) => h('li', { class: 'option target', id: `transfer-${index}`, role: 'option', onclick: () => take(target) },
    icon(ICONS[target.kind]), h('span', { class: 'grow' }, target.label),
    h('span', { class: 'small target-state', 'data-free': String(target.free) }, target.state));
  function mark() {
    [...list.children].forEach((each, index) => each.setAttribute('aria-selected', String(found.length > 0 && index === active)));
    if (found.length) input.setAttribute('aria-activedescendant', `transfer-${active}`);
    else input.removeAttribute('aria-activedescendant');
    list.children[active]?.scrollIntoView({ block: 'nearest' });
  }
  function take(target) {
    chosen = target;
    if (target) input.value = target.label;
    onChosen(target);
    if (target) draw();
  }
  function key(event) {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      active = (active + (event.key === 'ArrowDown' ? 1 : found.length - 1)) % Math.max(1, found.length);
      mark();
    } else if (event.key === 'Enter' && found[active]) take(found[active]);
    else return;
    event.preventDefault();
  }
  return {
    element: h('div', { class: 'field' }, h('label', { for: 'transfer-to' }, t('desk.transfer.to')), input, list),
    know,
    focus: () => input.focus(),
  };
}

const ICONS = { agent: 'user', category: 'ticket', outside: 'phone' };
/** What looks like a telephone number; the server knows better. */
const NUMBER = /^\+?[\d .()-]{8,24}$/;

const same = (one, other) => one.kind === other?.kind && one.code === other?.code;

const colleague = ({ login, name, state: now, reason }) => ({
  kind: 'agent', code: login, label: name, words: plain(`${name} ${login}`), free: now === 'AVAILABLE',
  state: reason ? t('desk.transfer.paused', t(`desk.pause.${reason}`)) : t(`desk.transfer.state.${now}`),
});

const theme = ({ code, label, present, free }) => ({
  kind: 'category', code, label, words: plain(`${label} ${code}`), free: free > 0, present,
  state: free ? count('desk.transfer.free', free) : t(present ? 'desk.transfer.busy' : 'desk.transfer.nobody'),
});

const line = ({ number, name, written }) => ({
  kind: 'outside', code: number, label: name, words: plain(`${name} ${written} ${written.replace(/ /g, '')}`), free: false,
  state: written,
});

const typed = text => NUMBER.test(text.trim()) ? {
  kind: 'outside', code: text.trim(), label: text.trim(), typed: true, free: false, state: t('desk.transfer.outside.typed'),
} : null;
