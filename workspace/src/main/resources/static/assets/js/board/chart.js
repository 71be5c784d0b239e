// The day by quarter hour: answered, abandoned and the rest, stacked.
import { element, shape } from './dom.js';
import { count, counted, text, time } from './format.js';

const QUARTER = 15 * 60 * 1000;
const HOUR = 4;
const RIGHT = 4, TOP = 8, BOTTOM = 26;

/** From seven to eight in the evening, and further where something was counted. */
function range(state) {
  const from = Date.parse(state.dayFrom), to = Date.parse(state.dayTo);
  const starts = state.quarters.map(quarter => Date.parse(quarter.from));
  const offset = hours => from + hours * 3600 * 1000;
  const first = Math.max(from, Math.min(offset(7), ...starts));
  const last = Math.min(to, Math.max(offset(20), Date.parse(state.at), ...starts.map(start => start + QUARTER)));
  return { first: first - (first - from) % (QUARTER * HOUR), last };
}

/** A round number of lines above the highest bar. */
function scale(highest) {
  const step = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000].find(step => step * 4 >= highest) ?? highest;
  return { step, top: Math.max(step, Math.ceil(highest / step) * step) };
}

export function draw(figure, readout, state) {
  const width = Math.max(260, figure.clientWidth), height = Math.max(120, figure.clientHeight);
  const { first, last } = range(state);
  const { step, top } = scale(Math.max(4, ...state.quarters.map(quarter => quarter.offered)));
  const left = 14 + 9 * count(top).length;
  const x = at => left + (at - first) / (last - first) * (width - left - RIGHT);
  const y = value => TOP + (1 - value / top) * (height - TOP - BOTTOM);
  const label = [text('board.chart.title'), ...state.quarters.slice(-1).map(told)].join('. ');
  const svg = shape('svg', { viewBox: `0 0 ${width} ${height}`, width, height, role: 'img', 'aria-label': label });

  for (let value = 0; value <= top; value += step) {
    svg.append(shape('line', { class: 'grid-line', x1: left, x2: width - RIGHT, y1: y(value), y2: y(value) }));
    svg.append(shape('text', { class: 'axis', x: left - 8, y: y(value) + 4, 'text-anchor': 'end' }, count(value)));
  }
  const hours = Math.ceil((last - first) / (QUARTER * HOUR) / Math.max(2, (width - left) / 64));
  for (let at = first; at <= last && x(at) < width - 18; at += QUARTER * HOUR * hours)
    svg.append(shape('text', { class: 'axis', x: x(at), y: height - 5, 'text-anchor': 'middle' }, time(at)));

  const wide = Math.max(1.5, x(first + QUARTER) - x(first) - Math.min(3, (x(first + QUARTER) - x(first)) * .25));
  for (const quarter of state.quarters) bar(svg, quarter, x(Date.parse(quarter.from)), wide, y);
  const now = Date.parse(state.at);
  if (now >= first && now <= last)
    svg.append(shape('line', { class: 'now-line', x1: x(now), x2: x(now), y1: TOP, y2: y(0) }));

  figure.replaceChildren(svg, ...(state.quarters.length ? [] : [element('p', { class: 'chart-empty muted' }, text('board.chart.empty'))]));
  if (readout) readoutOf(figure, readout);
}

function bar(svg, quarter, left, wide, y) {
  const rest = quarter.offered - quarter.answered - quarter.abandoned;
  const group = shape('g', { class: 'bar', 'data-told': told(quarter) });
  let floor = 0;
  for (const [kind, size] of [['answered', quarter.answered], ['abandoned', quarter.abandoned], ['other', rest]]) {
    if (size > 0)
      group.append(shape('rect', { class: `bar-${kind}`, x: left, width: wide, y: y(floor + size), height: Math.max(.5, y(floor) - y(floor + size)), rx: Math.min(2, wide / 4) }));
    floor += Math.max(0, size);
  }
  group.append(shape('rect', { class: 'bar-touch', x: left, width: wide, y: y(1e9) < 0 ? 0 : y(1e9), height: y(0) }));
  svg.append(group);
}

const told = quarter => text('board.chart.at', time(quarter.from),
  counted('board.count.offered', quarter.offered), counted('board.count.answered', quarter.answered), counted('board.count.abandoned', quarter.abandoned));

function readoutOf(figure, readout) {
  const last = figure.querySelector('.bar:last-of-type');
  if (!figure.matches(':hover')) readout.textContent = last ? last.dataset.told : '';
  figure.onpointerover = event => {
    const hovered = event.target.closest('.bar');
    if (hovered) readout.textContent = hovered.dataset.told;
  };
}
