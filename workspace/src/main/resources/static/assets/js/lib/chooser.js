// A dialog in which something is found as one types and done by ⏎: a combobox after the pattern of the ARIA authoring
// guide, its list always open.
import { fill, h, icon } from './dom.js';
import { t } from './texts.js';

/** For a comparison in which neither case nor accents count. */
export const plain = text => text.normalize('NFD').replace(/\p{Diacritic}/gu, '').toLowerCase();

/**
 * `kind` begins the keys of its texts. Each item has a label and `run`, and may have a `mark` that stands before it,
 * a `detail`, and more `words` by which it is found; `later` are those that are on their way; `foot` stands below the
 * list.
 */
export function choose(kind, items, later, foot) {
  if (document.querySelector('dialog[open]')) return;
  const findable = item => ({ ...item, words: plain([item.mark, item.label, item.words].filter(Boolean).join(' ')) });
  let all = items.map(findable);
  let found = all;
  let active = 0;
  let coming = Boolean(later);
  let wanted = false;
  const list = h('ul', { class: 'chooser-list', id: 'chooser-list', role: 'listbox', 'aria-label': t(`${kind}.list`) });
  const none = h('p', { class: 'muted', role: 'status', hidden: true }, t(`${kind}.none`));
  const input = h('input', { class: 'input', role: 'combobox', autocomplete: 'off', spellcheck: false, 'aria-expanded': 'true', 'aria-controls': 'chooser-list',
    'aria-autocomplete': 'list', 'aria-label': t(`${kind}.search`), placeholder: t(`${kind}.search`), oninput: () => { wanted = false; find(); }, onkeydown: key });
  const close = h('button', { class: 'button button-quiet button-icon', type: 'button', 'aria-label': t('templates.insert.close'), onclick: () => dialog.close() }, icon('close'));
  const dialog = h('dialog', { class: 'dialog chooser', 'aria-labelledby': 'chooser-title', onclose: () => dialog.remove() },
    h('div', { class: 'dialog-head' }, h('h2', { id: 'chooser-title' }, t(kind === 'templates.insert' ? `${kind}.title` : kind)), close),
    h('div', { class: 'dialog-body stack-tight' }, input, list, none, foot));

  function find() {
    const words = plain(input.value).split(/\s+/).filter(Boolean);
    const fits = all.filter(item => words.every(word => item.words.includes(word)));
    found = [...fits.filter(item => words[0] && plain(item.label).startsWith(words[0])), ...fits.filter(item => !words[0] || !plain(item.label).startsWith(words[0]))];
    active = 0;
    fill(list, ...found.map((item, index) => h('li', { id: `chooser-${index}`, role: 'option', onclick: () => take(item) },
      item.mark && h('kbd', {}, item.mark), h('span', { class: 'grow' }, item.label,
        item.detail && h('span', { class: 'small muted chooser-detail' }, item.detail)))));
    list.hidden = !found.length;
    none.hidden = coming || Boolean(found.length);
    mark();
  }

  function mark() {
    [...list.children].forEach((option, index) => option.setAttribute('aria-selected', String(index === active)));
    if (found.length) input.setAttribute('aria-activedescendant', `chooser-${active}`);
    else input.removeAttribute('aria-activedescendant');
    list.children[active]?.scrollIntoView({ block: 'nearest' });
  }

  function take(item) {
    dialog.close();
    item.run();
  }

  function key(event) {
    if (event.isComposing) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      active = (active + (event.key === 'ArrowDown' ? 1 : found.length - 1)) % Math.max(1, found.length);
      mark();
    } else if (event.key === 'Enter' && found[active]) take(found[active]);
    else if (event.key === 'Enter' && coming) wanted = true;
    else return;
    event.preventDefault();
  }

  later?.then(more => {
    coming = false;
    if (!dialog.open) return;
    all = [...all, ...more.map(findable)];
    const chosen = found[active];
    find();
    active = Math.max(0, found.findIndex(item => item.run === chosen?.run));
    mark();
    if (wanted && found[active]) take(found[active]);
  });
  find();
  document.body.append(dialog);
  dialog.showModal();
  input.focus();
  mark();
}
