// What board, wall and replay show of a state: each page shows those parts for which it has a place.
import { draw } from './chart.js';
import { element, icon, one, show, write } from './dom.js';
import { channelName, count, counted, day, duration, french, has, none, share, skillName, span, text, time, timeWithSeconds } from './format.js';

const STATES = ['AVAILABLE', 'OFFERED', 'ON_CONTACT', 'WRAP_UP', 'PAUSED', 'OFFLINE'];
const ICONS = { voice: 'phone', relay: 'users', email: 'email', chat: 'chat', 'chat-whatsapp': 'chat', 'chat-messenger': 'chat', report: 'report', voicemail: 'voicemail' };

/** Figures of the day that open to the contacts behind them, and of which channel they are. */
const BEHIND = { 'service-level': 'voice', 'answer-rate': 'voice', 'average-wait': 'voice', offered: null, abandoned: null };

/** What a page does beyond showing: its clock, opening an agent's line, looking after an alert, opening figures. */
export const page = { now: () => Date.now(), open: null, acknowledge: null, opensFigures: false };

export let state;
const now = () => page.now();
const since = (instant, key = 'since') => {
  const node = element('span', { class: 'number', [`data-${key}`]: instant });
  tick(node);
  return node;
};
const tick = node => write(node, node.dataset.since ? duration((now() - Date.parse(node.dataset.since)) / 1000) : none);

export function render(next) {
  state = next;
  figures();
  alerts();
  channels();
  skills();
  overflows();
  agents();
  waiting();
  write(one('[data-day]'), day(Date.parse(state.dayFrom) + 12 * 3600 * 1000));
  show(one('[data-catching-up]'), state.catchingUp);
  drawChart();
  if (page.opensFigures) openFigures();
}

/** By the report of the day, which counts as the board does. */
function openFigures() {
  const today = new Date(Date.parse(state.dayFrom) + 12 * 3600 * 1000).toLocaleDateString('sv-SE', { timeZone: 'Europe/Paris' });
  for (const [name, channel] of Object.entries(BEHIND)) {
    const label = one(`#tile-${name} span`);
    const link = label.querySelector('a') ?? element('a', {}, label.textContent);
    link.href = `/reports/contacts?from=${today}&to=${today}&measure=${name}${channel ? `&by=channel&key=${channel}` : ''}`;
    if (!link.isConnected) label.replaceChildren(link);
  }
}

function figures() {
  const voice = state.channels.find(channel => channel.channel === 'voice');
  const oldest = state.channels.map(channel => channel.oldest).filter(Boolean).sort()[0];
  const rule = state.rule;
  figure('waiting', count(state.waitingInAll), state.waitingInAll === 0 ? 'good' : null);
  const longest = one('[data-figure="longest"]');
  if (oldest) longest.dataset.since = oldest;
  else delete longest.dataset.since;
  tick(longest);
  tile('longest').dataset.level = state.alerts.some(alert => alert.code === 'longest-wait') ? 'bad' : '';
  figure('conversation', count(state.inConversation));
  figure('service-level', share(voice.figures.serviceLevel), level(voice.figures.serviceLevel, rule.serviceLevelTarget));
  note('service-level', text('board.objective.service-level', rule.rule, share(rule.serviceLevelTarget), span(voice.answerWithin)));
  write(one('[data-rule="service-level"]'),
    `${text(`board.rule.service-level.${rule.rule}`)} ${text('board.rule.delay', span(voice.answerWithin), span(rule.shortAbandon))}`);
  figure('answer-rate', share(voice.figures.answerRate), level(voice.figures.answerRate, rule.answerRateTarget));
  note('answer-rate', text('board.objective', share(rule.answerRateTarget)));
  figure('average-wait', duration(voice.figures.averageWait));
  note('average-wait', voice.figures.p95Wait == null ? '' : `P95 ${duration(voice.figures.p95Wait)}`);
  figure('offered', count(state.total.offered));
  note('offered', `${text('board.figure.answered')} ${count(state.total.answered)}`);
  figure('abandoned', count(state.total.abandoned));
  note('abandoned', state.total.offered ? share(state.total.abandonmentRate) : '');
  note('waiting', state.channels.filter(channel => channel.waiting).map(channel => `${channelName(channel.channel)} ${count(channel.waiting)}`).join(' · '));
  write(one('[data-figure="occupancy"]'), share(state.occupancy));
  write(one('[data-figure="estimate-error"]'), duration(voice.figures.estimateError));
  write(one('[data-estimates-held]'), voice.figures.estimated ? text('board.estimates-held', share(voice.figures.estimatesHeld), count(voice.figures.estimated)) : '');
}

const tile = name => one(`[data-tile="${name}"]`) ?? element('div');
const level = (value, target) => value == null ? null : value >= target ? 'good' : value >= target - 0.1 ? 'warn' : 'bad';

function figure(name, value, grade) {
  write(one(`[data-figure="${name}"]`), value);
  tile(name).dataset.level = grade ?? '';
}

const note = (name, value) => write(one(`[data-note="${name}"]`), value);

