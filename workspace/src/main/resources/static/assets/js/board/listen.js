// A supervisor hears the call of an agent. The page is his telephone meanwhile, unless another tab is one already.
import { get, post } from '../lib/http.js';
import { one, show, write } from './dom.js';
import { duration, has, text } from './format.js';

const EVERY = 1000;
const READY = 4000;
const TRIES = 4;
/** Longer than his phone rings. */
const RINGS = 30000;

const bar = one('#listening');
let now = null;
let phone = null;
let skew = () => Date.now();

/** @param clock the server's time */
export async function start(clock) {
  if (!bar) return;
  skew = clock;
  for (const button of bar.querySelectorAll('[data-mode]')) button.onclick = () => command('mode', { mode: button.dataset.mode });
  one('#listen-leave').onclick = () => command('leave');
  one('#listen-take-over').onclick = () => command('take-over');
  const latest = await get('/api/board/listening').catch(() => null);
  if (latest && latest.state !== 'OVER') follow(latest);
  setInterval(tick, EVERY);
}

/** @returns the refusal in words; nothing when his phone is about to ring */
export async function begin(agent, why) {
  await beAPhone();
  phone.answer(RINGS);
  for (let attempt = 1; ; attempt++) {
    try {
      await post(`/api/board/agents/${encodeURIComponent(agent.login)}/listening`, { why });
      follow(await get('/api/board/listening'));
      return null;
    } catch (problem) {
      // that the page is a telephone is known to the server a moment later
      if (problem.code !== 'phone-unreachable' || attempt === TRIES) {
        over();
        return refusal(problem);
      }
      await pause(EVERY);
    }
  }
}

async function beAPhone() {
  phone ??= await import('../desk/phone.js');
  if (phone.phone.ready) return;
  await phone.start();
  for (let waited = 0; waited < READY && !phone.phone.ready; waited += 100) await pause(100);
}

const pause = millis => new Promise(resolve => setTimeout(resolve, millis));

function follow(latest) {
  now = latest;
  draw();
}

async function tick() {
  if (!now || now.state === 'OVER') return;
  const latest = await get('/api/board/listening').catch(() => null);
  if (latest) follow(latest);
  if (latest?.state === 'OVER') over();
}

/** With a call that he took over, which he may have still, the page goes on being its telephone. */
function over() {
  phone?.answerNoMore();
  if (!now?.takenOver) phone?.stop();
}

function draw() {
  show(bar, true);
  bar.dataset.state = now.state;
  const on = now.state === 'ON';
  write(one('#listen-text'), on ? text('listen.on', now.agent) : now.state === 'RINGING' ? text('listen.ringing')
    : now.takenOver ? text('listen.taken-over', now.agent) : now.failure ? text(`listen.failed.${now.failure}`) : text('listen.over', now.agent));
  write(one('#listen-clock'), on ? duration((skew() - Date.parse(now.beganAt)) / 1000) : '');
  show(one('#listen-modes'), on);
  show(one('#listen-take-over'), on);
  show(one('#listen-leave'), now.state !== 'OVER');
  show(one('#listen-desk'), now.takenOver);
  for (const button of bar.querySelectorAll('[data-mode]')) button.setAttribute('aria-pressed', String(button.dataset.mode === now.mode));
  write(one('#listen-heard'), on ? text(`listen.heard.${now.mode}`) : '');
}

async function command(what, body) {
  write(one('#listen-error'), '');
  try {
    await post(`/api/board/listening/${what}`, body);
  } catch (problem) {
    write(one('#listen-error'), refusal(problem));
  }
  await tick();
}

const refusal = problem => has(`listen.refused.${problem.code}`) ? text(`listen.refused.${problem.code}`) : text('listen.refused');
