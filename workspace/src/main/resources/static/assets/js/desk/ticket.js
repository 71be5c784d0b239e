// The request beside the conversation: the citizen, what it is about, where, who does the work, and how it ends.
import { $, fill, h, icon, isNews, toast } from '../lib/dom.js';
import { get, post } from '../lib/http.js';
import { longDate, moment, t } from '../lib/texts.js';
import { articles } from './articles.js';
import { categoryPicker, serviceOf, services } from './catalogue.js';
import { channelIcon } from './contacts.js';
import * as drafts from './drafts.js';
import { coordinates, minimap, nearestText } from './minimap.js';
import { refusal } from './refusals.js';
import { dropContact, loadTicket, refresh, state } from './store.js';
import { stateOf, thread } from './thread.js';

const DISPOSITIONS = ['answered', 'information', 'handed-over', 'wrong-number', 'abuse', 'duplicate'];

/** The pane of one contact's ticket, made once; `draw` brings up to date what nobody is typing in. */
export function ticketPane(card) {
  const head = h('div', { class: 'ticket-head' });
  const fields = describedBy(card);
  const picker = categoryPicker(code => command(card, () => post(`/api/desk/tickets/${card.ticket}/category`, { category: code }), 'desk.saved'));
  const place = h('div', { class: 'place' });
  const known = articles(card);
  const history = h('div', { class: 'history' });
  const service = handOver(card);
  const end = finish(card);
  const element = h('aside', { class: 'ticket card', 'aria-label': t('desk.ticket') },
    head,
    h('div', { class: 'ticket-body' },
      section('desk.request', 'ticket', picker.element, fields.subject, fields.address, place),
      section('desk.articles', 'book', known.element),
      section('desk.citizen', 'user', h('div', { class: 'form-row' }, fields.name, fields.phone), fields.email),
      section('desk.history', 'history', history),
      section('desk.service', 'handover', service.element)),
    end.element);
  return {
    element,
    draw(now, view) {
      if (!view || !isNews(element, [view.ticket, view.citizen, view.place, view.history, now.outward, now.phase])) return;
      drawTicketHead(head, view.ticket);
      fields.fill({ ...view.citizen, subject: view.ticket.subject, address: view.place?.address });
      picker.choose(view.ticket.category);
      known.draw(view.ticket);
      if (isNews(place, view.place)) drawPlace(place, view.place);
      if (isNews(history, view.history)) drawHistory(history, view.history);
      service.draw(view.ticket, view.whose);
      end.draw(now, view.ticket);
    },
  };
}

const section = (label, sign, ...content) => h('section', { class: 'ticket-part' }, h('h3', {}, icon(sign), t(label)), ...content);

function drawTicketHead(head, ticket) {
  fill(head,
    h('h2', { class: 'number' }, ticket.number), stateOf(ticket),
    ticket.merged && h('a', { href: `/tickets/${ticket.merged}`, target: '_blank' }, t('desk.merged', ticket.merged)),
    ticket.due && h('span', { class: 'small muted', title: t('desk.due.title') }, t('desk.due', longDate(ticket.due))));
}

async function command(card, run, done) {
  try {
    await run();
    if (done) toast(t(done));
    await loadTicket(card.ticket);
    return true;
  } catch (problem) {
    toast(problem.status === 0 ? t('desk.draft.away') : refusal(problem), 'bad');
    return false;
  }
}

/** Fields that save themselves when one leaves them; until then they are drafts. */
function describedBy(card) {
  const inputs = {};
  const shown = {};
  const field = (name, type, key) => {
    const id = `${name}-${card.contact}`;
    const error = h('p', { class: 'error-text', id: `${id}-error`, hidden: true });
    const input = h('input', { class: 'input', id, type, autocomplete: 'off', 'data-key': key, 'aria-describedby': `${id}-error` });
    inputs[name] = { input, error };
    input.addEventListener('input', () => drafts.write(card.ticket, name, input.value));
    input.addEventListener('change', () => save(name, input, error));
    return h('div', { class: 'field' }, h('label', { for: id }, t(`desk.field.${name}`)), input, error);
  };
  async function save(name, input, error) {
    const value = input.value.trim();
    if (value === shown[name]) {
      drafts.sent(card.ticket, name);
      mark(input, error, null);
      return;
    }
    try {
      await post(`/api/desk/tickets/${card.ticket}/description`, { [name]: value });
      drafts.sent(card.ticket, name);
      mark(input, error, null);
      shown[name] = value;
      await loadTicket(card.ticket).catch(() => {});
    } catch (problem) {
      mark(input, error, problem.status === 0 ? t('desk.draft.away') : problem.code === 'invalid-value' ? t(`desk.field.${name}.wrong`) : refusal(problem));
    }
  }
  return {
    name: field('name', 'text'), phone: field('phone', 'tel'), email: field('email', 'email'),
    subject: field('subject', 'text', 'subject'), address: field('address', 'text'),
    fill(values) {
      for (const [name, { input, error }] of Object.entries(inputs)) {
        shown[name] = values[name] ?? '';
        if (document.activeElement === input) continue;
        input.value = drafts.read(card.ticket, name) || shown[name];
        if (input.value === shown[name]) mark(input, error, null);
      }
    },
  };
}

