// Offers: the card, the sound, the browser's notification, the title of the page. Focus stays where it is.
import { $, fill, h, icon, isNews, reconcile, s, toast } from '../lib/dom.js';
import { post } from '../lib/http.js';
import { span, t } from '../lib/texts.js';
import { tick } from './clocks.js';
import { again, callerOf, channelIcon, dialled } from './contacts.js';
import * as phone from './phone.js';
import { refusal } from './refusals.js';
import { ring } from './sound.js';
import { dropOffer, isCall, isChat, isMessenger, now, refresh, state, subscribe } from './store.js';

const rung = new Map();
const answered = new Set();
const title = document.title;

export function start() {
  subscribe(draw);
}

export async function accept(card = state.offers[0]) {
  if (!card) return;
  silence(card.contact);
  answered.add(card.contact);
  if (isCall(card)) {
    if (phone.phone.kind === 'browser') phone.answer(Date.parse(card.until) - now());
    return draw();
  }
  await command(card, 'accept');
}

export async function decline(card = state.offers[0]) {
  if (!card) return;
  silence(card.contact);
  await command(card, 'decline');
}

async function command(card, what) {
  try {
    await post(`/api/desk/offers/${card.contact}/${what}`);
    if (what === 'decline') dropOffer(card.contact);
  } catch (problem) {
    answered.delete(card.contact);
    toast(refusal(problem), 'bad');
    if (problem.code === 'offer-gone') dropOffer(card.contact);
    refresh().catch(() => {});
  }
}

function draw() {
  for (const contact of rung.keys())
    if (!isOffered(contact)) silence(contact);
  for (const contact of answered)
    if (!isOffered(contact)) {
      answered.delete(contact);
      phone.answerNoMore();
    }
  for (const card of state.offers)
    if (!rung.has(card.contact) && !answered.has(card.contact)) announce(card);
  reconcile($('offers'), state.offers, card => card.contact, drawCard);
  tick();
  document.title = state.offers.length ? `● ${t(`desk.offer.${kind(state.offers[0])}`)} · Allo Mairies` : title;
}

const isOffered = contact => state.offers.some(card => card.contact === contact);

const kind = card => card.consult ? 'consult' : card.callback ? 'callback' : isMessenger(card) ? 'chat' : ['voice', 'relay', 'email', 'chat', 'report', 'voicemail'].includes(card.channel) ? card.channel : 'other';

/** Why it came to her: "Voirie, niveau 3 · attend depuis 2 min". */
const why = card => card.consult ? card.number : [
  ...card.why.skills.map(skill => t('desk.offer.skill', skill.label, skill.level)),
  t('desk.offer.waited', span(card.why.waitedSeconds)),
].join(' · ');

const by = card => t(card.consult ? 'desk.offer.asked' : 'desk.offer.passed', card.passed.by);
const passed = card => card.passed ? `${by(card)}. ${card.passed.note} ` : '';

function announce(card) {
  rung.set(card.contact, ring(isCall(card)));
  $('announcer').textContent = `${t(`desk.offer.${kind(card)}`)}, ${card.categoryLabel}. ${passed(card)}${why(card)}. ${t('desk.offer.keys')}`;
  if (document.hidden && window.Notification?.permission === 'granted') {
    const note = new Notification(t(`desk.offer.${kind(card)}`), { body: `${card.categoryLabel} · ${why(card)}`, tag: card.contact });
    note.onclick = () => window.focus();
  }
}

function silence(contact) {
  rung.get(contact)?.();
  rung.delete(contact);
}

function drawCard(card, before) {
  const byHand = isCall(card) && phone.phone.kind !== 'browser';
  const waiting = answered.has(card.contact);
  const element = before ?? h('section', { class: 'offer', 'aria-label': t(`desk.offer.${kind(card)}`) });
  return !isNews(element, [card, byHand, waiting]) ? element : fill(element,
    h('div', { class: 'offer-ring' }, countdown(card), channelIcon(card.channel)),
    h('div', { class: 'offer-words' },
      h('p', { class: 'offer-kind' }, t(`desk.offer.${kind(card)}`)),
      h('p', { class: 'offer-who' }, callerOf(card)),
      h('p', { class: 'offer-what' }, matter(card)),
      card.again && h('p', { class: 'small offer-again' }, icon('history'), h('span', {}, again(card))),
      card.dialled && h('p', { class: 'small' }, dialled(card)),
      card.passed && h('p', { class: 'offer-passed' }, icon('handover'), h('span', {},
        h('strong', {}, by(card)), card.passed.note && ` : «\u00a0${card.passed.note}\u00a0»`)),
      card.place && h('p', { class: 'small' }, card.place),
      h('p', { class: 'small muted' }, why(card)),
      card.said && h('div', { class: 'offer-said', role: 'group', tabindex: '0', 'aria-label': t(isCall(card) ? 'desk.said.CALL' : 'desk.said.MESSAGE') }, said(card))),
    h('div', { class: 'offer-actions' },
      byHand
        ? h('p', { class: 'offer-hand' }, t('desk.offer.by-hand'))
        : h('button', { class: `button button-good${waiting ? ' is-busy' : ''}`, type: 'button', onclick: () => accept(card) },
          t(waiting ? 'desk.offer.connecting' : 'desk.offer.accept'), h('kbd', { 'aria-hidden': 'true' }, 'A')),
      h('button', { class: 'button', type: 'button', onclick: () => decline(card) },
        t('desk.offer.decline'), h('kbd', { 'aria-hidden': 'true' }, 'D'))));
}

// A report without a word of its own has its topic for a subject.
function matter(card) {
  const own = !isCall(card) && card.subject !== card.categoryLabel && card.subject;
  return own ? `${card.categoryLabel} · ${own}` : card.categoryLabel;
}

// What the assistant has found out is quoted before the citizen's own lines.
function said(card) {
  return isChat(card) || isCall(card) ? card.said.replace(/^> ?/gm, '') : card.said;
}

function countdown(card) {
  return s('svg', { viewBox: '0 0 36 36', class: 'countdown', 'aria-hidden': 'true' },
    s('circle', { cx: 18, cy: 18, r: 16, class: 'countdown-track' }),
    s('circle', { cx: 18, cy: 18, r: 16, pathLength: 100, class: 'countdown-left', 'data-from': card.since, 'data-until': card.until }));
}
