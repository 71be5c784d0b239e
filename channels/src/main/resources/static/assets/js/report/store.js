// What stays on this device: the draft, and each report from its sending on. Photos are kept as they are.
const database = new Promise((resolve, reject) => {
  const opening = indexedDB.open('signaler', 1);
  opening.onupgradeneeded = () => {
    opening.result.createObjectStore('draft');
    opening.result.createObjectStore('reports', { keyPath: 'key' });
  };
  opening.onsuccess = () => resolve(opening.result);
  opening.onerror = () => reject(opening.error);
});

/** Resolves with what `work` asked for when everything that it wrote is on the disk. */
async function inOne(mode, work) {
  const transaction = (await database).transaction(['draft', 'reports'], mode);
  const asked = work(transaction.objectStore('draft'), transaction.objectStore('reports'));
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(asked?.result);
    transaction.onabort = transaction.onerror = () => reject(transaction.error);
  });
}

export const draft = () => inOne('readonly', kept => kept.get('current'));
export const keepDraft = value => inOne('readwrite', kept => { kept.put(value, 'current'); });

/** A report takes the place of the draft: there is never both, and never neither. */
export const put = report => inOne('readwrite', (kept, reports) => {
  reports.put(report);
  kept.delete('current');
});

/** A report that was refused is a draft again. */
export const reopen = (key, value) => inOne('readwrite', (kept, reports) => {
  reports.delete(key);
  kept.put(value, 'current');
});

/** The newest first. */
export const reports = async () => (await inOne('readonly', (_, all) => all.getAll()))
  .sort((one, other) => other.at.localeCompare(one.at));

export const change = (key, news) => inOne('readwrite', (_, all) => {
  const found = all.get(key);
  found.onsuccess = () => found.result && all.put({ ...found.result, ...news });
});

export const remove = key => inOne('readwrite', (_, all) => { all.delete(key); });
