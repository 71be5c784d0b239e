// What the house knows of the matter, beside the request: suggested by itself, found as one types, read without leaving.
import { $, fill, h, icon, isNews, toast } from '../lib/dom.js';
import { get } from '../lib/http.js';
import { t } from '../lib/texts.js';

const PATIENCE = 250;

export function articles(card) {
  const id = `articles-${card.contact}`;
  const list = h('ul', { class: 'known', 'aria-live': 'polite' });
  const input = h('input', {
    class: 'input', id, type: 'search', autocomplete: 'off', maxlength: 300, 'data-key': 'article', placeholder: t('desk.articles.placeholder'),
    oninput: () => {
      clearTimeout(waiting);
      waiting = setTimeout(ask, PATIENCE);
    },
  });
  let waiting;
  let asked = 0;
  async function ask() {
    const mine = ++asked;
    const typed = input.value.trim();
    try {
      const found = await get(typed ? `/api/desk/articles?q=${encodeURIComponent(typed)}` : `/api/desk/tickets/${card.ticket}/articles`);
      if (mine === asked) show(found, typed);
    } catch {
      if (mine === asked) fill(list, h('li', { class: 'small muted' }, t('desk.articles.away')));
    }
  }
  const show = (found, typed) => fill(list, found.length ? found.map(line)
    : h('li', { class: 'small muted' }, t(typed ? 'desk.articles.none' : 'desk.articles.none.suggested')));
  const line = article => h('li', {}, h('button', { class: 'past', type: 'button', onclick: () => read(article) },
    icon('book'), h('span', { class: 'grow' }, h('span', { class: 'past-what' }, article.title), h('span', { class: 'small muted past-what' }, article.text)),
    article.stale && h('span', { class: 'badge badge-warn' }, t('desk.articles.stale'))));
  /** Where something can be answered in writing, the text goes to the end of the answer, to be finished by hand. */
  function read(article) {
    const reply = element.closest('.pane').querySelector('[data-key="reply"]:not(:disabled)');
    const insert = reply && h('button', { class: 'button button-primary', type: 'button', onclick: () => {
      reply.value = [reply.value.trimEnd(), article.text].filter(Boolean).join('\n\n');
      reply.dispatchEvent(new Event('input', { bubbles: true }));
      $('article').close();
      element.closest('.pane').querySelector('[data-key="reply-tab"]').click();
      toast(t('desk.articles.inserted'));
    } }, icon('send'), t('desk.articles.insert'));
    $('article-title').textContent = article.title;
    fill($('article-body'),
      article.stale && h('p', { class: 'notice notice-warn' }, icon('warning'), h('span', {}, t('desk.articles.stale.long'))),
      h('p', { class: 'said-text' }, article.text),
      h('div', { class: 'form-actions' }, h('a', { class: 'button', href: `/articles/${article.id}`, target: '_blank', rel: 'noopener' }, t('desk.articles.open')), insert));
    $('article').showModal();
  }
  const element = h('div', { class: 'stack-tight' }, h('label', { class: 'visually-hidden', for: id }, t('desk.articles.search')), input, list);
  return {
    element,
    draw(ticket) {
      if (isNews(element, [ticket.category, ticket.subject]) && !input.value.trim()) ask();
    },
  };
}
