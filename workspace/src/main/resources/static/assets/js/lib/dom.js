// Elements, icons and toasts.
const sprite = new URL('../../icons.svg', import.meta.url).pathname;
const SVG = 'http://www.w3.org/2000/svg';
const versions = new WeakMap();

/** An element: h('button', {class: 'button', onclick}, 'Text', child). Null and false children are left out. */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value == null || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (name in element && typeof value !== 'string') element[name] = value;
    else element.setAttribute(name, value === true ? '' : value);
  }
  return fill(element, ...children);
}

/** Replaces what is in an element. Null and false children are left out. */
export function fill(element, ...children) {
  element.replaceChildren(...children.flat().filter(child => child != null && child !== false));
  return element;
}

/**
 * Brings a list up to date by key. What stays keeps its element, its place and its focus, so that nothing is redrawn
 * under a pointer. `draw` gets the item, its element of before if there is one, and its index; it returns the element.
 */
export function reconcile(list, items, key, draw) {
  const before = new Map([...list.children].map(child => [child.dataset.key, child]));
  const wanted = items.map((item, index) => {
    const element = draw(item, before.get(key(item)), index);
    element.dataset.key = key(item);
    return element;
  });
  [...list.children].filter(child => !wanted.includes(child)).forEach(child => child.remove());
  wanted.forEach((element, index) => {
    if (list.children[index] !== element) list.insertBefore(element, list.children[index] ?? null);
  });
}

/** Whether the element shows something else from now on: draws are skipped when nothing has changed. */
export function isNews(element, shown) {
  const version = JSON.stringify(shown);
  if (versions.get(element) === version) return false;
  versions.set(element, version);
  return true;
}

export function icon(name) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS(SVG, 'use');
  use.setAttribute('href', `${sprite}#${name}`);
  svg.append(use);
  return svg;
}

export function s(tag, attributes = {}, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

export const $ = id => document.getElementById(id);

/** A short message at the foot of the page, read out by screen readers. */
export function toast(text, kind = '') {
  const element = h('div', { class: `toast ${kind && `toast-${kind}`}` },
    icon(kind === 'bad' ? 'warning' : 'check'), h('span', { class: 'grow' }, text));
  $('toasts').append(element);
  setTimeout(() => element.remove(), kind === 'bad' ? 8000 : 3500);
}

/** Whether somebody is typing there, so that single keys are letters and not commands. */
export const isTyping = target => target.closest?.('input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]') != null;
