// The categories and services of the metropolis, from the page; and the field that finds a category as one types.
import { h } from '../lib/dom.js';
import { t } from '../lib/texts.js';

const { categories, services } = JSON.parse(document.getElementById('catalogue').textContent);
export { services };

const LONGEST = 8;
const plain = text => text.normalize('NFD').replace(/\p{Diacritic}/gu, '').toLowerCase();
const serviceLabel = code => services.find(service => service.code === code)?.label ?? code;
const known = categories.map(category => ({ ...category, words: plain(`${category.label} ${serviceLabel(category.service)} ${category.code}`) }));
let instances = 0;

/** Every typed word must be there; those that begin the label come first. */
export function find(typed) {
  const words = plain(typed).split(/\s+/).filter(Boolean);
  const begins = category => words.length > 0 && plain(category.label).startsWith(words[0]) ? 0 : 1;
  return known.filter(category => words.every(word => category.words.includes(word)))
    .sort((one, other) => begins(one) - begins(other)).slice(0, LONGEST);
}

/** The service that usually does such work. */
export const serviceOf = code => categories.find(category => category.code === code)?.service;

export const labelOf = code => categories.find(category => category.code === code)?.label ?? code;

/** A combobox after the pattern of the ARIA authoring guide; `onChosen` hears the code. */
export function categoryPicker(onChosen) {
  const id = `category-${++instances}`;
  let chosen = '';
  let found = [];
  let active = 0;
  const list = h('ul', { class: 'options', id: `${id}-list`, role: 'listbox', hidden: true, 'aria-label': t('desk.category') });
  const input = h('input', {
    class: 'input', id, role: 'combobox', autocomplete: 'off', 'data-key': 'category', 'aria-expanded': 'false',
    'aria-controls': `${id}-list`, 'aria-autocomplete': 'list', placeholder: t('desk.category.placeholder'),
    onfocus: () => input.select(), oninput: () => open(find(input.value)), onblur: close, onkeydown: key,
  });
  function open(matches) {
    found = matches;
    active = 0;
    list.replaceChildren(...(found.length ? found.map(option) : [h('li', { class: 'option muted' }, t('desk.category.none'))]));
    list.hidden = false;
    input.setAttribute('aria-expanded', 'true');
    mark();
  }
  const option = (category, index) => h('li', {
    class: 'option', id: `${id}-${index}`, role: 'option', onpointerdown: event => {
      event.preventDefault();
      take(category);
    },
  }, h('span', {}, category.label), h('span', { class: 'small muted' }, serviceLabel(category.service)));
  function mark() {
    [...list.children].forEach((each, index) => each.setAttribute('aria-selected', String(index === active && found.length > 0)));
    if (found.length) input.setAttribute('aria-activedescendant', `${id}-${active}`);
    list.children[active]?.scrollIntoView({ block: 'nearest' });
  }
  function close() {
    list.hidden = true;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
    input.value = chosen && labelOf(chosen);
  }
  function take(category) {
    const changed = category.code !== chosen;
    chosen = category.code;
    close();
    if (changed) onChosen(chosen);
  }
  function key(event) {
    if (event.key === 'ArrowDown' && list.hidden) open(find(''));
    else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      active = (active + (event.key === 'ArrowDown' ? 1 : found.length - 1)) % Math.max(1, found.length);
      mark();
    } else if (event.key === 'Enter' && !list.hidden && found[active]) take(found[active]);
    else if (event.key === 'Escape') close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
  return {
    element: h('div', { class: 'field combobox' }, h('label', { for: id }, t('desk.category')), input, list),
    choose(code) {
      chosen = code;
      if (document.activeElement !== input) input.value = labelOf(code);
    },
  };
}
