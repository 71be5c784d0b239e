// The sounds of the desk, made on the spot. Browsers are silent until the first click on a page; `ready` says so.
let audio;

export const ready = () => audio?.state === 'running';

/** To be called from a click or a key. */
export function wake() {
  audio ??= new AudioContext();
  audio.resume();
}

function tone(frequency, from, length, loudness) {
  const oscillator = new OscillatorNode(audio, { frequency, type: 'sine' });
  const volume = new GainNode(audio, { gain: 0 });
  const start = audio.currentTime + from;
  volume.gain.linearRampToValueAtTime(loudness, start + 0.02);
  volume.gain.setValueAtTime(loudness, start + length - 0.08);
  volume.gain.linearRampToValueAtTime(0, start + length);
  oscillator.connect(volume).connect(audio.destination);
  oscillator.start(start);
  oscillator.stop(start + length);
}

const voice = () => [[660, 0], [880, .18], [660, .36], [880, .54]].forEach(([f, at]) => tone(f, at, .17, .14));
const written = () => [[740, 0], [988, .16]].forEach(([f, at]) => tone(f, at, .22, .1));

/** Rings until the returned function is called: a call every two seconds, anything written every five. */
export function ring(call) {
  const once = () => ready() && (call ? voice : written)();
  once();
  const timer = setInterval(once, call ? 2000 : 5000);
  return () => clearInterval(timer);
}

/** A message came in a conversation that is not in front. */
export function ping() {
  if (ready()) tone(988, 0, .16, .07);
}

/** The board has an alert that nobody looks after. */
export function alarm() {
  if (ready()) [[880, 0], [660, .25], [880, .5]].forEach(([f, at]) => tone(f, at, .2, .12));
}

export function test() {
  wake();
  voice();
}
