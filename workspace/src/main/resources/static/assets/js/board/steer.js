// What a supervisor decides for an agent, out of her line of the board.
import { post } from '../lib/http.js';
import { one, show, write } from './dom.js';
import { has, text } from './format.js';
import * as listen from './listen.js';

const dialog = one('#agent');
let agent = null;
let confirmed = false;
let reasons = [];

export function start() {
  if (!dialog) return;
  reasons = [...one('#steer-reason').options];
  one('#steer-to').onchange = choose;
  one('#steer-reason').onchange = calm;
  one('#steer').onsubmit = event => {
    event.preventDefault();
    apply();
  };
  one('#listen-form').onsubmit = event => {
    event.preventDefault();
    hear();
  };
}

async function hear() {
  const button = one('#listen-begin');
  button.disabled = true;
  const refused = await listen.begin(agent, one('#listen-why').value);
  button.disabled = false;
  write(one('#listen-form-error'), refused ?? '');
  if (!refused) {
    dialog.close();
    one('#listen-leave').focus();
  }
}

export function open(chosen, now) {
  agent = chosen;
  show(one('#listen-form'), agent.state === 'ON_CONTACT');
  write(one('#listen-form-error'), '');
  write(one('#agent-title'), agent.name);
  one('#agent-skills').href = `/board/skills?agent=${encodeURIComponent(agent.login)}`;
  tell(now);
  one('#steer-to').value = agent.state === 'PAUSED' ? 'AVAILABLE' : 'PAUSED';
  choose();
  dialog.showModal();
}

/** What she does may change while the dialog is open. */
export function tell(now) {
  write(one('#agent-now'), now);
}

/** The agent whose dialog is open. */
export const opened = () => dialog?.open ? agent.login : null;

function choose() {
  const to = one('#steer-to').value;
  one('#steer-reason').replaceChildren(...reasons.filter(reason => reason.dataset.to === to));
  one('#steer-reason').selectedIndex = 0;
  calm();
}

function calm() {
  confirmed = false;
  show(one('#steer-confirm'), false);
  write(one('#steer-error'), '');
  const button = one('#steer-apply');
  write(button, text('steer.apply'));
  button.classList.remove('button-danger');
}

async function apply() {
  const order = { to: one('#steer-to').value, reason: one('#steer-reason').value, confirmed };
  const button = one('#steer-apply');
  button.disabled = true;
  try {
    await post(`/api/board/agents/${encodeURIComponent(agent.login)}/state`, order);
    dialog.close();
    write(one('#steer-done'), text('steer.done', agent.name, text(`steer.to.${order.to}`)));
  } catch (problem) {
    if (problem.code === 'contacts-in-hand') ask(button);
    else write(one('#steer-error'), has(`steer.refused.${problem.code}`) ? text(`steer.refused.${problem.code}`) : text('steer.refused'));
  } finally {
    button.disabled = false;
  }
}

function ask(button) {
  confirmed = true;
  show(one('#steer-confirm'), true);
  write(button, text('steer.apply.confirm'));
  button.classList.add('button-danger');
}