function alerts() {
  const list = one('[data-alerts]');
  const lines = state.alerts.map(alertText);
  const key = JSON.stringify([state.raised, lines]);
  if (list.dataset.shown === key) return;
  list.dataset.shown = key;
  const focused = document.activeElement?.dataset.acknowledge;
  list.replaceChildren(...state.raised.map(raised => raisedLine(raised)),
    ...lines.map(line => element('li', { class: 'alert' }, icon('warning'), element('span', {}, line))));
  if (focused) one(`[data-acknowledge="${focused}"]`)?.focus();
}

function raisedLine(raised) {
  const [kind, code] = raised.scope.split(':');
  const scope = kind === 'channel' ? channelName(code) : kind === 'skill' ? skillName(code) : text('alerts.scope.all');
  const limit = { COUNT: count, SECONDS: span, SHARE: share }[raised.unit](raised.threshold);
  const said = text(`alerts.said.${raised.above ? 'above' : 'below'}`, text(`alerts.figure.${raised.figure}`), scope, limit);
  const line = element('li', { class: 'alert alert-raised', 'data-raised': raised.id, 'data-attended': String(!!raised.acknowledgedBy) }, icon('bell'),
    element('span', {}, element('strong', {}, raised.name), ' ', element('span', {}, said), ' ', element('span', { class: 'muted' }, text('alerts.since', time(raised.since)))));
  if (raised.acknowledgedBy) line.append(element('span', { class: 'badge badge-good' }, icon('check'), text('alerts.attended', raised.acknowledgedBy, time(raised.acknowledgedAt))));
  else if (page.acknowledge) {
    const button = element('button', { class: 'button button-small', type: 'button', 'data-acknowledge': raised.id, 'aria-label': text('alerts.acknowledge.of', raised.name) }, text('alerts.acknowledge'));
    button.addEventListener('click', async () => {
      button.disabled = true;
      await page.acknowledge(raised.id).catch(() => { button.disabled = false; });
    });
    line.append(button);
  } else line.append(element('span', { class: 'badge badge-warn' }, text('alerts.unattended')));
  return line;
}

function alertText(alert) {
  const subject = alert.code === 'nobody-for-skill' ? skillName(alert.subject) : channelName(alert.subject);
  return alert.code === 'longest-wait'
    ? text('board.alert.longest-wait', subject, span(alert.threshold))
    : text(`board.alert.${alert.code}`, subject, share(alert.value), share(alert.threshold));
}

const number = (...children) => element('td', { class: 'is-number' }, ...children);
const channelMark = code => element('span', { class: 'channel', 'data-channel': code }, icon(ICONS[code] ?? 'message'));

function channels() {
  one('[data-channels]')?.replaceChildren(...state.channels.map(channel => element('tr', {},
    element('th', { scope: 'row' }, element('span', { class: 'channel-name' }, channelMark(channel.channel), channelName(channel.channel))),
    number(count(channel.waiting)),
    number(channel.oldest ? since(channel.oldest) : none),
    number(count(channel.inConversation)),
    number(count(channel.figures.offered)),
    number(count(channel.figures.answered)),
    number(count(channel.figures.abandoned)),
    number(element('span', { title: text('board.within', span(channel.answerWithin)) }, share(channel.figures.serviceLevel)),
      element('span', { class: 'cell-note' }, text('board.within', span(channel.answerWithin)))),
    number(duration(channel.figures.averageWait)))));
  one('[data-wall-channels]')?.replaceChildren(...state.channels.map(channel => element('article', { class: 'card wall-channel' },
    element('h2', { class: 'row' }, channelMark(channel.channel), channelName(channel.channel)),
    element('p', { class: 'wall-waiting', 'data-some': channel.waiting > 0 }, count(channel.waiting)),
    element('p', { class: 'muted' }, text('board.figure.waiting'), channel.oldest ? ' · ' : '', channel.oldest ? since(channel.oldest) : null),
    element('p', { class: 'muted' }, `${text('board.figure.conversation')} ${count(channel.inConversation)}`),
    element('p', { class: 'muted' }, `${text('board.figure.answered')} ${count(channel.figures.answered)} / ${count(channel.figures.offered)}`))));
}

function skills() {
  const body = one('[data-skills]');
  if (!body) return;
  body.replaceChildren(...state.skills.map(skill => element('tr', {},
    element('th', { scope: 'row' }, page.open ? element('a', { href: `/board/skills?skill=${encodeURIComponent(skill.skill)}` }, skillName(skill.skill)) : skillName(skill.skill)),
    number(count(skill.waiting)),
    number(skill.oldest ? since(skill.oldest) : none),
    number(element('span', { class: skill.waiting && !skill.signedIn ? 'error-text' : '' }, `${count(skill.available)} / ${count(skill.signedIn)}`)))));
  show(one('[data-skills-frame]'), state.skills.length > 0);
  show(one('[data-skills-empty]'), state.skills.length === 0);
}

