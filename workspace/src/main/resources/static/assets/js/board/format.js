// Texts, numbers and times as the page's language writes them.
const texts = JSON.parse(document.getElementById('texts').textContent);
const language = document.documentElement.lang || 'fr';
const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 });
const numbers = new Intl.NumberFormat(language);
const plurals = new Intl.PluralRules(language);
const clock = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', timeZone: 'Europe/Paris' });
const clockWithSeconds = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', second: '2-digit', timeZone: 'Europe/Paris' });
const date = new Intl.DateTimeFormat(language, { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'Europe/Paris' });

export const french = language !== 'en';
export const none = '–';
export const has = key => key in texts;
export const text = (key, ...values) => (texts[key] ?? key).replace(/\{(\d)\}/g, (_, n) => values[n] ?? '');
export const channelName = code => has(`board.channel.${code}`) ? text(`board.channel.${code}`) : code;
export const skillName = code => has(`skill.${code}`) ? text(`skill.${code}`) : code;
export const share = value => value == null ? none : percent.format(value);
export const count = value => value == null ? none : numbers.format(value);
/** A number with the word that it counts, one or many as the language has it: French says "0 abandon". */
export const counted = (key, value) => text(`${key}.${plurals.select(value) === 'one' ? 'one' : 'other'}`, count(value));
export const time = instant => clock.format(new Date(instant));
export const timeWithSeconds = instant => clockWithSeconds.format(new Date(instant));
export const day = instant => date.format(new Date(instant));

const two = n => String(n).padStart(2, '0');

/** 0:07, 12:40, 3 h 05, 2 j 4 h: as long as it must be and no longer. */
export function duration(seconds) {
  if (seconds == null) return none;
  const s = Math.max(0, Math.round(seconds));
  if (s < 3600) return `${Math.floor(s / 60)}:${two(s % 60)}`;
  const hours = Math.floor(s / 3600);
  if (hours < 24) return `${hours} h ${two(Math.floor(s % 3600 / 60))}`;
  return `${Math.floor(hours / 24)} ${french ? 'j' : 'd'} ${hours % 24} h`;
}

/** A threshold in words: 20 s, 3 min, 4 h. */
export function span(seconds) {
  if (seconds % 3600 === 0) return `${seconds / 3600} h`;
  return seconds % 60 === 0 && seconds > 60 ? `${seconds / 60} min` : `${seconds} s`;
}