function mark(input, error, text) {
  input.setAttribute('aria-invalid', String(Boolean(text)));
  error.textContent = text ?? '';
  error.hidden = !text;
}

function drawPlace(element, place) {
  element.replaceChildren(...(place?.latitude == null ? [] : [
    minimap(place),
    h('p', { class: 'small muted' }, `${nearestText(place)} · ${coordinates(place)}`),
  ]));
}

function drawHistory(element, tickets) {
  fill(element,
    tickets.length
      ? h('ul', {}, tickets.map(other => h('li', {}, h('button', { class: 'past', type: 'button', onclick: () => showPast(other) },
        channelIcon(other.channel),
        h('span', { class: 'grow' }, h('span', { class: 'past-what' }, other.subject || other.categoryLabel),
          h('span', { class: 'small muted' }, `${other.number} · ${moment(other.openedAt)}`)),
        stateOf(other)))))
      : h('p', { class: 'small muted' }, t('desk.history.none')));
}

async function showPast(other) {
  const view = await get(`/api/desk/tickets/${other.id}`).catch(problem => toast(refusal(problem), 'bad'));
  if (!view) return;
  const past = h('ol', { class: 'thread' });
  thread(past, view);
  $('past-title').textContent = `${view.ticket.number} · ${view.ticket.subject}`;
  fill($('past-body'),
    h('div', { class: 'row' }, stateOf(view.ticket), h('span', { class: 'badge' }, view.ticket.categoryLabel),
      view.ticket.serviceLabel && h('span', { class: 'badge badge-violet' }, view.ticket.serviceLabel)),
    past);
  $('past').showModal();
}

function handOver(card) {
  const id = `service-${card.contact}`;
  const select = h('select', { class: 'select', id, 'data-key': 'service' }, services.map(({ code, label }) => h('option', { value: code }, label)));
  const sector = h('p', { class: 'hint', hidden: true });
  const note = h('textarea', { class: 'textarea', id: `${id}-note`, rows: 2, placeholder: t('desk.hand-over.placeholder') });
  const button = h('button', { class: 'button button-small', type: 'button', onclick: send }, icon('handover'), t('desk.hand-over.send'));
  const done = h('p', { class: 'notice notice-good', hidden: true }, icon('check'), h('span'));
  const draft = drafts.keep(card.ticket, 'hand-over', note);
  async function send() {
    button.classList.add('is-busy');
    const body = { service: select.value, note: note.value.trim() || null };
    if (await command(card, () => post(`/api/desk/tickets/${card.ticket}/hand-over`, body), 'desk.hand-over.done')) {
      drafts.sent(card.ticket, 'hand-over', draft.key);
      note.value = '';
    }
    button.classList.remove('is-busy');
  }
  const element = h('div', { class: 'stack-tight' }, done,
    h('div', { class: 'field' }, h('label', { for: id }, t('desk.hand-over')), select, sector),
    h('div', { class: 'field' }, h('label', { for: `${id}-note` }, t('desk.hand-over.note')), note),
    h('div', { class: 'form-actions' }, button));
  return {
    element,
    draw(ticket, whose) {
      const service = ticket.service ?? whose?.service ?? serviceOf(ticket.category);
      sector.hidden = !whose?.sector;
      sector.textContent = whose?.sector ?? '';
      if (service && isNews(select, service)) select.value = service;
      done.hidden = ticket.status !== 'WITH_SERVICE';
      done.lastChild.textContent = t('desk.hand-over.with', ticket.serviceLabel ?? '');
    },
  };
}

