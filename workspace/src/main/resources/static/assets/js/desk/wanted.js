// A call that was asked for on the page of a ticket: made as soon as this page is a telephone.
import { $, toast } from '../lib/dom.js';
import { post } from '../lib/http.js';
import { phone } from './phone.js';
import { refusal } from './refusals.js';
import { subscribe } from './store.js';

/** The telephone server may notice a phone a little later than the phone itself. */
const TRIES = 10;
const PAUSE = 500;

let begun = false;

export function start() {
  if ($('main').dataset.callWanted) subscribe(() => phone.ready && !begun && make());
}

async function make(tries = TRIES) {
  begun = true;
  try {
    await post('/api/desk/wanted-call');
  } catch (problem) {
    if (problem.code === 'phone-unreachable' && tries > 1) setTimeout(make, PAUSE, tries - 1);
    else toast(refusal(problem), 'bad');
  }
}
