// The call in front: for how long, hold, microphone, keypad, hang-up.
import { fill, h, icon, isNews, toast } from '../lib/dom.js';
import { post } from '../lib/http.js';
import { t } from '../lib/texts.js';
import * as phone from './phone.js';
import { listeningBar } from './listening.js';
import { recordingBar } from './recording.js';
import { refusal } from './refusals.js';
import { refresh } from './store.js';
import { closeTransfer, openConsult, openTransfer } from './transfer.js';

const TONES = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'];
/** The stream tells that it was done; if it does not, the button is free again. */
const PATIENCE = 5000;
/** So many seconds of music are a long time for who hears it: the clock says so. */
export const LONG_HOLD = 60;

export function callPanel(card, end) {
  const timer = h('time', { class: 'call-timer' });
  const label = h('span', { class: 'call-label' });
  const whole = h('time');
  const all = h('span', { class: 'small call-whole' }, t('desk.call.whole'), ' ', whole);
  const hold = holdButton(card);
  const muteLabel = h('span');
  const mute = h('button', { class: 'button', type: 'button', onclick: () => phone.mute() }, icon('mic'), muteLabel, h('kbd', { 'aria-hidden': 'true' }, 'M'));
  const pad = keypad();
  const recording = recordingBar(card);
  const listening = listeningBar(card);
  const hangUpLabel = h('span');
  const hangUp = h('button', { class: 'button button-danger', type: 'button', 'data-key': 'end', onclick: end },
    icon('phone-off'), hangUpLabel, h('kbd', { 'aria-hidden': 'true' }, 'X'));
  const transfer = h('button', { class: 'button', type: 'button', 'data-key': 'transfer', onclick: () => openTransfer(card) },
    icon('handover'), t('desk.call.transfer'), h('kbd', { 'aria-hidden': 'true' }, 'T'));
  const consult = consultButtons(card);
  const element = h('div', { class: 'call' },
    h('div', { class: 'call-state' }, h('span', { class: 'call-wave', 'aria-hidden': 'true' }, h('i'), h('i'), h('i'), h('i')), label, timer, all),
    h('div', { class: 'call-actions' }, hold.element, consult.elements, transfer, mute, pad.button, hangUp), pad.element, recording.element, listening.element);
  return {
    element,
    draw(now) {
      const talking = now.phase === 'IN_CONVERSATION';
      const cutOff = now.cutOff && !phone.phone.inCall;
      const held = talking && Boolean(now.heldSince);
      const calling = talking && (now.outward === 'HER_PHONE' || now.outward === 'HIS_PHONE');
      const asks = talking && now.consult;
      const outside = now.outside;
      const missed = now.outward === 'UNANSWERED';
      element.classList.toggle('is-over', !talking);
      element.classList.toggle('is-held', held);
      label.textContent = outside ? t(`desk.call.outside.${outside.left ? 'left' : 'rings'}`, outside.to) : asks ? t(`desk.call.consult.${phase(asks)}`, asks.colleague) : t(`desk.call.${now.passedOn ? 'passed-on' : missed ? 'unanswered' : !talking ? 'over' : calling ? 'calling' : cutOff ? 'cut-off' : held ? 'held' : 'talking'}`);
      since(timer, talking && (held ? now.heldSince : now.since), held && LONG_HOLD);
      since(whole, held && now.since);
      all.hidden = !held;
      hold.draw(talking && !calling && !asks, held, cutOff);
      consult.draw(talking && !calling && !outside, asks, cutOff);
      mute.hidden = !talking || phone.phone.kind !== 'browser';
      mute.disabled = !phone.phone.inCall;
      pad.draw(!mute.hidden, phone.phone.inCall);
      hangUp.hidden = !talking;
      hangUpLabel.textContent = t(asks?.asked ? `desk.call.${asks.joined ? 'conference' : 'consult'}.leave` : 'desk.call.hang-up');
      hangUp.classList.toggle('is-wide', Boolean(asks?.asked));
      transfer.hidden = !talking || calling || Boolean(asks) || Boolean(outside);
      if (!talking) closeTransfer(card);
      recording.draw(talking && now.recording);
      listening.draw(talking && now.listening);
      muteLabel.textContent = t(phone.phone.muted ? 'desk.phone.unmute.short' : 'desk.phone.mute.short');
      name(mute, t(phone.phone.muted ? 'desk.phone.unmute' : 'desk.phone.mute'));
      mute.setAttribute('aria-pressed', String(phone.phone.muted));
    },
  };
}

const phase = ({ asked, speaks, joined }) => joined ? 'joined' : asked ? 'asked' : speaks ? 'speaks' : 'rings';

/** What a button does in full, where its face has room for a word. */
function name(button, text) {
  button.setAttribute('aria-label', text);
  button.title = text;
}

function since(clock, moment, patience) {
  set(clock, 'since', moment);
  set(clock, 'patience', patience);
  clock.hidden = !moment;
}

function set(element, name, value) {
  if (value) element.dataset[name] = value;
  else delete element.dataset[name];
}