/** A note that was typed and not added belongs to the request all the same. */
export async function saveNote(ticket) {
  const text = drafts.read(ticket, 'note').trim();
  if (!text) return false;
  let key = drafts.sendingKey(ticket, 'note');
  const save = () => post(`/api/desk/tickets/${ticket}/notes`, { text, key });
  await save().catch(problem => {
    if (problem.code !== 'said-otherwise') throw problem;
    key = drafts.renew(ticket, 'note');
    return save();
  });
  drafts.sent(ticket, 'note', key);
  return true;
}

function finish(card) {
  const name = `disposition-${card.contact}`;
  const radios = DISPOSITIONS.map((code, index) => h('label', { class: 'choice' },
    h('input', { type: 'radio', name, value: code, checked: index === 0, 'data-key': index === 0 && 'finish' }), h('span', {}, t(`desk.disposition.${code}`))));
  const resolved = h('input', { type: 'checkbox', checked: true });
  let unreached = false;
  const proposeResolved = code => {
    resolved.checked = code !== 'handed-over' && !resolved.disabled && !unreached;
  };
  const choose = code => {
    radios.find(label => label.firstChild.value === code).firstChild.checked = true;
    proposeResolved(code);
  };
  const misjudged = h('input', { type: 'checkbox' });
  const danger = h('label', { class: 'check', hidden: true }, misjudged, h('span'));
  /** Who never spoke to the assistant leaves nothing to correct. */
  const askForDanger = async () => {
    const seen = await get(`/api/desk/contacts/${card.contact}/danger`);
    if (!seen) return;
    danger.lastChild.textContent = t(seen.danger ? 'desk.finish.no-danger' : 'desk.finish.danger');
    danger.hidden = false;
  };
  const button = h('button', { class: 'button button-primary', type: 'button', onclick: run }, icon('check'), t('desk.finish'));
  const information = h('button', {
    class: 'visually-hidden', type: 'button', tabindex: -1, 'data-key': 'information', 'aria-hidden': 'true', onclick: () => {
      choose('information');
      button.focus();
    },
  });
  const element = h('div', { class: 'finish' },
    h('fieldset', { class: 'field' }, h('legend', { class: 'label' }, t('desk.disposition')), h('div', { class: 'choices' }, radios)),
    danger,
    h('div', { class: 'finish-foot' }, h('label', { class: 'check' }, resolved, h('span', {}, t('desk.finish.resolved'))), button, information));
  element.addEventListener('keydown', event => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) run();
  });
  element.addEventListener('change', event => {
    if (event.target.type === 'radio') proposeResolved(event.target.value);
  });
  async function run() {
    if (button.classList.contains('is-busy')) return;
    if (drafts.read(card.ticket, 'reply') && !confirm(t('desk.finish.unsent'))) return;
    const toDo = resolved.checked ? state.tickets.get(card.ticket)?.tasks ?? [] : [];
    if (toDo.length && !toDo.some(task => task.needed) && !confirm(`${t('desk.finish.tasks')}\n${toDo.map(task => `– ${task.text}`).join('\n')}`)) return;
    button.classList.add('is-busy');
    const disposition = element.querySelector('input[type=radio]:checked').value;
    try {
      await saveNote(card.ticket);
      await post(`/api/desk/contacts/${card.contact}/finish`, { disposition, resolve: resolved.checked, misjudged: misjudged.checked });
      drafts.forget(card.ticket);
      dropContact(card.contact);
    } catch (problem) {
      toast(problem.status === 0 ? t('desk.finish.away') : refusal(problem), 'bad');
      if (problem.code === 'contact-not-in-hand') refresh().catch(() => {});
    } finally {
      button.classList.remove('is-busy');
    }
  }
  return {
    element,
    /** What a service has, or a colleague by now, is theirs to settle: the desk proposes "handed over" as soon as it knows. A call
     * that did not reach the citizen settles nothing. */
    draw({ outward, phase }, ticket) {
      element.hidden = Boolean(card.consult?.asked);
      if (phase !== 'OFFERED' && isNews(danger, card.contact)) askForDanger().catch(() => {});
      const elsewhere = ticket.status === 'WITH_SERVICE' || card.passedOn;
      unreached = Boolean(outward) && outward !== 'ANSWERED';
      if (!isNews(element, [elsewhere, unreached])) return;
      resolved.disabled = elsewhere;
      choose(elsewhere ? 'handed-over' : DISPOSITIONS[0]);
    },
  };
}
