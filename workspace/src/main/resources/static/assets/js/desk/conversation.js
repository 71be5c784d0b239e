// The conversation in front: who, what, since when; what was said; what we answer.
import { fill, h, icon, isNews, toast } from '../lib/dom.js';
import { mentions } from '../lib/mentions.js';
import { post, postFile } from '../lib/http.js';
import { templates } from '../lib/templates.js';
import { moment, t } from '../lib/texts.js';
import { callPanel } from './call.js';
import { again as cameBefore, callerOf, channelIcon, dialled } from './contacts.js';
import * as drafts from './drafts.js';
import { markOf, ours } from './marks.js';
import { refusal } from './refusals.js';
import { changed, isCall, isChat, isMessenger, loadTicket, refresh, state } from './store.js';
import { thread } from './thread.js';

const AT_END = 24;
const AGAIN = 3000; // ms after which is tried again what could not be sent
const FILES = 'image/jpeg,image/png,application/pdf,.docx,.xlsx,.odt,.ods';

/** What came while nobody looked is read now. */
document.addEventListener('visibilitychange', changed);

/** The pane of one contact, made once, so that what is typed in it stays; `draw` brings it up to date. */
export function conversation(card) {
  const voice = isCall(card);
  const head = talkHead(card);
  const call = voice ? callPanel(card, () => end(card)) : null;
  const list = h('ol', { class: 'thread', tabindex: 0, 'aria-label': t('desk.thread') },
    h('li', { class: 'loading' }, h('span'), h('span'), h('span')));
  const toEnd = following(list);
  const marks = card.channel === 'chat' ? ours(card) : null;
  const typing = h('p', { class: 'small muted talk-typing', role: 'status' });
  const writer = composer(card, voice, marks);
  const element = h('section', { class: 'talk card', 'aria-label': t('desk.conversation') }, head.element, call?.element ?? '', list, marks ? typing : '', writer.element);
  return {
    element,
    draw(now, view) {
      head.draw(now, view);
      call?.draw(now);
      writer.draw(now, view);
      const mark = markOf(now);
      if (view && isNews(list, [view.interactions, mark?.readUntil])) thread(list, view, mark?.readUntil ?? '');
      const writes = Boolean(mark?.typing) && now.phase === 'IN_CONVERSATION';
      if (marks && isNews(typing, writes)) typing.textContent = writes ? t('desk.chat.typing') : '';
      if (marks && view && now.contact === state.selected && document.visibilityState === 'visible') marks.read(lastHeard(view));
      toEnd();
    },
  };
}

const lastHeard = view => view.interactions.filter(said => said.direction === 'IN').at(-1)?.at ?? '';

/** Who, what, since when. Its button stays where it is while the rest changes. */
function talkHead(card) {
  const who = h('h2', { class: 'talk-who' });
  const what = h('p', { class: 'muted talk-what' });
  const phase = h('span');
  const close = isChat(card) && h('button', {
    class: 'button button-small', type: 'button', 'data-key': 'end', onclick: () => end(card),
  }, t('desk.chat.end'), h('kbd', { 'aria-hidden': 'true' }, 'X'));
  return {
    element: h('div', { class: 'talk-head' }, channelIcon(card.channel), h('div', { class: 'grow' }, who, what,
      card.again && h('p', { class: 'small offer-again' }, icon('history'), h('span', {}, cameBefore(card))),
      card.dialled && h('p', { class: 'small muted' }, dialled(card)), card.channel === 'relay' && h('p', { class: 'small' }, t('desk.relay'))),
      h('a', { class: 'small', href: `/desk/contacts/${card.contact}/path`, target: '_blank', rel: 'noopener' }, t('desk.why')), phase, close),
    draw(now, view) {
      who.textContent = view?.citizen.display || callerOf(now);
      what.textContent = view?.ticket.subject || now.subject || now.categoryLabel;
      if (close) close.hidden = now.phase !== 'IN_CONVERSATION';
      if (!isNews(phase, [now.phase, now.since, now.until])) return;
      const wrapUp = now.phase === 'WRAP_UP';
      phase.className = `badge ${wrapUp ? 'badge-warn' : 'badge-accent'}`;
      fill(phase, t(`desk.phase.${now.phase}`), h('time', wrapUp && now.until ? { 'data-until': now.until } : { 'data-since': now.since }));
    },
  };
}