function overflows() {
  const body = one('[data-overflows]');
  if (!body) return;
  write(one('[data-figure="overflowed"]'), count(state.total.overflowed));
  body.replaceChildren(...state.overflows.map(way => {
    const to = `board.overflow.to.${way.to}`;
    const behind = new URLSearchParams({ line: way.from ?? '', target: way.to });
    return element('tr', {},
      element('th', { scope: 'row' }, way.from ?? none),
      element('td', {}, has(to) ? text(to) : way.to),
      number(element('a', { href: `/reports/overflows?${behind}` }, count(way.contacts))));
  }));
  show(one('[data-overflows-frame]'), state.overflows.length > 0);
  show(one('[data-overflows-empty]'), state.overflows.length === 0);
}

function agents() {
  one('[data-states]')?.replaceChildren(...STATES.filter(name => name !== 'OFFLINE' || state.states[name]).map(name =>
    element('li', { 'data-state': name }, element('span', { class: 'state-count' }, element('span', { class: 'state-dot', 'aria-hidden': 'true' }), count(state.states[name])),
      element('span', { class: 'state-name' }, text(`board.state.${name}`)))));
  const list = one('[data-agents]');
  if (!list) return;
  const ordered = [...state.agents].sort((a, b) => STATES.indexOf(a.state) - STATES.indexOf(b.state) || a.since.localeCompare(b.since));
  for (const login of lines.keys()) if (!ordered.some(agent => agent.login === login)) lines.delete(login);
  const drawn = ordered.map(agentLine);
  if (drawn.length !== list.children.length || drawn.some((line, place) => line !== list.children[place])) {
    const focus = document.activeElement;
    list.replaceChildren(...drawn);
    if (list.contains(focus)) focus.focus();
  }
  show(one('[data-agents-empty]'), state.agents.length === 0);
}

/** One line for each agent, kept while she is there, so that nobody loses the focus to a new figure. */
const lines = new Map();
function agentLine(agent) {
  const line = lines.get(agent.login) ?? element('li', { class: 'agent' });
  lines.set(agent.login, line);
  line.dataset.state = agent.state;
  const name = line.querySelector('.agent-name')
    ?? (page.open ? element('button', { class: 'agent-name', type: 'button', 'aria-haspopup': 'dialog' }) : element('span', { class: 'agent-name' }));
  write(name, agent.name);
  if (page.open) {
    name.title = text('steer.open', agent.name);
    name.onclick = () => page.open(agent, nowText(agent));
  }
  const parts = [element('span', { class: 'agent-handled muted' }, counted('board.agent.handled', agent.handled)),
    element('span', { class: 'agent-state' }, stateText(agent)), since(agent.since)];
  if (!name.isConnected) line.replaceChildren(element('span', { class: 'state-dot', 'aria-hidden': 'true' }), name);
  while (name.nextSibling) name.nextSibling.remove();
  line.append(...parts);
  return line;
}

export const nowText = agent => text('steer.now', stateText(agent), timeWithSeconds(agent.since));

function stateText(agent) {
  const name = text(`board.state.${agent.state}`);
  if (agent.reason === 'consult') return text('board.state.consult');
  if (agent.state !== 'PAUSED' || !agent.reason) return name;
  const reason = `board.pause.${agent.reason}`;
  return `${name} · ${has(reason) ? text(reason) : agent.reason}`;
}

function waiting() {
  const list = one('[data-waiting]');
  if (!list) return;
  const late = new Set(state.alerts.filter(alert => alert.code === 'longest-wait').map(alert => alert.subject));
  list.replaceChildren(...state.waiting.map(contact => element('li', { class: 'wait' },
    channelMark(contact.channel),
    element('span', { class: 'wait-what' },
      element('a', { class: 'wait-label', href: `/board/contacts/${contact.contact}` }, french ? contact.labelFr : contact.labelEn),
      element('span', { class: 'wait-skills muted' }, contact.skills.map(skillName).join(', '))),
    element('span', { class: 'wait-why', 'data-why': contact.why }, text(`board.why.${contact.why}`, contact.agent ?? '')),
    element('span', { class: 'wait-since', 'data-late': late.has(contact.channel) }, since(contact.since)))));
  write(one('[data-waiting-count]'), count(state.waitingInAll));
  show(one('[data-waiting-empty]'), state.waitingInAll === 0);
  const more = one('[data-waiting-more]');
  show(more, state.waitingInAll > state.waiting.length);
  write(more, counted('board.waiting.more', state.waitingInAll - state.waiting.length));
}

let drawn = '';
export function drawChart(force) {
  const figure = one('[data-chart]');
  const key = JSON.stringify(state.quarters) + time(now());
  if (!figure || (key === drawn && !force)) return;
  drawn = key;
  draw(figure, one('[data-chart-readout]'), { ...state, at: new Date(now()).toISOString() });
}

export function everySecond() {
  document.querySelectorAll('[data-since]').forEach(tick);
  write(one('[data-clock]'), time(now()));
}

export function start() {
  new ResizeObserver(() => drawChart(true)).observe(one('[data-chart]'));
}
