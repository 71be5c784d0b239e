// How far the play is, and the curves of both days.
import { element, one, shape, write } from './board/dom.js';
import { count, duration, share, text, time } from './board/format.js';

const EVERY = 500;
const QUARTER = 15 * 60 * 1000;
const RIGHT = 6, TOP = 10, BOTTOM = 26;
const WRITE = { SHARE: share, TIME: duration, NUMBER: count };

document.querySelectorAll('[data-lines]').forEach(moreLines);
tableFromFile();
if (one('[data-running]')) follow();
if (one('[data-curve]')) curves();

/** Another empty line like the last one, as long as the server reads it. */
function moreLines(part) {
  const more = part.querySelector('[data-more]'), count = () => part.querySelectorAll('.what-if-line').length;
  more.hidden = count() >= more.dataset.most;
  more.addEventListener('click', () => {
    const last = [...part.querySelectorAll('.what-if-line')].at(-1), line = last.cloneNode(true);
    for (const field of line.querySelectorAll('input, select')) {
      field.removeAttribute('aria-invalid');
      if (field.type !== 'number') field.value = '';
    }
    last.after(line);
    line.querySelector('input, select').focus();
    more.hidden = count() >= more.dataset.most;
  });
}

/** Put into the text, so that one sees what is read and can mend it. */
function tableFromFile() {
  const label = one('[data-import]'), table = one('[name=table]');
  label.hidden = false;
  label.querySelector('input').addEventListener('change', async event => {
    const [file] = event.target.files;
    if (file) table.value = await file.text();
    event.target.value = '';
    table.focus();
  });
}

async function follow() {
  const step = one('[data-step]'), bar = one('.what-if-progress');
  for (;;) {
    await new Promise(done => setTimeout(done, EVERY));
    let progress;
    try {
      const answer = await fetch('/api/board/what-if', { headers: { Accept: 'application/json' } });
      if (!answer.ok) return location.reload();
      progress = await answer.json();
    } catch {
      continue;
    }
    const words = step.dataset[progress.state.toLowerCase()];
    if (!words) return location.reload();
    write(step, words);
    bar.value = progress.percent;
  }
}

async function curves() {
  const answer = await fetch('/api/board/what-if/quarters', { headers: { Accept: 'application/json' } });
  if (!answer.ok) return;
  const quarters = await answer.json();
  const channel = one('[data-channel]'), measure = one('[data-measure]');
  const redraw = () => draw(quarters[channel.value]?.[measure.value] ?? [], measure.selectedOptions[0].dataset.kind);
  channel.addEventListener('change', redraw);
  measure.addEventListener('change', redraw);
  new ResizeObserver(redraw).observe(one('[data-chart]'));
}

/** A round step so that four lines reach above the highest value. */
function scale(highest, kind) {
  if (kind === 'SHARE') return { step: .25, top: 1 };
  const steps = kind === 'TIME' ? [5, 15, 30, 60, 120, 300, 600, 1800, 3600, 7200, 14400] : [1, 2, 5, 10, 20, 50, 100, 200, 500];
  const step = steps.find(step => step * 4 >= highest) ?? Math.ceil(highest / 4);
  return { step, top: step * 4 };
}

function draw(quarters, kind) {
  const figure = one('[data-chart]'), readout = one('[data-readout]'), told = WRITE[kind];
  const width = Math.max(260, figure.clientWidth), height = Math.max(140, figure.clientHeight);
  if (!quarters.length) {
    figure.replaceChildren(element('p', { class: 'chart-empty muted' }, text('board.chart.empty')));
    return write(readout, '');
  }
  const starts = quarters.map(quarter => Date.parse(quarter.from));
  const first = Math.floor(starts[0] / 3600000) * 3600000, last = Math.max(starts.at(-1) + QUARTER, first + 4 * 3600000);
  const { step, top } = scale(Math.max(...quarters.flatMap(quarter => [quarter.happened ?? 0, quarter.played ?? 0])), kind);
  const left = 18 + 7 * told(top).length;
  const x = at => left + (at - first) / (last - first) * (width - left - RIGHT);
  const y = value => TOP + (1 - value / top) * (height - TOP - BOTTOM);
  const svg = shape('svg', { viewBox: `0 0 ${width} ${height}`, width, height, role: 'img' });
  for (let value = 0; value <= top + 1e-9; value += step) {
    svg.append(shape('line', { class: 'grid-line', x1: left, x2: width - RIGHT, y1: y(value), y2: y(value) }));
    svg.append(shape('text', { class: 'axis', x: left - 8, y: y(value) + 4, 'text-anchor': 'end' }, told(value)));
  }
  const hours = Math.ceil((last - first) / 3600000 / Math.max(2, (width - left) / 64));
  for (let at = first; at <= last && x(at) < width - 18; at += 3600000 * hours)
    svg.append(shape('text', { class: 'axis', x: x(at), y: height - 5, 'text-anchor': 'middle' }, time(at)));
  for (const which of ['happened', 'played']) line(svg, which, quarters, at => x(at + QUARTER / 2), y);
  const wide = x(first + QUARTER) - x(first);
  quarters.forEach((quarter, index) => {
    const touch = shape('rect', { class: 'curve-touch', x: x(starts[index]), width: wide, y: TOP, height: height - TOP - BOTTOM });
    touch.addEventListener('pointerenter', () => say(quarter));
    svg.append(touch);
  });
  const say = quarter => write(readout, text('what-if.curve.at', time(quarter.from), count(quarter.offered), told(quarter.happened), told(quarter.played)));
  figure.replaceChildren(svg);
  say(quarters.at(-1));
}

/** Interrupted where nothing can be told. */
function line(svg, which, quarters, x, y) {
  let path = '', joined = false;
  for (const quarter of quarters) {
    const value = quarter[which];
    if (value != null) {
      const point = `${x(Date.parse(quarter.from)).toFixed(1)} ${y(value).toFixed(1)}`;
      path += `${joined ? 'L' : 'M'}${point}`;
      svg.append(shape('circle', { class: `dot-${which}`, cx: point.split(' ')[0], cy: point.split(' ')[1], r: 2 }));
    }
    joined = value != null;
  }
  svg.append(shape('path', { class: `line-${which}`, d: path || 'M0 0' }));
}
