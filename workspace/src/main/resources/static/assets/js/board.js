// The live board and the wall.
import { one, write } from './board/dom.js';
import { duration, text, timeWithSeconds } from './board/format.js';
import * as alarm from './board/alarm.js';
import { follow } from './board/live.js';
import * as listen from './board/listen.js';
import * as missing from './board/missing.js';
import * as steer from './board/steer.js';
import { drawChart, everySecond, nowText, page, render, start, state } from './board/view.js';
import { post } from './lib/http.js';

let skew = Date.parse(one('main').dataset.now) - Date.now();
let heard = Date.now();

page.now = () => Date.now() + skew;
if (one('#agent')) {
  page.opensFigures = true;
  page.open = steer.open;
  page.acknowledge = alert => post(`/api/board/alerts/${alert}/acknowledge`, {});
}

function told(next) {
  heard = page.now();
  render(next);
  alarm.needed(state.raised.some(raised => raised.sound && !raised.acknowledgedBy));
  const opened = state.agents.find(agent => agent.login === steer.opened());
  if (steer.opened()) steer.tell(opened ? nowText(opened) : text('board.state.OFFLINE'));
}

function connection(grade, words) {
  for (const node of document.querySelectorAll('[data-connection]')) {
    node.dataset.grade = grade;
    node.querySelector('.dot').className = `dot dot-${grade}`;
    write(node.querySelector('[data-connection-text]'), words);
  }
  document.body.dataset.stale = grade === 'bad';
}

alarm.start();
steer.start();
listen.start(page.now);
if (one('#missing')) missing.start();
told(JSON.parse(one('#state').textContent));
follow('/api/board/events', {
  told,
  clock: at => { skew = at - Date.now(); },
  lost: from => connection('bad', text('board.lost', duration((Date.now() - from) / 1000), timeWithSeconds(heard))),
  found: () => {
    connection('good', text('board.resumed'));
    setTimeout(() => connection('good', text('board.live')), 4000);
  },
});
everySecond();
setInterval(everySecond, 500);
setInterval(() => drawChart(), 30000);
start();
