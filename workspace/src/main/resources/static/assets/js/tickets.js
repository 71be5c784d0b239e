// Ticking lines of the list by mouse and by keys, and what can be done with them. Without it the boxes and buttons work
// all the same.
const table = document.getElementById('tickets');
const bulk = document.getElementById('bulk');
const chosen = document.getElementById('chosen');
const chosenSaid = document.getElementById('chosen-said'); // stands outside of the bar: what appears is not spoken
const tickAll = document.getElementById('tick-all');
const rows = [...(table?.tBodies[0].rows ?? [])];
const boxes = rows.map(row => row.querySelector('input[name=line]')).filter(Boolean);
let last = null; // the box from which a range begins

const stop = row => row?.querySelector('input[name=line]') ?? row?.querySelector('a');

function draw() {
  if (!bulk) return;
  const count = boxes.filter(box => box.checked).length;
  bulk.hidden = count === 0;
  chosen.hidden = false;
  chosen.textContent = bulk.dataset.chosen.replace('%', count);
  if (count || chosenSaid.textContent) chosenSaid.textContent = chosen.textContent;
  tickAll.checked = count === boxes.length;
  tickAll.indeterminate = count > 0 && count < boxes.length;
}

function range(from, to, value) {
  const [first, end] = [boxes.indexOf(from), boxes.indexOf(to)].sort((a, b) => a - b);
  if (first >= 0) boxes.slice(first, end + 1).forEach(box => { box.checked = value; });
}

for (const box of boxes) {
  box.addEventListener('click', event => {
    if (event.shiftKey && last) range(last, box, box.checked);
    last = box;
    draw();
  });
}
if (tickAll && boxes.length) {
  tickAll.hidden = false;
  tickAll.addEventListener('change', () => { boxes.forEach(box => { box.checked = tickAll.checked; }); draw(); });
}
draw();
addEventListener('pageshow', draw); // a step back brings the ticks with it

let sent = false; // a second click would find every line changed by the first
bulk?.addEventListener('submit', event => {
  if (sent) event.preventDefault();
  sent = true;
  bulk.setAttribute('aria-busy', 'true');
});
addEventListener('pageshow', () => { sent = false; bulk?.removeAttribute('aria-busy'); });

const back = document.getElementById('take-back');
if (back) setTimeout(() => {
  const report = document.getElementById('bulk-report');
  const focused = back.contains(document.activeElement);
  const over = document.createElement('p');
  over.textContent = back.dataset.over;
  back.replaceWith(over);
  if (focused) report.focus();
}, Number(back.dataset.seconds) * 1000);

const at = () => rows.findIndex(row => row.contains(document.activeElement));

/// With shift what one comes to is as what one comes from: ticked.
function move(step, extend) {
  const from = at();
  const next = rows[from < 0 ? (step > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, from + step))];
  if (extend) {
    for (const box of [stop(rows[from]), stop(next)]) if (box?.name === 'line') box.checked = true;
    draw();
  }
  stop(next)?.focus();
  last = stop(next)?.name === 'line' ? stop(next) : last;
}

function tick() {
  const box = stop(rows[at()]);
  if (box?.name === 'line') { box.checked = !box.checked; last = box; draw(); }
}

const lists = document.getElementById('lists');

function openLists() {
  lists.open = !lists.open;
  (lists.open ? lists.querySelector('a.menu-item') : lists.querySelector('summary')).focus();
}

const types = event => event.target.closest('input:not([type=checkbox]), select, textarea');

const keys = {
  j: event => move(1, event.shiftKey),
  k: event => move(-1, event.shiftKey),
  x: tick,
  a: () => tickAll?.click(),
  t: () => bulk && !bulk.hidden && bulk.requestSubmit(bulk.querySelector('[value=take]')),
  z: () => back?.isConnected && back.requestSubmit(),
  l: openLists,
  '/': () => document.getElementById('q').focus(),
  enter: event => {
    if (event.target.name === 'line') rows[at()].querySelector('a').click();
    else return false;
  },
  escape: event => {
    const menu = document.querySelector('details.menu[open]');
    if (menu) { menu.open = false; menu.querySelector('summary').focus(); }
    else if (types(event)) return false;
    else { boxes.forEach(box => { box.checked = false; }); draw(); }
  },
};

document.addEventListener('keydown', event => {
  const key = event.key.toLowerCase();
  if (event.ctrlKey || event.metaKey || event.altKey || (types(event) && key !== 'escape')) return;
  if (key.length === 1 && document.documentElement.dataset.keys === 'off') return;
  if (lists.open && /^[1-9]$/.test(key)) {
    const wanted = [...lists.querySelectorAll('a.menu-item')].find(link => link.querySelector('kbd')?.textContent === key);
    wanted?.click();
    return;
  }
  if (keys[key] && keys[key](event) !== false) event.preventDefault();
});
