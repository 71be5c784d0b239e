/*
 * The chat of Allo Mairies, for any site by one line:
 *   <script src="https://…/chat/widget.js" async></script>
 * Attributes: data-language (fr, en; else the page's), data-theme (light, dark, auto; else the page's), data-open.
 *
 * What is written is kept in localStorage, and files in IndexedDB, until the server has it, under an id that makes sending it twice harmless;
 * what was said comes by server-sent events, each line with the id that makes showing it twice impossible.
 */
(() => {
  'use strict';

  const script = document.currentScript;
  const home = new URL(script.src).origin;
  if (window.alloChat) return;
  window.alloChat = true;

  const WORDS = "WORDS";
  const ASSISTANT_FIRST = "ASSISTANT_FIRST";
  const LARGEST_FILE = "LARGEST_FILE"; // bytes
  const ACCEPTED = 'image/jpeg,image/png,application/pdf,.docx,.xlsx,.odt,.ods';
  const language = (script.dataset.language || document.documentElement.lang || 'fr').startsWith('en') ? 'en' : 'fr';
  const word = (key, ...values) => WORDS[language][key].replace(/\{(\d)\}/g, (_, n) => values[n]);

  const LONGEST = 4000;
  const TYPED_AGAIN = 3000;
  const RETRY = [1000, 2000, 4000, 8000, 15000];

  // ---------- what survives a reload ----------
  const KEY = `allo-chat:${home}`;
  const blank = () => ({ token: null, outbox: [], draft: '', name: '', email: '', open: 'open' in script.dataset });
  const load = () => {
    try {
      return { ...blank(), ...JSON.parse(localStorage.getItem(KEY) || '{}') };
    } catch {
      return blank();
    }
  };
  let kept = load();
  const keep = (changes) => {
    kept = { ...kept, ...changes };
    try {
      localStorage.setItem(KEY, JSON.stringify(kept));
    } catch {
      // a browser without storage: the conversation lives as long as the page
    }
  };

  // ---------- files that have not left yet ----------
  const memory = new Map(); // of a browser without IndexedDB: they live as long as the page
  const shelf = (mode, act) => new Promise((resolve, reject) => {
    const opening = indexedDB.open(KEY, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore('files');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const done = opening.result.transaction('files', mode);
      const asked = act(done.objectStore('files'));
      done.oncomplete = () => { opening.result.close(); resolve(asked.result); };
      done.onabort = () => { opening.result.close(); reject(done.error); };
    };
  });
  const files = {
    put: (id, file) => shelf('readwrite', (all) => all.put(file, id)).catch(() => memory.set(id, file)),
    get: async (id) => memory.get(id) ?? shelf('readonly', (all) => all.get(id)).catch(() => undefined),
    drop: (id) => {
      memory.delete(id);
      return shelf('readwrite', (all) => all.delete(id)).catch(() => {});
    },
  };

  // ---------- the window ----------
  const host = document.createElement('div');
  host.lang = language;
  const theme = script.dataset.theme;
  if (theme) host.style.colorScheme = theme === 'auto' ? 'light dark' : theme;
  const root = host.attachShadow({ mode: 'open' });
  const STYLE = `
    :host { position: fixed; right: 1rem; bottom: 1rem; z-index: 2147483000;
      font: 400 1rem/1.45 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", Arial, sans-serif;
      --surface: light-dark(#fff, #131d26); --sunken: light-dark(#edf2f6, #0f1820); --line: light-dark(#d8e1e9, #2a3946);
      --strong: light-dark(#7b8d9c, #6f8495); --text: light-dark(#13212d, #e7eff5); --muted: light-dark(#4f6170, #9db0bf);
      --accent: light-dark(#0066a6, #62b8f3); --on: light-dark(#fff, #04223a); --soft: light-dark(#e2f0fa, #12324a);
      --warn: light-dark(#6b4300, #f3c063); --warn-soft: light-dark(#fdf0d5, #3a2c0e); --bad: light-dark(#b3261e, #ff9d94);
      --focus: light-dark(#0b57d0, #9ecbff); color: var(--text); }
    * { box-sizing: border-box; margin: 0; }
    [hidden] { display: none !important; }
    button, input, textarea { font: inherit; color: inherit; }
    button { cursor: pointer; border: 0; background: none; border-radius: .6rem; min-height: 2.75rem; padding: 0 .9rem; }
    :focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
    .bubble { display: flex; align-items: center; gap: .55rem; min-height: 3.5rem; padding: 0 1.25rem; border-radius: 2rem;
      background: var(--accent); color: var(--on); font-weight: 600; box-shadow: 0 6px 24px rgb(0 0 0 / 25%); }
    svg { width: 1.5rem; height: 1.5rem; fill: none; stroke: currentColor; stroke-width: 1.8; stroke-linecap: round;
      stroke-linejoin: round; }
    .count { min-width: 1.6rem; padding: .1rem .4rem; border-radius: 1rem; background: var(--on); color: var(--accent);
      font-size: .85rem; text-align: center; }
    .panel { display: flex; flex-direction: column; width: 23.5rem; height: min(36rem, calc(100dvh - 2rem));
      overflow: hidden; border: 1px solid var(--line); border-radius: 1rem; background: var(--surface);
      box-shadow: 0 10px 40px rgb(0 0 0 / 30%); }
    .head { display: flex; align-items: center; gap: .25rem; padding: .6rem .5rem .6rem 1rem; background: var(--accent);
      color: var(--on); }
    .head h2 { flex: 1; font-size: 1.05rem; line-height: 1.3; }
    .head button { padding: 0 .7rem; }
    .head button:hover { background: rgb(0 0 0 / 15%); }
    .head :focus-visible { outline-color: var(--on); }
    .state, .note { padding: .5rem 1rem; font-size: .875rem; border-bottom: 1px solid var(--line); }
    .state { background: var(--soft); }
    .note { background: var(--warn-soft); color: var(--warn); }
    .ask { display: flex; flex-wrap: wrap; align-items: center; gap: .5rem; padding: .6rem 1rem; background: var(--sunken); }
    .ask p { flex: 1 0 100%; font-weight: 600; }
    .ask button, .again, .by-mail { border: 1px solid var(--strong); }
    .log { flex: 1; overflow-y: auto; padding: 1rem; overscroll-behavior: contain; }
    .log ul { display: flex; flex-direction: column; gap: .6rem; padding: 0; list-style: none; }
    .intro { flex: 1; display: flex; flex-direction: column; gap: .75rem; padding: 1rem; overflow-y: auto; }
    .intro strong { font-size: 1.1rem; }
    .intro label { display: flex; flex-direction: column; gap: .25rem; font-size: .875rem; font-weight: 600; }
    .intro small, .line small, .foot { color: var(--muted); font-size: .8125rem; font-weight: 400; }
    input, textarea { width: 100%; padding: .6rem .7rem; border: 1px solid var(--strong); border-radius: .6rem;
      background: var(--surface); font-size: 1rem; }
    ::placeholder { color: var(--muted); opacity: 1; }
    .danger { color: var(--bad); font-size: .875rem; font-weight: 600; }
    .line { max-width: 85%; padding: .55rem .8rem; border-radius: 1rem; background: var(--sunken); align-self: flex-start;
      border-bottom-left-radius: .25rem; overflow-wrap: anywhere; }
    .line p { white-space: pre-wrap; }
    .line.mine { align-self: flex-end; background: var(--accent); color: var(--on); border-radius: 1rem;
      border-bottom-right-radius: .25rem; }
    .line.mine small, .line.mine a { color: inherit; }
    .line.pending { opacity: .75; }
    .line a { color: var(--accent); }
    form.write { display: flex; align-items: flex-end; gap: .5rem; padding: .75rem; border-top: 1px solid var(--line); }
    form.write label { flex: 1; }
    textarea { display: block; resize: none; max-height: 9rem; }
    .send { background: var(--accent); color: var(--on); font-weight: 600; }
    .foot { padding: 0 1rem .6rem; }
    .line img { display: block; max-width: 100%; max-height: 14rem; min-height: 3rem; margin: .15rem 0; border-radius: .5rem; }
    .file { display: inline-flex; gap: .4rem; align-items: center; font-weight: 600; }
    .attach { padding: 0 .6rem; border: 1px solid var(--strong); }
    .attach svg { width: 1.4rem; height: 1.4rem; display: block; }
    .mail { display: flex; flex-direction: column; gap: .5rem; padding: .6rem 1rem; background: var(--sunken); }
    .mail div { display: flex; flex-wrap: wrap; gap: .5rem; }
    .mail button { border: 1px solid var(--strong); }
    .mail label { font-size: .875rem; font-weight: 600; }
    .after { display: flex; flex-wrap: wrap; gap: .5rem; }
    .typing { min-height: 1.4rem; padding: 0 1rem; color: var(--muted); font-size: .8125rem; }
    .hidden-label { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
    @media (max-width: 480px) {
      :host(.open) { inset: 0; }
      .panel { width: 100vw; height: 100dvh; border: 0; border-radius: 0; }
    }
    @media (prefers-reduced-motion: no-preference) {
      .panel { animation: rise .18s ease-out; }
      @keyframes rise { from { transform: translateY(.75rem); opacity: 0; } }
    }`;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  root.adoptedStyleSheets = [sheet];

  const make = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
      else if (typeof value === 'boolean') element[name] = value;
      else element.setAttribute(name, value);
    }
    element.append(...children);
    return element;
  };
  const icon = (drawn = 'M21 12a8 8 0 0 1-8 8H4l2-3a8 8 0 1 1 15-5ZM9 12h.01M13 12h.01M17 12h.01') => {
    const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    svg.setAttribute('viewBox', '0 0 24 24');
    svg.setAttribute('aria-hidden', 'true');
    const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
    path.setAttribute('d', drawn);
    svg.append(path);
    return svg;
  };

  const count = make('span', { class: 'count', hidden: true });
  const bubble = make('button',
    { class: 'bubble', type: 'button', 'aria-expanded': 'false', onclick: () => show(true) },
    icon(), make('span', {}, word('open')), count);
  const state = make('p', { class: 'state', role: 'status', hidden: true });
  const note = make('p', { class: 'note', role: 'alert', hidden: true });
  const name = make('input', { name: 'name', maxlength: '100', autocomplete: 'given-name', value: kept.name });
  const email = make('input',
    { name: 'email', type: 'email', maxlength: '254', autocomplete: 'email', value: kept.email });
  const intro = make('div', { class: 'intro' },
    make('strong', {}, word('hello')),
    ...(ASSISTANT_FIRST && language === 'fr' ? [make('p', {}, word('assistant-first'))] : []),
    make('p', { class: 'danger' }, word('emergency')),
    make('label', {}, word('name'), name),
    make('label', {}, word('email'), email, make('small', {}, word('email-why'))));
  const list = make('ul');
  const log = make('div', { class: 'log', role: 'log', 'aria-label': word('log'), tabindex: '0', hidden: true }, list);
  const typing = make('p', { class: 'typing', role: 'status', hidden: true });
  const input = make('textarea', { rows: '2', placeholder: word('message'), maxlength: String(LONGEST * 2) });
  input.value = kept.draft;
  const picker = make('input', { type: 'file', accept: ACCEPTED, multiple: true, hidden: true, tabindex: '-1',
    'aria-hidden': 'true', onchange: () => give([...picker.files]) });
  const write = make('form', { class: 'write', onsubmit: (event) => { event.preventDefault(); say(); } },
    make('label', {}, make('span', { class: 'hidden-label' }, word('message')), input),
    picker, make('button', { class: 'attach', type: 'button', 'aria-label': word('attach'), title: word('attach'),
      onclick: () => picker.click() }, icon('m19.5 11.5-7.8 7.8a4.6 4.6 0 0 1-6.5-6.5l8-8a3 3 0 0 1 4.3 4.3l-7.9 7.9a1.5 1.5 0 0 1-2.1-2.1l7.3-7.3')),
    make('button', { class: 'send', type: 'submit' }, word('send')));
  const again = make('button', { class: 'again', type: 'button', hidden: true, onclick: () => startAnew() }, word('new'));
  const byMail = make('button', { class: 'by-mail', type: 'button', hidden: true, onclick: () => {
    recipient.value = recipient.value || kept.email;
    mail.hidden = false;
    recipient.focus();
  } }, word('transcript'));
  const recipient = make('input', { type: 'email', required: true, maxlength: '254', autocomplete: 'email' });
  const mail = make('form', { class: 'mail', hidden: true, onsubmit: (event) => { event.preventDefault(); sendTranscript(); } },
    make('p', {}, word('transcript-what')),
    make('label', {}, word('transcript-email'), recipient),
    make('div', {},
      make('button', { type: 'submit' }, word('transcript-send')),
      make('button', { type: 'button', onclick: () => { mail.hidden = true; byMail.focus(); } }, word('transcript-cancel'))));
  const ask = make('div', { class: 'ask', role: 'group', hidden: true },
    make('p', {}, word('end-question')),
    make('button', { type: 'button', onclick: () => leave() }, word('end-yes')),
    make('button', { type: 'button', onclick: () => { ask.hidden = true; input.focus(); } }, word('end-no')));
  const end = make('button', { type: 'button', hidden: true, onclick: () => {
    ask.hidden = false;
    ask.querySelector('button').focus();
  } }, word('end'));
  const panel = make('section', { class: 'panel', role: 'dialog', 'aria-label': word('title'), hidden: true },
    make('header', { class: 'head' },
      make('h2', {}, word('title')), end,
      make('button', { type: 'button', 'aria-label': word('minimise'), onclick: () => show(false) }, '–')),
    state, note, ask, intro, log, typing, mail, make('div', { class: 'foot after' }, again, byMail), write,
    make('p', { class: 'foot' }, word('privacy')));
  root.append(bubble, panel);

  input.addEventListener('input', () => {
    keep({ draft: input.value });
    typed();
  });
  name.addEventListener('input', () => keep({ name: name.value }));
  email.addEventListener('input', () => keep({ email: email.value }));
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      say();
    }
  });
  panel.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') show(false);
    event.stopPropagation();
  });

  let unread = 0;
  const show = (open, focus = true) => {
    keep({ open });
    panel.hidden = !open;
    bubble.hidden = open;
    host.classList.toggle('open', open);
    bubble.setAttribute('aria-expanded', String(open));
    if (open) {
      unread = 0;
      count.hidden = true;
      log.scrollTop = log.scrollHeight;
      read();
    }
    if (focus) (open ? input : bubble).focus();
  };

  const tell = (text) => {
    note.textContent = text || '';
    note.hidden = !text;
  };

  // ---------- the lines ----------
  const lines = new Map();
  const linked = (text) => text.split(/(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)])/).map((piece, n) =>
    n % 2 ? make('a', { href: piece, target: '_blank', rel: 'noopener noreferrer' }, piece) : piece);
  const time = (at) => new Date(at).toLocaleTimeString(language, { hour: '2-digit', minute: '2-digit' });

  const status = (line) => {
    if (line.pending) return word('sending');
    if (line.from === 'agent') return time(line.at);
    if (line.from !== 'citizen') return `${word(line.from)} · ${time(line.at)}`;
    return `${time(line.at)} · ${word(Date.parse(line.at) <= readByAgent ? 'read' : 'sent')}`;
  };

  const address = (file) => `${home}/api/chat/conversations/${kept.token}/files/${file.id}`;
  const said = (line) => {
    if (line.file) return [make('p', { class: 'file' }, line.file.name)];
    if (!line.files?.length) return [make('p', {}, ...linked(line.text))];
    return line.files.map((file) => {
      const link = { href: address(file), target: '_blank', rel: 'noopener noreferrer' };
      if (!file.type.startsWith('image/')) return make('p', {}, make('a', { class: 'file', ...link, download: file.name }, file.name));
      const label = word(line.from === 'citizen' ? 'photo-of-you' : 'photo-of-agent', file.name);
      const follows = log.scrollHeight - log.scrollTop - log.clientHeight < 80;
      return make('a', link, make('img', { src: link.href, alt: label, onload: () => {
        if (follows) log.scrollTop = log.scrollHeight;
      } }));
    });
  };

  const paint = (line) => {
    const known = lines.get(line.id);
    const mine = line.from === 'citizen';
    const element = make('li', { class: `line${mine ? ' mine' : ''}${line.pending ? ' pending' : ''}` },
      make('span', { class: 'hidden-label' }, `${word(mine ? 'you' : line.from)} : `),
      ...said(line),
      make('small', {}, status(line)));
    if (known) known.remove();
    lines.set(line.id, element);
    element.line = line;
    if (!mine) read(line.at);
    const firstPending = line.pending ? null : log.querySelector('.pending');
    const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 80;
    list.insertBefore(element, firstPending);
    log.hidden = false;
    intro.hidden = true;
    if (atEnd || mine) log.scrollTop = log.scrollHeight;
    if (!known && !mine && panel.hidden) {
      unread++;
      count.textContent = String(unread);
      count.setAttribute('aria-label', word('unread', unread));
      count.hidden = false;
    }
  };

  const STATES = { WITH_ASSISTANT: 'with-assistant', WAITING: 'waiting', WITH_AGENT: 'with-agent', ENDED: 'ended' };
  const clock = (at) => new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit' }).format(new Date(at));
  const stand = ({ state: now, minutes, at }) => {
    stage = now;
    const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 80;
    state.textContent = !STATES[now] ? '' : minutes ? word('waiting-minutes', minutes, clock(at)) : word(STATES[now]);
    state.hidden = !STATES[now];
    end.hidden = now !== 'WITH_ASSISTANT' && now !== 'WAITING' && now !== 'WITH_AGENT';
    again.hidden = byMail.hidden = now !== 'ENDED';
    if (again.hidden) mail.hidden = true;
    if (end.hidden) ask.hidden = true;
    if (atEnd) log.scrollTop = log.scrollHeight;
  };

  // ---------- who writes, and what has been read ----------
  let stage = 'NEW';
  let typedAt = 0;
  let heardUntil = '';
  let readUntil = '';
  let readByAgent = 0;
  const tellMark = (mark) => post(`/${kept.token}/marks`, mark).catch(() => {});

  const typed = () => {
    const something = input.value !== '';
    if (!kept.token || (stage !== 'WAITING' && stage !== 'WITH_AGENT')) return;
    if (something ? Date.now() - typedAt < TYPED_AGAIN : !typedAt) return;
    typedAt = something ? Date.now() : 0;
    tellMark({ typing: something });
  };

  // what is in sight is read; said once for all that arrives together
  let reading = 0;
  const read = (at = '') => {
    if (at && !(Date.parse(at) <= Date.parse(heardUntil))) heardUntil = at;
    clearTimeout(reading);
    reading = setTimeout(() => {
      if (!kept.token || panel.hidden || document.visibilityState !== 'visible' || heardUntil === readUntil) return;
      readUntil = heardUntil;
      tellMark({ typing: typedAt > 0, read: readUntil });
    }, 300);
  };
  document.addEventListener('visibilitychange', () => read());

  const showMarks = (mark) => {
    typing.textContent = word('typing');
    typing.hidden = !mark.typing || stage !== 'WITH_AGENT';
    const until = mark.readUntil ? Date.parse(mark.readUntil) : 0;
    if (until === readByAgent) return;
    readByAgent = until;
    for (const element of lines.values()) {
      if (element.line.from === 'citizen') element.querySelector('small').textContent = status(element.line);
    }
  };

  // ---------- what arrives ----------
  let source = null;
  let reopening = 0;
  const listen = () => {
    if (!kept.token) return;
    if (source) source.close();
    clearTimeout(reopening);
    source = new EventSource(`${home}/api/chat/conversations/${kept.token}/events`);
    source.addEventListener('open', () => { tell(''); flush(); });
    source.addEventListener('message', (event) => {
      const line = JSON.parse(event.data);
      if (kept.outbox.some((waiting) => waiting.id === line.id)) {
        keep({ outbox: kept.outbox.filter((waiting) => waiting.id !== line.id) });
        files.drop(line.id);
      }
      paint(line);
      if (line.from === 'agent') typing.hidden = true;
    });
    source.addEventListener('status', (event) => stand(JSON.parse(event.data)));
    source.addEventListener('marks', (event) => showMarks(JSON.parse(event.data)));
    source.addEventListener('error', () => {
      tell(word('offline'));
      typing.hidden = true;
      if (source.readyState === EventSource.CLOSED) reopening = setTimeout(listen, 3000);
    });
  };

  // ---------- what leaves ----------
  const post = (path, body) => fetch(`${home}/api/chat/conversations${path}`, {
    method: 'POST', credentials: 'omit', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body),
  });

  const say = () => {
    const text = input.value.trim();
    if (!text) return;
    if (text.length > LONGEST) {
      tell(word('too-long', LONGEST));
      return;
    }
    if (!email.checkValidity()) {
      tell(word('email-invalid'));
      email.focus();
      return;
    }
    tell('');
    const message = { id: newId(), text };
    keep({ outbox: [...kept.outbox, message], draft: '' });
    input.value = '';
    typedAt = 0;
    paint({ ...message, from: 'citizen', pending: true });
    flush();
  };

  const give = async (chosen) => {
    picker.value = '';
    tell('');
    for (const file of chosen) {
      if (file.size > LARGEST_FILE) {
        tell(word('file-too-large', Math.floor(LARGEST_FILE / 1024 / 1024)));
        continue;
      }
      const message = { id: newId(), file: { name: file.name } };
      await files.put(message.id, file);
      keep({ outbox: [...kept.outbox, message] });
      paint({ ...message, from: 'citizen', pending: true });
    }
    flush();
    input.focus();
  };

  const newId = () => [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, '0')).join('');

  let flushing = false;
  let failures = 0;
  let retrying = 0;
  let asked = false;
  const flush = async () => {
    asked = flushing;
    if (flushing) return;
    flushing = true;
    clearTimeout(retrying);
    try {
      while (kept.outbox.length) await sendFirst();
      failures = 0;
    } catch (failure) {
      tell(failure.tell || word('offline'));
      if (asked) failures = 0; // somebody wants it now
      const pause = failure.pause || RETRY[Math.min(failures++, RETRY.length - 1)];
      retrying = setTimeout(flush, pause);
    } finally {
      flushing = false;
    }
  };

  const sendFirst = async () => {
    if (!kept.token) await begin();
    const message = kept.outbox[0];
    if (!message) return;
    const answer = message.file ? await put(message) : await post(`/${kept.token}/messages`, message);
    if (!answer) {
      giveBack(message, word('file-lost'));
    } else if (answer.ok) {
      keep({ outbox: kept.outbox.filter((waiting) => waiting.id !== message.id) });
      files.drop(message.id);
      paint({ ...message, from: 'citizen', at: Date.now() });
      if (note.textContent === word('offline') || note.textContent === word('too-many')) tell('');
    } else if (answer.status === 404) {
      keep({ token: null }); // forgotten by the server: the next turn begins anew
    } else if (message.file && (answer.status === 413 || answer.status === 422)) {
      giveBack(message, answer.status === 413 ? word('file-too-large', Math.floor(LARGEST_FILE / 1024 / 1024)) : word('file-type'));
    } else if (answer.status === 400 || answer.status === 413) {
      giveBack(message, word(answer.status === 413 ? 'too-long' : 'not-taken', LONGEST));
    } else if (answer.status === 429 && message.file) {
      throw { pause: 60000, tell: word('too-many-files') };
    } else if (answer.status === 429) {
      throw { pause: 10000, tell: word('too-many') };
    } else {
      throw {};
    }
  };

  /** Nothing where the file is not on this device any more. */
  const put = async (message) => {
    const file = await files.get(message.id);
    return file && fetch(`${home}/api/chat/conversations/${kept.token}/files/${message.id}`, {
      method: 'PUT', credentials: 'omit', body: file,
      headers: { 'Content-Type': 'application/octet-stream', 'X-File-Name': encodeURIComponent(message.file.name) },
    });
  };

  const begin = async () => {
    const answer = await post('', { name: kept.name, email: kept.email, language });
    if (answer.status === 400) {
      keep({ email: '' });
      email.value = '';
      throw { pause: 1, tell: word('email-invalid') };
    }
    if (!answer.ok) throw {};
    keep({ token: (await answer.json()).token });
    listen();
  };

  const giveBack = (message, reason) => {
    keep({ outbox: kept.outbox.filter((waiting) => waiting.id !== message.id) });
    lines.get(message.id)?.remove();
    lines.delete(message.id);
    files.drop(message.id);
    input.value = [message.text, input.value].filter(Boolean).join('\n');
    keep({ draft: input.value });
    tell(reason);
  };

  const leave = async () => {
    ask.hidden = true;
    try {
      await post(`/${kept.token}/leave`, {});
    } catch {
      tell(word('offline'));
    }
    input.focus();
  };

  const sendTranscript = async () => {
    const address = recipient.value.trim();
    let answer;
    try {
      answer = await post(`/${kept.token}/transcript`, { email: address });
    } catch {
      tell(word('offline'));
      return;
    }
    const outcome = { 202: 'sent', 400: null, 409: 'too-early', 429: 'too-many' }[answer.status];
    tell(outcome === null ? word('email-invalid') : word(`transcript-${outcome || 'not-sent'}`, address));
    if (answer.ok) {
      mail.hidden = true;
      byMail.focus();
    }
  };

  const startAnew = () => {
    if (source) source.close();
    kept.outbox.forEach((message) => files.drop(message.id));
    keep({ token: null, outbox: [] });
    lines.clear();
    list.replaceChildren();
    log.hidden = true;
    intro.hidden = false;
    stand('NEW');
    input.focus();
  };

  window.addEventListener('online', () => { listen(); flush(); });
  window.addEventListener('storage', (event) => {
    if (event.key !== KEY) return;
    const before = kept.token;
    kept = load();
    if (kept.token !== before) listen();
  });

  const begun = () => {
    document.body.append(host);
    kept.outbox.forEach((message) => paint({ ...message, from: 'citizen', pending: true }));
    show(kept.open, false);
    listen();
    flush();
  };
  if (document.body) begun();
  else document.addEventListener('DOMContentLoaded', begun);
})();
