// Texts of the page's language, from the element #texts, and the formats that go with it.
const texts = JSON.parse(document.getElementById('texts')?.textContent ?? '{}');
export const language = document.documentElement.lang === 'en' ? 'en-GB' : 'fr-FR';
const plurals = new Intl.PluralRules(language);
/** The city's own, as on every page that the server writes. */
const timeZone = 'Europe/Paris';
const time = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', timeZone });
const day = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', timeZone });
const date = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long', year: 'numeric', timeZone });

/** The text of a key, with {0}, {1} … filled in. A key without a text shows itself, which is seen at once. */
export function t(key, ...values) {
  return (texts[key] ?? key).replace(/\{(\d)\}/g, (_, index) => values[index] ?? '');
}

export const has = key => key in texts;

/** The text of `key.one` or `key.other`, with the number as {0}. */
export const count = (key, number) => t(`${key}.${plurals.select(number)}` in texts
  ? `${key}.${plurals.select(number)}` : `${key}.other`, number);

/** A moment: the time alone when it was today. */
export function moment(iso) {
  const at = new Date(iso);
  return (date.format(at) === date.format(new Date()) ? time : day).format(at);
}

export const longDate = iso => date.format(new Date(iso));

/** 75 → "1:15"; an hour and more → "1:02:03". */
export function clock(seconds) {
  const s = Math.max(0, Math.floor(seconds));
  const [h, m] = [Math.floor(s / 3600), Math.floor(s / 60) % 60];
  const two = n => String(n).padStart(2, '0');
  return h ? `${h}:${two(m)}:${two(s % 60)}` : `${m}:${two(s % 60)}`;
}

/** A duration in words, coarse: "2 min", "45 s". */
export const span = seconds => seconds < 60 ? t('desk.seconds', Math.floor(seconds))
  : seconds < 3600 ? t('desk.minutes', Math.floor(seconds / 60)) : t('desk.hours', Math.floor(seconds / 3600));
