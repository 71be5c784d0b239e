// A past day of the board: slider, play, step. Each minute is asked of the server, the next few ahead of their time.
import { one, write } from './board/dom.js';
import { text, time } from './board/format.js';
import { drawChart, everySecond, page, render, start } from './board/view.js';
import { get } from './lib/http.js';

const MINUTE = 60000;
const AHEAD = 5;
const slider = one('#minute');
const from = Date.parse(slider.dataset.from);
const day = slider.dataset.day;
const last = Number(slider.max);
const known = new Map();
let minute = Number(slider.value);
let timer = null;
let wanted = 0;

page.now = () => from + minute * MINUTE;

function state(which) {
  if (!known.has(which)) {
    const asked = get(`/api/board/replay?day=${day}&minute=${which}`);
    asked.catch(() => known.delete(which));
    known.set(which, asked);
    if (known.size > 240) known.delete(known.keys().next().value);
  }
  return known.get(which);
}

async function go(to) {
  minute = Math.min(Math.max(to, 0), last);
  slider.value = minute;
  tell();
  const turn = ++wanted;
  try {
    const next = await state(minute);
    if (turn !== wanted) return;
    render(next);
    everySecond();
    drawChart();
    write(one('#replay-error'), '');
    history.replaceState(null, '', `?day=${day}&time=${new Date(page.now()).toLocaleTimeString('fr-FR', { hour: '2-digit', minute: '2-digit', timeZone: 'Europe/Paris' })}`);
  } catch {
    if (turn !== wanted) return;
    stop();
    write(one('#replay-error'), text('replay.failed'));
  }
}

function tell() {
  const now = time(page.now());
  write(one('#replay-time'), now);
  slider.setAttribute('aria-valuetext', now);
  if (one('#time') && one('#time') !== document.activeElement) one('#time').value = new Date(page.now()).toLocaleTimeString('fr-FR', { hour: '2-digit', minute: '2-digit', timeZone: 'Europe/Paris' });
}

function show() {
  const button = one('#play');
  button.setAttribute('aria-pressed', String(!!timer));
  write(button.querySelector('span'), text(timer ? 'replay.pause' : 'replay.play'));
  button.querySelector('use').setAttribute('href', button.querySelector('use').getAttribute('href').replace(/#.*/, timer ? '#pause' : '#play'));
}

function stop() {
  clearInterval(timer);
  timer = null;
  show();
}

function play() {
  if (timer) return stop();
  if (minute >= last) go(0);
  timer = setInterval(async () => {
    if (minute >= last) return stop();
    await go(minute + 1);
    for (let next = minute + 1; next <= Math.min(minute + AHEAD, last); next++) state(next).catch(() => {});
  }, 1000 / Number(one('#speed').value));
  show();
}

one('#play').onclick = play;
one('#back').onclick = () => go(minute - 1);
one('#forward').onclick = () => go(minute + 1);
one('#speed').onchange = () => { if (timer) { stop(); play(); } };
slider.oninput = () => go(Number(slider.value));
document.addEventListener('keydown', event => {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.target !== slider && event.target.closest('input, select, textarea, summary, a, figure, [tabindex]')) return;
  const step = { ArrowLeft: -1, ArrowRight: 1, PageUp: 15, PageDown: -15 }[event.key];
  if (step) go(minute + step);
  else if (event.key === ' ' && !event.target.closest('button')) play();
  else return;
  event.preventDefault();
});
tell();
render(JSON.parse(one('#state').textContent));
everySecond();
start();