/** Puts the caller on hold, or goes on with him. The server knows which; so does a page that was reloaded. */
function holdButton(card) {
  const element = h('button', { class: 'button', type: 'button', 'data-key': 'hold', onclick: toggle });
  let isHeld = false;
  let asked = null;
  async function toggle() {
    if (asked) return;
    asked = setTimeout(answered, PATIENCE);
    element.classList.add('is-busy');
    try {
      await post(`/api/desk/contacts/${card.contact}/${isHeld ? 'resume' : 'hold'}`);
    } catch (problem) {
      answered();
      toast(refusal(problem), 'bad');
      refresh().catch(() => {});
    }
  }
  function answered() {
    clearTimeout(asked);
    asked = null;
    element.classList.remove('is-busy');
  }
  return {
    element,
    draw(talking, held, cutOff) {
      if (held !== isHeld) answered();
      isHeld = held;
      element.hidden = !talking;
      element.disabled = cutOff;
      element.classList.toggle('button-primary', held);
      if (!isNews(element, held)) return;
      fill(element, icon(held ? 'play' : 'pause'), t(held ? 'desk.call.resume' : 'desk.call.hold.short'), h('kbd', { 'aria-hidden': 'true' }, 'H'));
      name(element, t(held ? 'desk.call.resume' : 'desk.call.hold'));
    },
  };
}

/** Asks a colleague; then brings the caller in, hands the caller over to the colleague, or goes back to the caller alone. */
function consultButtons(card) {
  const button = (key, onclick) => h('button', { class: 'button', type: 'button', 'data-key': key, onclick });
  const ask = button('consult', () => openConsult(card));
  const cancel = button('consult', () => command('cancel'));
  const join = button('conference', () => command('conference'));
  const complete = button('transfer', () => command('complete'));
  join.classList.add('is-wide');
  complete.classList.add('button-primary', 'is-wide');
  async function command(what) {
    [join, cancel, complete].forEach(each => { each.disabled = true; });
    try {
      await post(`/api/desk/contacts/${card.contact}/consult/${what}`);
    } catch (problem) {
      toast(refusal(problem), 'bad');
      refresh().catch(() => {});
    }
    setTimeout(free, PATIENCE);
  }
  function free() {
    [join, cancel, complete].forEach(each => { each.disabled = false; });
  }
  return {
    elements: [ask, complete, join, cancel],
    draw(talking, asks, cutOff) {
      ask.hidden = !talking || Boolean(asks);
      ask.disabled = cutOff;
      cancel.hidden = !asks || asks.asked;
      complete.hidden = !asks?.speaks || asks.asked;
      join.hidden = complete.hidden || asks.joined;
      if (!isNews(ask, asks ?? null)) return;
      free();
      fill(ask, icon('user'), t('desk.call.consult'), h('kbd', { 'aria-hidden': 'true' }, 'J'));
      const what = asks?.joined ? 'conference' : 'consult';
      fill(join, icon('users'), h('span', {}, t('desk.call.conference')), h('kbd', { 'aria-hidden': 'true' }, 'G'));
      fill(cancel, icon(asks?.joined ? 'close' : 'play'), t(`desk.call.${what}.cancel.short`), h('kbd', { 'aria-hidden': 'true' }, 'J'));
      name(cancel, t(`desk.call.${what}.cancel`, asks?.colleague ?? ''));
      const handOver = t(`desk.call.${what}.complete`, asks?.colleague ?? '');
      fill(complete, icon('handover'), h('span', {}, asks?.joined ? t('desk.call.conference.complete.short') : handOver), h('kbd', { 'aria-hidden': 'true' }, 'T'));
      name(complete, handOver);
    },
  };
}

/** Keys of the telephone during the call. While it is open and has the focus, the keyboard's own keys are sent too. */
function keypad() {
  const sent = h('output', { class: 'keypad-sent number', 'aria-label': t('desk.call.keypad.sent') });
  const element = h('div', { class: 'keypad', hidden: true, role: 'group', tabindex: -1, 'aria-label': t('desk.call.keypad'), onkeydown: type },
    sent, TONES.map(tone => h('button', { class: 'button', type: 'button', onclick: () => press(tone) }, tone)));
  const button = h('button', { class: 'button', type: 'button', 'data-key': 'keypad', 'aria-expanded': 'false', onclick: () => show(element.hidden) },
    icon('keypad'), t('desk.call.keypad'), h('kbd', { 'aria-hidden': 'true' }, 'K'));
  function press(tone) {
    phone.key(tone);
    sent.textContent += tone;
  }
  function type(event) {
    const tone = TONES.includes(event.key);
    if (!tone && event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    if (tone) press(event.key);
    else show(false);
  }
  function show(open) {
    if (open !== element.hidden) return;
    element.hidden = !open;
    sent.textContent = '';
    button.setAttribute('aria-expanded', String(open));
    (open ? element : button).focus();
  }
  return {
    element,
    button,
    draw(there, ready) {
      button.hidden = !there;
      button.disabled = !ready;
      if (!ready) {
        element.hidden = true;
        button.setAttribute('aria-expanded', 'false');
      }
    },
  };
}
