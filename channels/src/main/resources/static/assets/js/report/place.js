// Where the citizen stands, and what others have reported around him.
import { t, language } from '../lib/texts.js';

const metresOfADegree = 111195;
const directions = ['n', 'ne', 'e', 'se', 's', 'sw', 'w', 'nw'];
const days = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });

/** Rejects with the key of what to say. */
export const locate = () => new Promise((resolve, reject) => {
  if (!navigator.geolocation) reject(new Error('unknown'));
  else navigator.geolocation.getCurrentPosition(
    ({ coords }) => resolve({
      lat: Number(coords.latitude.toFixed(6)), long: Number(coords.longitude.toFixed(6)), accuracy: Math.round(coords.accuracy),
    }),
    failure => reject(new Error(failure.code === failure.PERMISSION_DENIED ? 'refused' : 'unknown')),
    { enableHighAccuracy: true, timeout: 20000, maximumAge: 30000 });
});

/** None where there is no network; rejects with `outside` for a position outside the metropolis. */
export async function near(service, { lat, long }) {
  const query = new URLSearchParams({ service_code: service, lat, long });
  const answer = await fetch(`/signaler/proches?${query}`).catch(() => null);
  if (answer?.ok) return answer.json().catch(() => []); // a captive portal answers for us
  const problem = answer?.status === 400 ? await answer.json().catch(() => null) : null;
  if (problem?.code === 'outside') throw new Error('outside');
  return [];
}

/** "À 40 m au nord-est, signalé avant-hier" */
export function described(report, here) {
  const north = (report.lat - here.lat) * metresOfADegree;
  const east = (report.lng - here.long) * metresOfADegree * Math.cos(here.lat * Math.PI / 180);
  const metres = Math.round(Math.hypot(north, east) / 5) * 5;
  const turn = Math.round(Math.atan2(east, north) / (Math.PI / 4) + 8) % 8;
  const midnight = date => new Date(date).setHours(0, 0, 0, 0);
  const since = days.format(Math.round((midnight(report.opened) - midnight(new Date())) / 86400000), 'day');
  return metres < 10
    ? t('channels.citizen.near.here', since)
    : t('channels.citizen.near.one', metres, t(`channels.citizen.toward.${directions[turn]}`), since);
}
