// The page to report: the form, its draft, and what is sent. Everything works without a network.
import { $, fill, h, icon } from '../lib/dom.js';
import { language, t } from '../lib/texts.js';
import * as mine from './mine.js';
import * as outbox from './outbox.js';
import { small } from './photos.js';
import * as place from './place.js';
import * as store from './store.js';

const form = $('report');
const services = { idea: 'suggestion.idea', thanks: 'suggestion.thanks' };
const keepAfter = 300; // ms
let position = null;
let photos = [];
let asked = '';
let keeping;

const kind = () => form.elements.kind.value;
const chosen = name => form.querySelector(`[name="${name}"]:checked`);
const service = () => services[kind()] ?? chosen('service_code')?.value ?? '';
const label = () => kind() === 'problem'
  ? chosen('service_code')?.nextElementSibling.textContent ?? '' : t(`channels.citizen.kind.${kind()}`);

/* ---------- What is shown ---------- */

function show(group, visible) {
  group.hidden = group.disabled = !visible;
}

function arrange() {
  const problem = kind() === 'problem';
  $('what').hidden = !problem;
  form.querySelector('[data-optional]').hidden = problem;
  const theme = problem ? chosen('theme')?.value : null;
  form.querySelectorAll('[data-theme-of]').forEach(group => show(group, group.dataset.themeOf === theme));
  const code = theme ? form.querySelector('[data-theme-of]:not([disabled]) :checked')?.value : null;
  form.querySelectorAll('[data-questions-of]').forEach(group => show(group, group.dataset.questionsOf === code));
}

function showPosition(text, bad = false) {
  $('position').hidden = !text;
  $('position').classList.toggle('is-bad', bad);
  fill($('position'), icon(bad ? 'warning' : 'check'), h('span', {}, text));
  $('unlocate').hidden = !position;
}

function showPhotos() {
  $('photos').querySelectorAll('img').forEach(picture => URL.revokeObjectURL(picture.src));
  fill($('photos'), photos.map((photo, index) => h('li', {},
    h('img', { src: URL.createObjectURL(photo), alt: t('channels.citizen.photos.one', index + 1) }),
    h('button', { class: 'button button-small button-icon', type: 'button', 'aria-label': t('channels.citizen.photos.remove', index + 1),
      onclick: () => {
        photos.splice(index, 1);
        showPhotos();
        keep();
        $('file').focus();
      } }, icon('close')))));
}

function isOnline() {
  $('offline').hidden = navigator.onLine;
}

/** Asks once for each place and service what others have reported there. */
async function look(joins = '') {
  const wanted = position && kind() === 'problem' && service() ? `${service()} ${position.lat} ${position.long}` : '';
  if (wanted === asked) return;
  asked = wanted;
  const here = position;
  let found = [];
  try {
    found = wanted ? await place.near(service(), here) : [];
  } catch (failure) {
    if (failure.message !== 'outside') throw failure;
    position = null;
    showPosition(t('channels.citizen.position.outside'), true);
    keep();
  }
  if (wanted !== asked) return;
  $('near').hidden = found.length === 0;
  const choice = (value, text, number) => h('label', { class: 'choice' },
    h('input', { type: 'radio', name: 'joins', value, checked: value === (found.some(one => one.number === joins) ? joins : '') }),
    h('span', {}, text, number && h('span', { class: 'muted small' }, number)));
  fill($('near-list'), found.map(report => choice(report.number, place.described(report, here), report.number)),
    choice('', t('channels.citizen.near.none')));
}

/* ---------- The draft ---------- */

const written = () => [...new FormData(form)].filter(([, value]) => typeof value === 'string' && value !== '');

function keep() {
  clearTimeout(keeping);
  keeping = setTimeout(async () => {
    await store.keepDraft({ fields: written(), position, photos });
    $('draft').textContent = t('channels.citizen.draft');
  }, keepAfter);
}

function restore({ fields, position: where, photos: pictures }) {
  form.reset();
  // a theme shows its services, and a service its questions
  for (let turn = 0; turn < 3; turn++) {
    for (const [name, value] of fields) {
      for (const field of form.querySelectorAll(`[name="${CSS.escape(name)}"]:not(:disabled)`)) {
        if (field.type === 'radio' || field.type === 'checkbox') field.checked ||= field.value === value;
        else field.value = value;
      }
    }
    arrange();
  }
  position = where;
  photos = [...pictures];
  showPhotos();
  showPosition(position ? t('channels.citizen.position', position.accuracy) : '');
  look(fields.find(([name]) => name === 'joins')?.[1]);
}

function clear() {
  form.reset();
  position = null;
  photos = [];
  $('draft').textContent = '';
  showPhotos();
  showPosition('');
  arrange();
  look();
  complain([]);
}

/* ---------- Sending ---------- */

const errors = ['service-error', 'place-error', 'photos-error', 'description-error', 'email-error'];

/** @param found of [id of the text, what is wrong, field to go to] */
function complain(found) {
  errors.forEach(id => { $(id).hidden = true; });
  form.querySelectorAll('[aria-invalid]').forEach(field => field.removeAttribute('aria-invalid'));
  form.querySelectorAll('[data-required] > .error-text').forEach(text => { text.hidden = true; });
  for (const [text, words, field] of found) {
    if (words) text.textContent = words;
    text.hidden = false;
    if (field.matches('.input, .textarea')) field.setAttribute('aria-invalid', 'true');
  }
  found[0]?.[2].focus();
}

