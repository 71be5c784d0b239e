// The telephone in the browser. One tab has it: a lock that the browser keeps passes it on when that tab closes.
// Where there is none, a SIP phone of the agent rings instead, and the desk says so.
import { get } from '../lib/http.js';
import { changed, refresh, state } from './store.js';
import { toast } from '../lib/dom.js';
import { t } from '../lib/texts.js';

const AUDIO = { audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true }, video: false };
const SILENCE = 5000;
/** Not a hang-up: the telephone keeps the citizen, and rings again when the page is back. */
const LEFT = 'Reason: Q.850;cause=41;text="page left"';
const ANSWER = { mediaConstraints: AUDIO, pcConfig: { iceServers: [] } };

/** kind: loading | browser | sip | other-tab | absent | none; ready: can be rung now. */
export const phone = { kind: 'loading', ready: false, muted: false, inCall: false, sip: null };

let session = null;
let sessionAgent = null;
let answerNext = 0;
let loudspeaker;
let reachable = false;
let release = () => {};

export async function start() {
  loudspeaker = document.getElementById('loudspeaker');
  const settings = await get('/api/desk/phone').catch(() => ({}));
  reachable = settings.reachable ?? false;
  phone.sip = settings.sip ?? null;
  if (!settings.browser) return set(phone.sip ? 'sip' : 'none');
  const JsSIP = await import('../../vendor/jssip.js').then(module => module.default, () => null);
  if (!JsSIP) return set(phone.sip ? 'sip' : 'absent');
  set('other-tab');
  navigator.locks.request('allo-softphone', () => register(JsSIP, settings.browser));
}

/** What the server knows of any phone of the agent. */
export function setReachable(known) {
  reachable = known;
  if (phone.kind === 'sip') set('sip');
}

function set(kind, ready = kind === 'sip' && reachable) {
  Object.assign(phone, { kind, ready });
  changed();
}

/** Holds the lock as long as the tab lives. Each server rings the telephones that are registered with it. */
function register(JsSIP, browser) {
  set('browser', false);
  const registered = new Set();
  const agents = [browser, ...browser.others].map(place => telephone(JsSIP, place, (agent, there) => {
    if (there) registered.add(agent);
    else registered.delete(agent);
    set('browser', registered.size > 0);
  }));
  addEventListener('pagehide', () => {
    if (session?.isEstablished()) session.terminate({ extraHeaders: [LEFT] });
    agents.forEach(agent => agent.stop());
  });
  agents.forEach(agent => agent.start());
  return new Promise(resolve => {
    release = () => {
      agents.forEach(agent => agent.stop());
      set('other-tab');
      resolve();
    };
  });
}

function telephone(JsSIP, { webSocket, sipUri, user, password }, changes) {
  const agent = new JsSIP.UA({
    sockets: [new JsSIP.WebSocketInterface(webSocket)],
    uri: sipUri, authorization_user: user, password,
    register: true, register_expires: 60, session_timers: false, user_agent: 'Allo Mairies',
    connection_recovery_min_interval: 1, connection_recovery_max_interval: 8,
  });
  agent.on('registered', () => changes(agent, true));
  for (const gone of ['unregistered', 'registrationFailed', 'disconnected']) agent.on(gone, () => changes(agent, false));
  agent.on('newRTCSession', ({ session: incoming, originator }) => {
    if (originator === 'remote') ringing(incoming, agent);
  });
  return agent;
}

/** The page is no telephone any more; another tab may be. */
export function stop() {
  release();
  release = () => {};
}

/** One call at a time. What a server had that is away now is over when another one rings. */
function ringing(incoming, agent) {
  if (session && (sessionAgent === agent || sessionAgent.isConnected())) return incoming.terminate({ status_code: 486 });
  const before = session;
  session = incoming;
  sessionAgent = agent;
  if (before) {
    Object.assign(phone, { inCall: false, muted: false });
    if (!before.isEnded()) before.terminate();
  }
  incoming.on('peerconnection', ({ peerconnection }) => listen(peerconnection));
  incoming.on('confirmed', () => {
    phone.inCall = true;
    setTimeout(sayIfSilent, SILENCE, incoming);
    changed();
  });
  const over = () => {
    if (session !== incoming) return;
    session = null;
    Object.assign(phone, { inCall: false, muted: false });
    changed();
  };
  incoming.on('ended', () => {
    over();
    refresh().catch(() => {});
  });
  incoming.on('failed', ({ cause }) => {
    over();
    if (/media|webrtc/i.test(cause)) toast(t('desk.phone.no-microphone'), 'bad');
  });
  incoming.on('progress', () => {
    if (answerNext > Date.now()) answer();
    else takeUp();
    answerNext = 0;
  });
  changed();
}

/** The line was lost in mid-call and rings again for it, she makes a call, which rings here first, or wants to listen to one. */
async function takeUp() {
  await refresh().catch(() => {});
  if (state.listens || state.contacts.some(card => card.cutOff || card.outward === 'HER_PHONE')) answer();
}

function listen(connection) {
  connection.addEventListener('track', ({ track, streams }) => {
    loudspeaker.srcObject = streams[0] ?? new MediaStream([track]);
    loudspeaker.play().catch(() => {});
  });
}

/** Takes the call that rings, or the one that is about to ring within so many ms. */
export function answer(patience = 0) {
  if (session?.isInProgress()) session.answer(ANSWER);
  else if (!session) answerNext = Date.now() + patience;
}

/** The offer is over: what rings next is another call. */
export function answerNoMore() {
  answerNext = 0;
}

export function mute(on = !phone.muted) {
  if (!session) return;
  if (on) session.mute({ audio: true });
  else session.unmute({ audio: true });
  phone.muted = on;
  changed();
}

/** A line that stays dead is usually a firewall between the browser and the telephone server. */
async function sayIfSilent(call) {
  if (call === session && await received() === 0) toast(t('desk.phone.silent'), 'bad');
}

/** Packets of sound that have come in this call. */
export async function received() {
  const reports = [...await session?.connection?.getStats() ?? []].map(([, report]) => report);
  return reports.find(report => report.type === 'inbound-rtp')?.packetsReceived ?? 0;
}

export function key(tone) {
  session?.sendDTMF(tone, { transportType: 'RFC2833' });
}

/** Asks for the microphone before the first call, from a click. */
export async function askMicrophone() {
  if (phone.kind !== 'browser') return;
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    stream.getTracks().forEach(track => track.stop());
  } catch {
    toast(t('desk.phone.no-microphone'), 'bad');
  }
}

export const status = () => phone.kind === 'browser' || phone.kind === 'sip'
  ? `${phone.kind}.${phone.ready ? 'ready' : 'away'}` : phone.kind;
