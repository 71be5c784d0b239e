// A sketch of where a report is: its point among the town halls around, with a scale. Drawn here, so that no position
// leaves the house.
import { s } from '../lib/dom.js';
import { language, t } from '../lib/texts.js';

const HALLS = {
  'Nice': [43.6971, 7.2711], 'Cagnes-sur-Mer': [43.6637, 7.1487], 'Saint-Laurent-du-Var': [43.6733, 7.1886],
  'Vence': [43.7223, 7.1119], 'Carros': [43.7919, 7.1878], 'Saint-Jeannet': [43.7467, 7.1428],
  'La Trinité': [43.7408, 7.3142], 'Villefranche-sur-Mer': [43.7043, 7.3107], 'Beaulieu-sur-Mer': [43.7069, 7.3311],
  'Èze': [43.7275, 7.3617], 'Cap-d’Ail': [43.7209, 7.4049], 'Levens': [43.8606, 7.2253], 'Colomars': [43.765, 7.221],
  'Aspremont': [43.7843, 7.2444], 'Falicon': [43.7484, 7.2775], 'Gattières': [43.7592, 7.1757], 'La Gaude': [43.7211, 7.1525],
  'Saint-Martin-Vésubie': [44.0686, 7.2553], 'Saint-Étienne-de-Tinée': [44.2577, 6.9241], 'Isola': [44.1856, 7.0514],
};
const KM_PER_DEGREE = 111.2;
const WIDTH = 320;
const HEIGHT = 130;

const number = (value, digits) => new Intl.NumberFormat(language, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value);

/** "43,7034° N, 7,2663° E" */
export const coordinates = ({ latitude, longitude }) =>
  `${number(Math.abs(latitude), 4)}° ${latitude < 0 ? 'S' : 'N'}, ${number(Math.abs(longitude), 4)}° ${longitude < 0 ? t('desk.map.west') : 'E'}`;

function offset(from, [latitude, longitude]) {
  const east = (longitude - from.longitude) * KM_PER_DEGREE * Math.cos(from.latitude * Math.PI / 180);
  return { east, north: (latitude - from.latitude) * KM_PER_DEGREE };
}

/** The nearest town hall, and how far it is in km. */
export function nearest(place) {
  return Object.entries(HALLS)
    .map(([name, at]) => ({ name, ...offset(place, at) }))
    .map(hall => ({ ...hall, km: Math.hypot(hall.east, hall.north) }))
    .sort((one, other) => one.km - other.km)[0];
}

export const nearestText = place => {
  const hall = nearest(place);
  return t('desk.map.nearest', number(hall.km, 1), hall.name);
};

export function minimap(place) {
  const reach = Math.max(2, nearest(place).km * 1.4);
  const scale = HEIGHT / 2 / reach;
  const ruler = reach > 8 ? 5 : 1;
  const dots = Object.entries(HALLS).map(([name, at]) => ({ name, ...offset(place, at) }))
    .map(hall => ({ ...hall, x: WIDTH / 2 + hall.east * scale, y: HEIGHT / 2 - hall.north * scale }))
    .filter(({ x, y }) => x > 8 && x < WIDTH - 8 && y > 14 && y < HEIGHT - 14);
  return s('svg', { class: 'minimap', viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: 'img', 'aria-label': nearestText(place) },
    ...[.5, 1, 1.5].map(ring => s('circle', { class: 'minimap-ring', cx: WIDTH / 2, cy: HEIGHT / 2, r: ring * HEIGHT / 2 })),
    ...dots.map(({ name, x, y }) => s('g', { class: 'minimap-hall' },
      s('rect', { x: x - 2.5, y: y - 2.5, width: 5, height: 5, rx: 1 }), s('text', x < WIDTH * .7 ? { x: x + 6, y: y + 4 } : { x: x - 6, y: y + 4, 'text-anchor': 'end' }, name))),
    s('path', { class: 'minimap-pin', d: pin(WIDTH / 2, HEIGHT / 2) }),
    s('path', { class: 'minimap-ruler', d: `M10 ${HEIGHT - 10}v3h${ruler * scale}v-3` }),
    s('text', { class: 'minimap-scale', x: 10, y: HEIGHT - 12 }, `${ruler} km`));
}

const pin = (x, y) => `M${x} ${y}c-2-6-8-9-8-15a8 8 0 0 1 16 0c0 6-6 9-8 15zm0-18a3 3 0 1 0 0 6a3 3 0 1 0 0-6z`;