/** Keeps the end of a list in sight, unless somebody has scrolled up to read. */
function following(list) {
  let follows = true;
  const toEnd = () => {
    if (follows) list.scrollTop = list.scrollHeight;
  };
  list.addEventListener('scroll', () => {
    follows = list.scrollHeight - list.scrollTop - list.clientHeight < AT_END;
  }, { passive: true });
  list.addEventListener('load', toEnd, true);
  new ResizeObserver(toEnd).observe(list);
  return toEnd;
}

async function end(card) {
  try {
    await post(`/api/desk/contacts/${card.contact}/end`);
  } catch (problem) {
    toast(refusal(problem), 'bad');
    refresh().catch(() => {});
  }
}

/** Reply and internal note, each with its own draft. On the telephone there is only the note. */
function composer(card, voice, marks) {
  const note = editor(card, {
    field: 'note', key: 'note', label: 'desk.note', placeholder: voice ? 'desk.note.call' : 'desk.note.placeholder', button: 'desk.note.save',
    send: (text, key) => post(`/api/desk/tickets/${card.ticket}/notes`, { text, key }), done: 'desk.note.saved',
  });
  mentions(note.area);
  if (voice) return { element: h('div', { class: 'composer' }, note.element), draw: () => {} };
  const chat = isChat(card);
  const reply = editor(card, {
    field: 'reply', key: 'reply', label: 'desk.reply', placeholder: chat ? 'desk.reply.chat' : 'desk.reply.mail', button: 'desk.reply.send',
    send: (text, key) => post(`/api/desk/contacts/${card.contact}/messages`, { text, key }),
    done: chat ? null : 'desk.reply.sent', enterSends: chat,
  });
  if (marks) ['input', 'sent'].forEach(news => reply.area.addEventListener(news, () => marks.typed(reply.area.value !== '')));
  if (marks) reply.actions.prepend(attaching(card));
  const noAddress = h('p', { class: 'notice notice-warn', hidden: true }, icon('info'), h('span', {}, t('desk.reply.no-address')));
  const refused = h('p', { class: 'notice notice-warn', 'data-key': 'mail-refused', role: 'status', hidden: true }, icon('warning'), h('span', {}, t('desk.reply.mail-refused')));
  const window = isMessenger(card) && h('div', { class: 'notice small', 'data-key': 'window', role: 'status', hidden: true });
  const editors = { reply, note };
  const tabs = Object.keys(editors).map(name => h('button', {
    class: 'button', type: 'button', 'data-key': `${name}-tab`, onclick: () => {
      show(name);
      editors[name].focus();
    },
  }, icon(name === 'reply' ? 'send' : 'note'), t(`desk.${name}`)));
  function show(name) {
    Object.keys(editors).forEach((other, index) => {
      editors[other].element.hidden = other !== name;
      tabs[index].setAttribute('aria-pressed', String(other === name));
    });
  }
  show(drafts.read(card.ticket, 'note') && !drafts.read(card.ticket, 'reply') ? 'note' : 'reply');
  const element = h('div', { class: 'composer' },
    h('div', { class: 'segments', role: 'group' }, tabs), noAddress, refused, window, reply.element, note.element);
  return {
    element,
    draw(now, view) {
      const mute = !chat && view && !view.citizen.email;
      noAddress.hidden = !mute || reply.element.hidden;
      refused.hidden = chat || !view?.citizen.mailRefused || reply.element.hidden;
      const shut = window && drawWindow(window, view, reply.element.hidden);
      reply.disable(Boolean(mute || shut) || (chat && now.phase === 'WRAP_UP'));
    },
  };
}

/** Until when the messenger lets him be answered, and what becomes of an answer afterwards. Says whether none can go. */
function drawWindow(element, view, elsewhere) {
  const open = view?.window;
  if (!open) return false;
  const way = open.how === 'NOT' && view.citizen.email ? 'MAIL' : open.how;
  const name = t(`channel.${open.channel}`);
  element.hidden = elsewhere;
  element.classList.toggle('notice-warn', way !== 'FREELY');
  if (isNews(element, [way, open.until, view.citizen.email])) {
    fill(element, icon('info'), h('p', {}, t(`desk.window.${way}`, name, moment(open.until), view.citizen.email ?? '')));
  }
  return way === 'NOT';
}

