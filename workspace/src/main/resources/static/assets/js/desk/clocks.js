// Clocks that run by themselves: an element with data-since counts up, one with data-until counts down. A ring (an svg
// circle) with data-from and data-until empties. One that counts up is late after so many seconds of data-patience.
import { clock } from '../lib/texts.js';
import { now } from './store.js';

const LATE = 15;

export function start() {
  setInterval(tick, 250);
}

export function tick() {
  for (const element of document.querySelectorAll('time[data-since]'))
    countUp(element, (now() - Date.parse(element.dataset.since)) / 1000);
  for (const element of document.querySelectorAll('time[data-until]')) {
    const left = (Date.parse(element.dataset.until) - now()) / 1000;
    write(element, clock(left));
    element.classList.toggle('is-late', left < LATE);
  }
  for (const ring of document.querySelectorAll('circle[data-until]')) {
    const [from, until] = [Date.parse(ring.dataset.from), Date.parse(ring.dataset.until)];
    ring.style.strokeDashoffset = String(100 * Math.min(1, Math.max(0, 1 - (until - now()) / (until - from))));
  }
}

function countUp(element, seconds) {
  write(element, clock(seconds));
  element.classList.toggle('is-late', seconds > (element.dataset.patience ?? Infinity));
}

const write = (element, text) => {
  if (element.textContent !== text) element.textContent = text;
};
