// Calls of our own addresses: JSON, the CSRF token, refusals as exceptions with a code.

/** status 0: the server could not be reached, and nothing is known of what became of the call. */
export class Refused extends Error {
  constructor(status, code, detail, field) {
    super(detail || code);
    Object.assign(this, { status, code, field });
  }
}

const token = () => decodeURIComponent(document.cookie.match(/(?:^|; )XSRF-TOKEN=([^;]*)/)?.[1] ?? '');

async function call(method, path, body, headers = { 'Content-Type': 'application/json' }) {
  let answer;
  try {
    answer = await fetch(path, {
      method,
      headers: {
        Accept: 'application/json, application/problem+json',
        ...(method === 'GET' ? {} : { ...headers, 'X-XSRF-TOKEN': token() }),
      },
      body: body === undefined || body instanceof Blob ? body : JSON.stringify(body),
    });
  } catch {
    throw new Refused(0, 'server-away', '');
  }
  if (answer.status === 401) {
    location.assign('/sign-in?error=expired');
    return new Promise(() => {});
  }
  const json = answer.headers.get('Content-Type')?.includes('json') ? await answer.json() : null;
  if (answer.ok) return json;
  if (answer.status >= 502) throw new Refused(0, 'server-away', '');
  throw new Refused(answer.status, json?.code ?? 'failed', json?.detail, json?.field);
}

export const get = path => call('GET', path);
export const post = (path, body) => call('POST', path, body);
export const postFile = (path, file) => call('POST', path, file,
  { 'Content-Type': 'application/octet-stream', 'X-File-Name': encodeURIComponent(file.name) });
