// That a supervisor listens, or may: always in sight, and ended when the caller does not want it.
import { h, icon, isNews, toast } from '../lib/dom.js';
import { post } from '../lib/http.js';
import { t } from '../lib/texts.js';
import { refusal } from './refusals.js';

export function listeningBar(card) {
  const words = h('span', { role: 'status' });
  const object = h('button', { class: 'button button-small button-quiet', type: 'button', onclick: objects }, t('desk.listening.object'));
  const element = h('div', { class: 'recording listening', hidden: true },
    h('span', { class: 'recording-words' }, icon('headset'), words), h('span', { class: 'row' }, object));

  async function objects() {
    if (!confirm(t('desk.listening.object.ask'))) return;
    try {
      await post(`/api/desk/contacts/${card.contact}/listening/object`);
      toast(t('desk.listening.objected'));
    } catch (problem) {
      toast(refusal(problem), 'bad');
    }
  }
  return {
    element,
    /** @param listening by whom and how; nothing where nobody may */
    draw(listening) {
      element.hidden = !listening;
      if (!listening || !isNews(element, listening)) return;
      element.classList.toggle('is-quiet', !listening.by);
      words.textContent = listening.by ? t(`desk.listening.${listening.mode}`, listening.by) : t('desk.listening.may');
    },
  };
}
