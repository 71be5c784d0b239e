// A short tour of the page. It begins by itself until it was ended once, or by ?tour, and steps aside while a contact
// is offered or in hand.
import { post } from './lib/http.js';

const tour = document.getElementById('tour');
const steps = [...tour.querySelectorAll('[data-step]')];
const [next, back, skip] = ['next', 'back', 'skip'].map(name => tour.querySelector(`[data-${name}]`));
const [offers, contacts] = ['offers', 'contacts'].map(id => document.getElementById(id));
const LATE_KEYS = 1000;
let at = 0, open = false, before = null, asideAt = -Infinity;

const target = () => document.querySelector(steps[at].dataset.step);

function light() {
  for (const lit of document.querySelectorAll('.is-toured')) lit.classList.remove('is-toured');
  if (!open || tour.hidden || !target()?.checkVisibility()) return;
  target().classList.add('is-toured');
  target().scrollIntoView({ block: 'nearest' });
}

function show(index) {
  at = index;
  steps.forEach((step, place) => { step.hidden = place !== at; });
  const isLast = at === steps.length - 1;
  back.hidden = at === 0;
  skip.hidden = isLast;
  next.querySelector('[data-more]').hidden = isLast;
  next.querySelector('[data-last]').hidden = !isLast;
  tour.setAttribute('aria-labelledby', `tour-title-${at + 1}`);
  tour.setAttribute('aria-describedby', `tour-text-${at + 1}`);
  light();
  if (!tour.hidden) steps[at].querySelector('h2').focus({ preventScroll: true });
}

function start(from = document.activeElement) {
  before = from;
  open = true;
  stepAside();
  show(0);
}

function end() {
  open = false;
  tour.hidden = true;
  light();
  (before?.isConnected && before !== document.body ? before : document.getElementById('main')).focus();
  post(`/api/desk/tours/${tour.dataset.tour}`, {}).catch(() => {}); // it begins by itself once more
}

/** Whoever rings or is in hand comes first. */
function stepAside() {
  const isOffered = offers?.childElementCount > 0;
  const hadFocus = tour.contains(document.activeElement);
  tour.hidden = !open || isOffered || contacts?.childElementCount > 0;
  if (tour.hidden && hadFocus) {
    asideAt = performance.now();
    (isOffered ? offers : document.getElementById('main')).focus({ preventScroll: true });
  }
  light();
}

/** What was meant for the tour neither accepts nor declines. */
function swallow(event) {
  if (!['Enter', 'Escape'].includes(event.key) || performance.now() - asideAt > LATE_KEYS) return;
  event.preventDefault();
  event.stopImmediatePropagation();
}

next.addEventListener('click', () => (at === steps.length - 1 ? end() : show(at + 1)));
back.addEventListener('click', () => show(at - 1));
skip.addEventListener('click', end);
tour.addEventListener('keydown', event => {
  if (event.key !== 'Escape') return;
  event.stopPropagation();
  end();
});
document.addEventListener('keydown', swallow, true);
for (const list of [offers, contacts].filter(Boolean)) new MutationObserver(stepAside).observe(list, { childList: true });
if (offers) offers.tabIndex = -1;
for (const link of document.querySelectorAll(`[data-start-tour="${tour.dataset.tour}"]`))
  link.addEventListener('click', event => {
    event.preventDefault();
    const menu = link.closest('details');
    menu.open = false;
    start(menu.querySelector('summary'));
  });
document.getElementById('main').tabIndex = -1;
const asked = new URL(location.href);
if (asked.searchParams.has('tour')) {
  asked.searchParams.delete('tour');
  history.replaceState(null, '', asked);
  start();
} else if (tour.dataset.fresh === 'true') start();
