// Answer templates in a field: /abbreviation, then Tab or ⏎, or chosen out of a list. They come as if they were typed,
// so that Ctrl+Z takes them back. What fills a template is put into it once and never read again.
import { choose, plain } from './chooser.js';
import { fill, h, icon } from './dom.js';
import { get } from './http.js';
import { count, t } from './texts.js';

const BEGUN = /(?:^|\s)\/([a-z][a-z0-9-]{0,19}|)$/i;
const IN_BRACES = /\{([a-z]+)\}/g;
const FRESH = 2000; // ms
const SHOWN = 8;
const NONE = { english: false, variables: [], templates: [] };
const fields = new WeakMap();
let lists = 0;

/** What inserts templates into the field. */
export const templatesOf = area => fields.get(area);

/** `address()` is where those are that may be inserted now, with what fills them; another one is another citizen's. */
export function templates(area, address) {
  const id = `templates-${lists++}`;
  const list = h('ul', { class: 'mentions', id, role: 'listbox', 'aria-label': t('templates.insert.list'), hidden: true });
  const said = h('span', { class: 'visually-hidden', role: 'status' });
  const missing = h('div', { class: 'notice notice-warn small templates-missing', role: 'status', hidden: true });
  area.after(h('div', { class: 'mentions-place' }, list, said), missing);
  area.setAttribute('aria-autocomplete', 'list');
  area.setAttribute('aria-controls', [area.getAttribute('aria-controls'), id].filter(Boolean).join(' '));
  let known = NONE;
  let source = '';
  let loadedAt = -Infinity;
  let loading = null;
  let found = [];
  let active = 0;
  let wanted = false;

  /** While the server is away those that are known go on. */
  function load() {
    const from = address();
    if (from !== source) {
      known = NONE;
      source = from;
      loadedAt = -Infinity;
      loading = null;
    }
    if (Date.now() - loadedAt < FRESH) return Promise.resolve();
    loading ??= get(from).then(fresh => {
      if (from !== source) return;
      known = fresh;
      loadedAt = Date.now();
      warn();
    }, () => {}).finally(() => {
      if (from === source) loading = null;
    });
    return loading;
  }

  const begun = () => area.selectionStart === area.selectionEnd ? BEGUN.exec(area.value.slice(0, area.selectionStart))?.[1].toLowerCase() : undefined;
  const left = variable => `[${variable.label}]`;

  function filled(template) {
    const text = known.english && template.english || template.french;
    return text.replace(IN_BRACES, (_, name) => {
      const variable = known.variables.find(one => one.name === name);
      return variable.value || left(variable);
    });
  }

  function insert(template, from, to) {
    const text = filled(template);
    area.focus();
    area.setSelectionRange(from, to);
    document.execCommand('insertText', false, text);
    const open = known.variables.map(left).map(words => ({ at: text.indexOf(words), words })).filter(one => one.at >= 0)
      .sort((one, other) => one.at - other.at)[0];
    if (open) area.setSelectionRange(from + open.at, from + open.at + open.words.length);
    said.textContent = known.english && !template.english ? t('templates.insert.french') : template.title;
  }

  function warn() {
    const open = known.variables.filter(variable => area.value.includes(left(variable)));
    missing.hidden = !open.length;
    if (open.length) fill(missing, icon('warning'), h('p', {}, t('templates.insert.missing', open.map(variable => variable.label).join(', '))));
  }

  function close() {
    wanted = false;
    hide();
  }

  function hide() {
    list.hidden = true;
    area.removeAttribute('aria-activedescendant');
  }

  /** Abbreviations that begin so first, then those whose title has the word. */
  function look(chosen) {
    const word = begun();
    if (word === undefined) return close();
    const first = known.templates.filter(template => template.abbreviation.startsWith(word));
    const others = word ? known.templates.filter(template => !first.includes(template) && plain(template.title).includes(word)) : [];
    found = [...first, ...others].slice(0, SHOWN);
    active = Math.max(0, found.findIndex(template => template.abbreviation === chosen));
    if (!found.length) return hide();
    draw();
    said.textContent = count('templates.insert.found', found.length);
  }

  function draw() {
    list.hidden = false;
    fill(list, ...found.map((template, index) => h('li', {
      id: `${id}-${index}`, role: 'option', 'aria-selected': String(index === active),
      onpointerdown: event => {
        event.preventDefault();
        take(template);
      },
    }, h('kbd', {}, `/${template.abbreviation}`), ' ', template.title)));
    area.setAttribute('aria-activedescendant', `${id}-${active}`);
    list.children[active].scrollIntoView({ block: 'nearest' });
  }

  function take(template) {
    const word = begun();
    close();
    if (word !== undefined) insert(template, area.selectionStart - word.length - 1, area.selectionStart);
  }

  /** Typed whole before the templates were there. */
  const takeWhenLoaded = word => load().then(() => {
    const template = known.templates.find(one => one.abbreviation === word);
    if (template && begun() === word) take(template);
  });

  const move = step => {
    active = (active + step + found.length) % found.length;
    draw();
  };
  const takes = () => take(found[active]);
  const keys = { ArrowDown: () => move(1), ArrowUp: () => move(-1), Enter: takes, Tab: takes, Escape: close };

  area.addEventListener('keydown', event => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || !keys[event.key]) return;
    const word = begun();
    const early = list.hidden && loading && word && (event.key === 'Tab' || event.key === 'Enter');
    if (list.hidden && !early) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (early) takeWhenLoaded(word);
    else keys[event.key]();
  }, { capture: true });
  area.addEventListener('focus', load);
  area.addEventListener('input', event => {
    warn();
    if (event.inputType?.startsWith('history') || begun() === undefined) return close();
    wanted = true;
    look();
    load().then(() => wanted && look(found[active]?.abbreviation));
  });
  area.addEventListener('shown', warn);
  area.addEventListener('blur', close);
  if (area.value.includes('[')) load();

  const field = {
    /** As they are found in the list and in the palette. */
    async items() {
      await load();
      return known.templates.map(template => ({
        mark: `/${template.abbreviation}`, label: template.title, detail: template.french, words: `${template.french} ${template.english}`,
        run: () => insert(template, area.selectionStart, area.selectionEnd),
      }));
    },
    choose() {
      choose('templates.insert', [], field.items(),
        h('p', { class: 'small' }, h('a', { href: '/administration/templates/drafts/new', target: '_blank', rel: 'noopener' }, t('templates.insert.write'))));
    },
  };
  fields.set(area, field);
  return field;
}
