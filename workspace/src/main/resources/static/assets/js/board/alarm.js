// The sound of alerts: off by one button, kept by the browser. Browsers are silent until the first click on a page.
import { one, write } from './dom.js';
import { text } from './format.js';
import * as sound from '../desk/sound.js';

const AGAIN = 30000;
const wanted = () => localStorage.getItem('alerts.sound') !== 'off';
let calling = false;

function show() {
  const button = one('[data-alarm]');
  if (!button) return;
  button.setAttribute('aria-pressed', String(wanted()));
  write(button.querySelector('span'), text(wanted() ? sound.ready() ? 'alerts.sound.on' : 'alerts.sound.asleep' : 'alerts.sound.off'));
}

/** Rings now, and again until nobody is needed, when somebody is needed who was not before. */
export function needed(someone) {
  if (someone && !calling && wanted()) sound.alarm();
  calling = someone;
}

export function start() {
  const wake = () => { sound.wake(); setTimeout(show, 100); };
  document.addEventListener('click', wake, { once: true });
  document.addEventListener('keydown', wake, { once: true });
  one('[data-alarm]')?.addEventListener('click', () => {
    localStorage.setItem('alerts.sound', wanted() ? 'off' : 'on');
    if (wanted()) sound.alarm();
    show();
  });
  setInterval(() => { if (calling && wanted()) sound.alarm(); }, AGAIN);
  show();
}
