// What is new of the requests that she follows: how much in the bar, the newest at the foot of the page, once in all tabs.
import { $, toast } from '../lib/dom.js';
import { count, t } from '../lib/texts.js';
import { state } from './store.js';

export function show({ news, mentions, newest, number, what, by }) {
  $('unseen').hidden = news === 0;
  $('unseen').href = `/tickets?view=${mentions ? 'mentioned' : 'following'}`;
  $('unseen').title = count('desk.unseen', news);
  $('unseen').setAttribute('aria-label', $('unseen').title);
  $('unseen-label').textContent = news;
  const told = `unseen:${state.agent.login}`;
  if (newest <= Number(localStorage.getItem(told) ?? 0)) return;
  localStorage.setItem(told, newest);
  const text = { mentioned: () => t('desk.unseen.mentioned', by, number), 'task-given': () => t('desk.unseen.task', by, number) };
  toast(text[what]?.() ?? t('desk.unseen.news', number));
}
