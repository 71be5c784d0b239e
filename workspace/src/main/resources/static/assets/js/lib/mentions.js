// Colleagues are offered behind an @ while a note is written: by arrows, ⏎ or Tab, the mouse, and for a screen reader.
// A name that is typed whole names its person all the same.
import { fill, h } from './dom.js';
import { get } from './http.js';
import { count, t } from './texts.js';

const BEGUN = /(?:^|[^\p{L}\p{N}])@([\p{L}\p{N}][\p{L}\p{N}.'’ -]{0,79}|)$/u;
const REST = 150; // ms without a key before the server is asked
let lists = 0;

export function mentions(area) {
  const id = `mentions-${lists++}`;
  const list = h('ul', { class: 'mentions', id, role: 'listbox', 'aria-label': t('mentions.list'), hidden: true });
  const said = h('span', { class: 'visually-hidden', role: 'status' });
  area.after(h('div', { class: 'mentions-place' }, list, said));
  area.setAttribute('aria-autocomplete', 'list');
  area.setAttribute('aria-controls', id);
  let people = [];
  let answered; // the name that they are of, as it was typed
  let chosen; // the text up to the caret when a name was chosen: what is left of it asks nobody again
  let active = 0;
  let timer;
  let asked = 0;

  const begun = () => area.selectionStart === area.selectionEnd && BEGUN.exec(area.value.slice(0, area.selectionStart))?.[1];

  function isChosen() {
    const before = area.value.slice(0, area.selectionStart);
    if (!chosen?.text.startsWith(before) || before.length <= chosen.from) chosen = undefined;
    return Boolean(chosen);
  }

  function close() {
    asked++;
    clearTimeout(timer);
    list.hidden = true;
    said.textContent = '';
    area.removeAttribute('aria-activedescendant');
  }

  async function look() {
    const name = begun();
    const turn = ++asked;
    if (typeof name !== 'string') return close();
    const found = await get(`/tickets/people?name=${encodeURIComponent(name)}`).catch(() => []);
    if (turn !== asked) return;
    people = found;
    answered = name;
    if (!people.length || name !== begun()) return close();
    active = 0;
    draw();
    said.textContent = count('mentions.found', people.length);
  }

  function draw() {
    list.hidden = false;
    fill(list, ...people.map(({ written, name }, index) => h('li', {
      id: `${id}-${index}`, role: 'option', 'aria-selected': String(index === active),
      onpointerdown: event => {
        event.preventDefault();
        choose(index);
      },
    }, name, written !== name && h('span', { class: 'small muted' }, ` @${written}`))));
    area.setAttribute('aria-activedescendant', `${id}-${active}`);
    list.children[active].scrollIntoView({ block: 'nearest' });
  }

  function choose(index) {
    if (begun() !== answered) return close();
    const from = area.selectionStart - answered.length;
    area.setRangeText(`${people[index].written} `, from, area.selectionStart, 'end');
    chosen = { from, text: area.value.slice(0, area.selectionStart) };
    area.dispatchEvent(new Event('input', { bubbles: true }));
    close();
  }

  const move = step => {
    active = (active + step + people.length) % people.length;
    draw();
  };
  const keys = { ArrowDown: () => move(1), ArrowUp: () => move(-1), Enter: () => choose(active), Tab: () => choose(active), Escape: close };

  area.addEventListener('keydown', event => {
    if (list.hidden || event.isComposing || event.ctrlKey || event.metaKey || !keys[event.key]) return;
    if (event.shiftKey || begun() !== answered) return close();
    event.preventDefault();
    event.stopImmediatePropagation();
    keys[event.key]();
  }, { capture: true });
  area.addEventListener('input', () => {
    clearTimeout(timer);
    if (begun() !== answered) close();
    if (!isChosen() && typeof begun() === 'string') timer = setTimeout(look, REST);
  });
  area.addEventListener('blur', close);
}
