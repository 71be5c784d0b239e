// The bar on top: the agent's state, what waits, the telephone, the line to the server.
import { $, h, icon, toast } from '../lib/dom.js';
import { post } from '../lib/http.js';
import { clock, has, moment, t } from '../lib/texts.js';
import { ICONS } from './contacts.js';
import * as phone from './phone.js';
import * as sound from './sound.js';
import { now, refresh, state, subscribe } from './store.js';
import { refusal } from './refusals.js';

export function start() {
  $('available').onclick = () => {
    sound.wake();
    phone.askMicrophone();
    if (window.Notification?.permission === 'default') Notification.requestPermission();
    change('AVAILABLE');
  };
  for (const button of document.querySelectorAll('[data-pause]'))
    button.onclick = () => {
      $('pause').open = false;
      change('PAUSED', button.dataset.pause);
    };
  $('end-day').onclick = () => change('OFFLINE');
  $('ring-test').onclick = sound.test;
  $('mute').onclick = () => phone.mute();
  $('moved-seen').onclick = () => {
    post(`/api/desk/moves/${state.position}/read`).catch(() => {}); // else told again at the next opening
    state.moves = [];
    drawMoves();
    $('available').focus();
  };
  $('steered-seen').onclick = () => {
    sessionStorage.setItem('desk.steered', state.steered?.at ?? '');
    draw();
    $('available').focus();
  };
  subscribe(draw);
  setInterval(tick, 1000);
}

export async function change(wanted, reason) {
  try {
    await post('/api/desk/state', { state: wanted, reason });
    await refresh();
  } catch (problem) {
    toast(refusal(problem), 'bad');
  }
}

export const togglePause = () => change(state.status === 'AVAILABLE' ? 'PAUSED' : 'AVAILABLE',
  state.status === 'AVAILABLE' ? 'break' : undefined);

const DOTS = { AVAILABLE: 'good', OFFERED: 'accent', ON_CONTACT: 'accent', WRAP_UP: 'warn', PAUSED: 'warn', OFFLINE: '' };

function draw() {
  document.body.dataset.state = state.status;
  const dot = DOTS[state.status];
  $('state-dot').className = `dot ${dot && `dot-${dot}`}`;
  $('state-label').textContent = t(`desk.state.${state.status}`);
  const reason = state.pauseReason && (has(`desk.pause.${state.pauseReason}`) ? t(`desk.pause.${state.pauseReason}`) : state.pauseReason);
  $('state-reason').textContent = !reason ? '' : state.status === 'PAUSED' ? `· ${reason}` : `· ${t('desk.pause.then', reason)}`;
  $('available').setAttribute('aria-pressed', String(!state.pauseReason && state.status !== 'OFFLINE' && state.status !== 'PAUSED'));
  $('pause-button').setAttribute('aria-pressed', String(state.status === 'PAUSED' || Boolean(state.pauseReason)));
  $('end-day').disabled = state.status === 'OFFLINE';
  $('no-answer').hidden = !(state.status === 'PAUSED' && has(`desk.healed.${state.pauseReason}`));
  if (!$('no-answer').hidden) $('no-answer-text').textContent = t(`desk.healed.${state.pauseReason}`);
  $('waiting').replaceChildren(...Object.entries(state.waiting).map(([channel, number]) =>
    h('span', { class: 'badge', title: t('desk.waiting.title', number, t(`channel.${channel}`)) },
      icon(ICONS[channel] ?? channel), String(number),
      h('span', { class: 'visually-hidden' }, t('desk.waiting.title', number, t(`channel.${channel}`))))));
  $('waiting-none').hidden = Object.keys(state.waiting).length > 0;
  $('away').hidden = state.connected || !document.body.dataset.wasAway;
  drawSteered();
  drawMoves();
  drawPhone();
  tick();
}

/** By whom she was paused or signed out, and why, until she has read it. */
function drawSteered() {
  const order = state.steered;
  $('steered').hidden = !order || sessionStorage.getItem('desk.steered') === order.at;
  if (!$('steered').hidden) {
    $('steered-text').textContent = t(`desk.steered.${order.to}`, order.by, t(`steer.reason.${order.reason}`));
    $('steered-more').textContent = t(`desk.steered.${order.to}.more`);
  }
}

/** Which skills she was given or lost, until she has read it. */
function drawMoves() {
  $('moved').hidden = state.moves.length === 0;
  const lines = state.moves.map(({ skill, level, until, by }) => {
    const said = t(`desk.moved.${by ? '' : 'over.'}${level ? 'has' : 'lost'}`, name(skill), level ?? '', by ?? '');
    return until ? `${said} ${t('desk.moved.until', moment(until))}` : said;
  });
  const shown = lines.join(' ');
  if ($('moved-text').textContent !== shown) $('moved-text').textContent = shown;
}

const name = skill => has(`skill.${skill}`) ? t(`skill.${skill}`) : skill;

function drawPhone() {
  const status = phone.status();
  $('phone-dot').className = `dot ${phone.phone.ready ? 'dot-good' : phone.phone.kind === 'loading' ? '' : 'dot-bad'}`;
  $('phone-label').textContent = t(`desk.phone.${status}`);
  $('phone').title = t(`desk.phone.${status}.why`);
  $('phone-why').textContent = t(`desk.phone.${status}.why`);
  const sip = phone.phone.sip;
  $('sip').hidden = !sip || phone.phone.kind === 'browser';
  if (sip) $('sip-settings').replaceChildren(
    ...[...[sip, ...sip.others].map(at => ['server', `${at.server}:${at.port}`]), ['user', sip.user], ['password', sip.password]].flatMap(([name, value]) =>
      [h('dt', {}, t(`desk.phone.sip.${name}`)), h('dd', { class: 'mono' }, value)]));
  $('mute').hidden = !phone.phone.inCall;
  $('mute').setAttribute('aria-pressed', String(phone.phone.muted));
  $('mute-label').textContent = t(phone.phone.muted ? 'desk.phone.unmute' : 'desk.phone.mute');
  $('mute').querySelector('use').setAttribute('href',
    $('mute').querySelector('use').getAttribute('href').replace(/#.*/, phone.phone.muted ? '#mic-off' : '#mic'));
}

function tick() {
  $('state-clock').textContent = state.since && state.status !== 'OFFLINE' ? clock((now() - Date.parse(state.since)) / 1000) : '';
}