function faults() {
  const found = [];
  const problem = kind() === 'problem';
  if (!service()) found.push([$('service-error'), t('channels.citizen.what.missing'), chosen('theme')
    ? form.querySelector('[data-theme-of]:not([disabled]) input') : form.elements.theme[0]]);
  if (problem && !position && !$('address').value.trim()) found.push([$('place-error'), t('channels.citizen.where.missing'), $('address')]);
  form.querySelectorAll('[data-questions-of]:not([disabled]) [data-required]').forEach(question => {
    if (!question.querySelector(':checked')) found.push([question.querySelector('.error-text'), '', question.querySelector('input')]);
  });
  if (!$('description').value.trim() && !(problem && photos.length)) {
    found.push([$('description-error'), t(`channels.citizen.description.missing.${problem ? 'problem' : 'other'}`), $('description')]);
  }
  if (!$('email').validity.valid) found.push([$('email-error'), '', $('email')]);
  return found;
}

async function submit(event) {
  event.preventDefault();
  const found = faults();
  complain(found);
  if (found.length) return;
  clearTimeout(keeping);
  const fields = written().filter(([name]) => !['kind', 'theme', 'service_code'].includes(name));
  fields.push(['service_code', service()], ['language', language.slice(0, 2)]);
  if (position) fields.push(['lat', String(position.lat)], ['long', String(position.long)]);
  const report = {
    key: outbox.freshKey(), at: new Date().toISOString(), state: 'waiting', label: label(), fields, photos,
    draft: { fields: written(), position, photos },
  };
  await store.put(report);
  navigator.storage?.persist?.();
  clear();
  await tell(report.key);
  $('done').focus();
  await deliver(report.key);
}

/** What has become of the report that was just filled in. */
async function tell(key) {
  const report = (await store.reports()).find(one => one.key === key);
  form.hidden = true;
  $('done').hidden = false;
  const waiting = report.state === 'waiting';
  $('done').firstElementChild.classList.toggle('is-waiting', waiting || report.state === 'refused');
  const state = waiting ? 'waiting' : report.state === 'refused' ? 'refused' : 'sent';
  $('done-title').textContent = t(`channels.citizen.done.${state}`, report.number);
  $('done-text').textContent = state === 'refused' ? t(`channels.citizen.refused.${report.code}`) : t(`channels.citizen.done.${state}.text`);
  $('done-track').hidden = !report.tracking;
  if (report.tracking) $('done-track').href = report.tracking;
  await mine.draw(reopen);
}

async function deliver(shown) {
  const told = key => key === shown ? tell(key) : mine.draw(reopen);
  await outbox.send(told);
  await refresh(shown);
}

/** A ticket is opened a moment after its report is stored. */
async function refresh(shown) {
  for (const wait of [0, 500, 1500, 4000]) {
    await new Promise(done => setTimeout(done, wait));
    await mine.ask();
    const reports = await store.reports();
    if (shown && !$('done').hidden) await tell(shown);
    else await mine.draw(reopen);
    if (!reports.some(report => report.state === 'stored')) return;
  }
}

async function reopen(report) {
  await store.reopen(report.key, report.draft);
  restore(report.draft);
  anew();
  await mine.draw(reopen);
}

function anew() {
  $('done').hidden = true;
  form.hidden = false;
  form.elements.kind[0].focus();
}

/* ---------- The beginning ---------- */

form.addEventListener('submit', submit);
form.addEventListener('input', keep);
form.addEventListener('change', event => {
  if (event.target.name === 'joins') return;
  arrange();
  look();
});
$('again').addEventListener('click', anew);
$('retry').addEventListener('click', () => deliver());

$('locate').addEventListener('click', async () => {
  showPosition(t('channels.citizen.position.looking'));
  try {
    position = await place.locate();
    showPosition(t('channels.citizen.position', position.accuracy));
    $('place-error').hidden = true;
  } catch (failure) {
    position = null;
    showPosition(t(`channels.citizen.position.${failure.message}`), true);
  }
  keep();
  look();
});
$('unlocate').addEventListener('click', () => {
  position = null;
  showPosition('');
  keep();
  look();
  $('locate').focus();
});

$('file').addEventListener('change', async ({ target }) => {
  const files = [...target.files];
  const room = Number(target.dataset.most) - photos.length;
  target.value = '';
  let error = files.length > room ? t('channels.citizen.photos.most', target.dataset.most) : '';
  for (const file of files.slice(0, room)) {
    await small(file).then(photo => photos.push(photo), () => { error = t('channels.citizen.photos.unreadable', file.name); });
  }
  $('photos-error').textContent = error;
  $('photos-error').hidden = !error;
  showPhotos();
  keep();
});

addEventListener('online', () => {
  isOnline();
  asked = '';
  look();
  deliver();
});
addEventListener('offline', isOnline);
document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && deliver());
addEventListener('beforeinstallprompt', event => {
  event.preventDefault();
  $('install').hidden = false;
  $('install').onclick = async () => {
    await event.prompt();
    $('install').hidden = true;
  };
});

navigator.serviceWorker?.register('/signaler/worker.js', { scope: '/signaler' })
  .catch(() => {}); // where a browser keeps nothing, the page works with a network
isOnline();
const kept = await store.draft();
if (kept) restore(kept);
else arrange();
await mine.draw(reopen);
deliver();