/** A file that is chosen is one message, however often it is tried. */
function attaching(card) {
  const picker = h('input', { type: 'file', accept: FILES, multiple: true, hidden: true, tabindex: -1, 'aria-hidden': 'true', onchange: give });
  const button = h('button', { class: 'button', type: 'button', 'data-key': 'attach', title: t('desk.attach'), 'aria-label': t('desk.attach'), onclick: () => picker.click() }, icon('paperclip'));
  async function give() {
    const chosen = [...picker.files];
    picker.value = '';
    button.classList.add('is-busy');
    for (const file of chosen) await send(file, crypto.randomUUID()).catch(problem => toast(refusal(problem), 'bad'));
    button.classList.remove('is-busy');
    loadTicket(card.ticket).catch(() => {});
  }
  async function send(file, key) {
    for (let tried = 0; ; tried++)
      try {
        return await postFile(`/api/desk/contacts/${card.contact}/files/${key}`, file);
      } catch (problem) {
        if (problem.status !== 0) throw problem;
        if (!button.isConnected || button.disabled) return toast(t('desk.file.unsent', file.name), 'bad');
        if (!tried) toast(t('desk.file.waits', file.name), 'bad');
        await new Promise(later => setTimeout(later, AGAIN));
      }
  }
  return h('span', {}, picker, button);
}

function editor(card, { field, key, label, placeholder, button, send, done, enterSends }) {
  const id = `${field}-${card.contact}`;
  const area = h('textarea', { class: 'textarea', id, 'data-key': key, placeholder: t(placeholder), rows: enterSends ? 2 : 4 });
  const status = h('span', { class: 'small muted', role: 'status' });
  const submit = h('button', { class: 'button button-primary', type: 'button', onclick: run }, t(button), h('kbd', { 'aria-hidden': 'true' }, enterSends ? '⏎' : 'Ctrl ⏎'));
  const draft = drafts.keep(card.ticket, field, area);
  if (area.value) status.textContent = t('desk.draft.restored');
  for (const news of ['input', 'shown'])
    area.addEventListener(news, () => {
      if (!area.value) status.textContent = '';
      else status.textContent = t(unsent && area.value.trim() !== unsent ? 'desk.draft.changed' : 'desk.draft.kept');
    });
  area.addEventListener('keydown', event => {
    if (event.key !== 'Enter' || event.isComposing) return;
    if (event.ctrlKey || event.metaKey || (enterSends && !event.shiftKey)) {
      event.preventDefault();
      run();
    }
  });
  const choose = h('button', { class: 'button button-quiet', type: 'button', 'data-key': 'templates', onclick: () => insert.choose() }, icon('note'), t('templates.insert'));
  const actions = h('span', { class: 'row' }, choose, submit);
  const element = h('div', { class: 'editor' },
    h('label', { for: id, class: 'visually-hidden' }, t(label)), area,
    h('div', { class: 'row-between' }, status, actions));
  const insert = templates(area, () => `/api/desk/tickets/${card.ticket}/templates`);
  let sending = false;
  let unsent;
  let timer;
  /** What could not be sent goes by itself, unless it has been changed since or the contact is gone. */
  function again() {
    if (!area.isConnected || area.value.trim() !== unsent) return;
    if (submit.disabled) status.textContent = t('desk.draft.closed');
    else run();
  }
  /** What was typed while the words were on their way stays, as a draft of its own. */
  function clear(words, key) {
    const rest = area.value.startsWith(words) ? area.value.slice(words.length).trimStart() : area.value;
    const caret = area.selectionStart - (area.value.length - rest.length);
    drafts.sent(card.ticket, field, key);
    if (rest !== area.value) {
      area.value = rest;
      area.setSelectionRange(Math.max(0, caret), Math.max(0, caret));
      for (const news of ['shown', 'sent']) area.dispatchEvent(new Event(news));
    }
    status.textContent = '';
    if (rest) area.dispatchEvent(new Event('input'));
  }
  async function run() {
    const words = area.value;
    const key = draft.key;
    const text = words.trim();
    if (!text || sending || submit.disabled) return;
    clearTimeout(timer);
    sending = true;
    submit.classList.add('is-busy');
    try {
      await send(text, key);
      unsent = undefined;
      clear(words, key);
      if (done) toast(t(done));
      loadTicket(card.ticket).catch(() => {});
    } catch (problem) {
      status.textContent = problem.status === 0 ? t('desk.draft.unsent') : refusal(problem);
      if (problem.status === 0) {
        unsent = text;
        timer = setTimeout(again, AGAIN);
      } else if (problem.code === 'said-otherwise') {
        unsent = undefined;
        draft.key = drafts.renew(card.ticket, field);
        loadTicket(card.ticket).catch(() => {});
      }
    } finally {
      sending = false;
      submit.classList.remove('is-busy');
    }
  }
  return {
    area,
    actions,
    element,
    focus: () => area.focus(),
    disable(off) {
      area.disabled = choose.hidden = off;
      actions.querySelectorAll('button').forEach(button => {
        button.disabled = off;
      });
    },
  };
}
