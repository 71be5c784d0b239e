// That the conversation is recorded: always in sight, paused by a key, and destroyed when she objects.
import { fill, h, icon, isNews, toast } from '../lib/dom.js';
import { post } from '../lib/http.js';
import { t } from '../lib/texts.js';
import { refusal } from './refusals.js';
import { refresh } from './store.js';

export function recordingBar(card) {
  let paused = false;
  const words = h('span', { role: 'status' });
  const pause = h('button', { class: 'button button-small', type: 'button', 'data-key': 'recording', onclick: () => ask(paused ? 'resume' : 'pause') });
  const object = h('button', { class: 'button button-small button-quiet', type: 'button', onclick: destroy }, t('desk.recording.object'));
  const element = h('div', { class: 'recording', hidden: true },
    h('span', { class: 'recording-words' }, h('span', { class: 'recording-dot', 'aria-hidden': 'true' }), words),
    h('span', { class: 'row' }, pause, object));

  async function ask(what) {
    pause.classList.add('is-busy');
    try {
      await post(`/api/desk/contacts/${card.contact}/recording/${what}`);
      return true;
    } catch (problem) {
      toast(refusal(problem), 'bad');
      refresh().catch(() => {});
      return false;
    } finally {
      pause.classList.remove('is-busy');
    }
  }
  async function destroy() {
    if (confirm(t('desk.recording.object.ask')) && await ask('object')) toast(t('desk.recording.objected'));
  }
  return {
    element,
    /** @param mark RECORDED, PAUSED, or nothing */
    draw(mark) {
      element.hidden = !mark;
      if (!mark || !isNews(element, mark)) return;
      paused = mark === 'PAUSED';
      element.classList.toggle('is-paused', paused);
      words.textContent = t(`desk.recording.${mark}`);
      fill(pause, icon(paused ? 'play' : 'pause'), t(paused ? 'desk.recording.resume' : 'desk.recording.pause'), h('kbd', { 'aria-hidden': 'true' }, 'E'));
    },
  };
}
