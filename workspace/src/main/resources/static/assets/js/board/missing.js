// Who is planned to be with citizens now and is not, by the roster and the log. Nothing is shown without a roster.
import { get } from '../lib/http.js';
import { element, one, show, write } from './dom.js';
import { has, text, time } from './format.js';

const EVERY = 30000;

const stateName = ({ state, reason }) => text(`board.state.${state}`)
  + (reason && has(`board.pause.${reason}`) ? ` (${text(`board.pause.${reason}`)})` : '');

const line = missing => element('li', { 'data-login': missing.login }, element('strong', {}, missing.name), ' ',
  text('board.missing.line', time(missing.from), time(missing.to), stateName(missing), time(missing.since)));

async function ask() {
  try {
    const { planned, missing } = await get('/api/board/missing');
    show(one('#missing'), planned);
    one('#missing-list').replaceChildren(...missing.map(line));
    write(one('#missing-text'), missing.length ? '' : text('board.missing.none'));
  } catch {
    write(one('#missing-text'), text('board.missing.away'));
  }
}

export function start() {
  ask();
  setInterval(ask, EVERY);
}
