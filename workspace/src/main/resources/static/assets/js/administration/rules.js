// The editor of the rules: while one writes, the server checks, keeps the draft, says what the text means and what
// would change.
import { $, fill, h, toast } from '../lib/dom.js';
import { post, Refused } from '../lib/http.js';
import { count, moment, t } from '../lib/texts.js';

const PAUSE = 600;
const AGAIN = 5000;
const PATH = '/api/administration/rules';

const text = $('text');
const status = $('status');
const numbers = document.querySelector('.editor-numbers');
const notes = document.querySelector('.editor-notes');
let findings = [...$('findings').querySelectorAll('button')].map(button => ({
  line: Number(button.dataset.line),
  column: Number(button.dataset.column),
  severity: button.closest('li').dataset.severity,
  text: button.nextElementSibling.lastElementChild.textContent,
}));
let timer;
let asked = 0;

/** Numbers and notes beside the lines; the worst finding of a line is the one shown there. */
function drawLines() {
  const worst = new Map();
  for (const finding of findings) {
    if (worst.get(finding.line)?.severity !== 'REFUSAL') worst.set(finding.line, finding);
  }
  const lines = text.value.split('\n');
  fill(numbers, lines.map((_, index) => h('div', { 'data-severity': worst.get(index + 1)?.severity }, String(index + 1))));
  fill(notes, lines.map((line, index) => {
    const finding = worst.get(index + 1);
    return h('div', { 'data-severity': finding?.severity }, h('span', {}, line), finding && h('em', {}, finding.text));
  }));
  follow();
}

function follow() {
  numbers.scrollTop = text.scrollTop;
  notes.scrollTop = text.scrollTop;
  notes.scrollLeft = text.scrollLeft;
}

function drawFindings() {
  fill($('findings'), findings.map(finding => h('li', { 'data-severity': finding.severity },
    h('button', { class: 'button button-small', type: 'button', 'data-line': String(finding.line), 'data-column': String(finding.column) },
      t('rules.line', finding.line)),
    h('span', {},
      h('span', { class: `badge ${finding.severity === 'REFUSAL' ? 'badge-bad' : 'badge-warn'}` }, t(`rules.severity.${finding.severity}`)),
      ' ', h('span', {}, finding.text)))));
  $('nothing').hidden = findings.length > 0;
  text.setAttribute('aria-invalid', findings.some(finding => finding.severity === 'REFUSAL'));
}

function drawReading(paragraphs) {
  fill($('reading'), paragraphs.length
    ? paragraphs.flatMap(({ title, sentences }) => [h('h3', {}, title), h('ul', {}, sentences.map(sentence => h('li', {}, sentence)))])
    : h('p', { class: 'muted' }, t('rules.reading.none')));
}

const SIGNS = { added: '+', removed: '−' };

function drawDifference(lines) {
  const isSame = lines.every(line => line.kind === 'same' || line.kind === 'skipped');
  fill($('difference'), isSame
    ? h('p', { class: 'muted' }, t('rules.difference.none'))
    : h('div', { class: 'rules-lines', tabindex: '0', role: 'region', 'aria-label': t('rules.difference') }, lines.map(differenceLine)));
}

function differenceLine({ kind, number, text: line }) {
  return kind === 'skipped'
    ? h('div', { 'data-kind': kind }, h('span', { class: 'muted' }, t('rules.difference.same', line)))
    : h('div', { 'data-kind': kind },
      h('span', { class: 'rules-number' }, String(number)),
      h('span', { class: 'rules-sign' },
        h('span', { 'aria-hidden': 'true' }, SIGNS[kind] ?? ''),
        SIGNS[kind] && h('span', { class: 'visually-hidden' }, t(`rules.difference.${kind}`))),
      h('code', {}, line));
}

function summary() {
  const refusals = findings.filter(finding => finding.severity === 'REFUSAL').length;
  const warnings = findings.length - refusals;
  const parts = Object.entries({ refusals, warnings }).filter(([, many]) => many).map(([what, many]) => count(`rules.${what}`, many));
  return [...parts, t('rules.draft-kept', moment(new Date().toISOString()))].join(' · ');
}

async function check() {
  clearTimeout(timer);
  const number = ++asked;
  status.textContent = t('rules.checking');
  try {
    const checked = await post(`${PATH}/check`, { text: text.value });
    if (number !== asked) return;
    findings = checked.findings;
    drawLines();
    drawFindings();
    drawReading(checked.reading);
    drawDifference(checked.difference);
    status.textContent = summary();
  } catch (refused) {
    if (!(refused instanceof Refused)) throw refused;
    if (number !== asked) return;
    status.textContent = t('rules.away');
    timer = setTimeout(check, AGAIN);
  }
}

function checkSoon() {
  drawLines();
  clearTimeout(timer);
  timer = setTimeout(check, PAUSE);
}

/** As if somebody had typed it, so that it can be undone. */
function replace(value) {
  text.focus();
  text.select();
  if (!document.execCommand('insertText', false, value)) text.value = value;
  text.setSelectionRange(0, 0);
  check();
}

function goTo(line, column) {
  const lines = text.value.split('\n');
  const start = lines.slice(0, line - 1).reduce((sum, before) => sum + before.length + 1, 0);
  const at = start + Math.min(column - 1, (lines[line - 1] ?? '').length);
  text.focus();
  text.setSelectionRange(at, start + (lines[line - 1] ?? '').length);
  text.scrollTop = Math.max(0, (line - 4) * parseFloat(getComputedStyle(text).lineHeight));
}

async function tidy() {
  try {
    replace((await post(`${PATH}/tidy`, { text: text.value })).text);
  } catch (refused) {
    if (!(refused instanceof Refused)) throw refused;
    toast(t('rules.away'), 'bad');
  }
}

async function bring(event) {
  const [file] = event.target.files;
  if (file) replace((await file.text()).replaceAll('\r\n', '\n'));
  event.target.value = '';
}

function take() {
  const address = URL.createObjectURL(new Blob([text.value], { type: 'text/plain;charset=utf-8' }));
  h('a', { href: address, download: 'regles.txt' }).click();
  URL.revokeObjectURL(address);
}

text.addEventListener('input', checkSoon);
text.addEventListener('scroll', follow);
text.addEventListener('keydown', event => {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    check();
  }
});
$('findings').addEventListener('click', event => {
  const button = event.target.closest('button');
  if (button) goTo(Number(button.dataset.line), Number(button.dataset.column));
});
$('tidy').addEventListener('click', tidy);
$('import').addEventListener('change', bring);
$('export').addEventListener('click', take);
for (const id of ['tidy', 'import-label', 'export']) $(id).hidden = false;
drawLines();
// what was typed before this page could listen
if (text.value !== text.defaultValue) checkSoon();
