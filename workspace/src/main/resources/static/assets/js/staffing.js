// The curve of a plan: contacts above, people below, over the same quarters. The table beside it says the same.
import { one, shape, write } from './board/dom.js';
import { count, text, time } from './board/format.js';

const points = JSON.parse(one('#points').textContent);
const QUARTER = 15 * 60 * 1000;
const RIGHT = 8, TOP = 8, BOTTOM = 24;
const first = Date.parse(points[0].from), last = Date.parse(points.at(-1).from) + QUARTER;

const step = highest => [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000].find(size => size * 4 >= highest) ?? Math.ceil(highest / 4);

function frame(figure, highest) {
  const width = Math.max(240, figure.clientWidth), height = Math.max(120, figure.clientHeight);
  const lines = step(highest), top = Math.max(lines, Math.ceil(highest / lines) * lines);
  const left = 14 + 9 * count(top).length;
  const x = at => left + (at - first) / (last - first) * (width - left - RIGHT);
  const y = value => TOP + (1 - value / top) * (height - TOP - BOTTOM);
  const svg = shape('svg', { viewBox: `0 0 ${width} ${height}`, width, height, 'aria-hidden': 'true' });
  for (let value = 0; value <= top; value += lines) {
    svg.append(shape('line', { class: 'grid-line', x1: left, x2: width - RIGHT, y1: y(value), y2: y(value) }));
    svg.append(shape('text', { class: 'axis', x: left - 8, y: y(value) + 4, 'text-anchor': 'end' }, count(value)));
  }
  const hours = Math.max(1, Math.ceil((last - first) / (4 * QUARTER) / ((width - left) / 56))) * 4 * QUARTER;
  for (let at = Math.ceil(first / hours) * hours; at < last && x(at) < width - 20; at += hours)
    svg.append(shape('text', { class: 'axis', x: x(at), y: height - 5, 'text-anchor': 'middle' }, time(at)));
  figure.replaceChildren(svg);
  return { svg, x, y };
}

/** Each quarter is level from its beginning to its end. */
const stairs = (value, { x, y }) => points.flatMap(point => {
  const from = Date.parse(point.from);
  return [`${x(from)} ${y(value(point))}`, `${x(from + QUARTER)} ${y(value(point))}`];
});

function band(chart, low, high) {
  chart.svg.append(shape('path', { class: 'range', d: `M${[...stairs(high, chart), ...stairs(low, chart).reverse()].join('L')}Z` }));
}

function line(chart, kind, value) {
  chart.svg.append(shape('path', { class: kind, d: `M${stairs(value, chart).join('L')}` }));
}

function draw() {
  const arrivals = frame(one('[data-arrivals]'), Math.max(4, ...points.map(point => point.high)));
  band(arrivals, point => point.low, point => point.high);
  line(arrivals, 'mean', point => point.mean);
  const people = frame(one('[data-people]'), Math.max(4, ...points.map(point => Math.max(point.most, point.present, point.planned ?? 0))));
  band(people, point => point.people, point => point.most);
  line(people, 'people', point => point.people);
  line(people, 'present', point => point.present);
  if (points[0].planned != null) line(people, 'planned', point => point.planned);
  for (const chart of [arrivals, people]) follow(chart);
}

function follow(chart) {
  chart.svg.addEventListener('pointermove', event => {
    const box = chart.svg.getBoundingClientRect();
    const from = chart.x(first), to = chart.x(last);
    const share = (event.clientX - box.left - from) / (to - from);
    tell(points[Math.min(points.length - 1, Math.max(0, Math.floor(share * points.length)))]);
  });
}

const rounded = value => count(Math.round(value * 10) / 10);

function tell(point) {
  write(one('[data-readout]'), text('staffing.chart.at', time(point.from), rounded(point.mean), rounded(point.low), rounded(point.high),
    count(point.people), count(point.most), rounded(point.present))
    + (point.planned == null ? '' : text('staffing.chart.at.planned', rounded(point.planned))));
}

draw();
tell(points.reduce((busiest, point) => point.people > busiest.people ? point : busiest));
new ResizeObserver(draw).observe(one('[data-arrivals]'));
