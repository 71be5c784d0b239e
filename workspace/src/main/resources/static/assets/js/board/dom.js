// Elements from data; text is always text.
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes))
    if (value != null && value !== false) made.setAttribute(name, value);
  made.append(...children.filter(child => child != null));
  return made;
}

const SVG = 'http://www.w3.org/2000/svg';
const sprite = document.querySelector('link[rel="icon"]').getAttribute('href').replace(/[^/]*$/, 'icons.svg');

export function shape(tag, attributes = {}, ...children) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

export const icon = name => shape('svg', { class: 'icon', 'aria-hidden': 'true' }, shape('use', { href: `${sprite}#${name}` }));
export const one = selector => document.querySelector(selector);

/** Writes only what changed, so that nothing on the page is touched in vain. */
export function write(node, value) {
  if (node && node.textContent !== value) node.textContent = value;
}

export function show(node, visible) {
  if (node) node.hidden = !visible;
}
