// Security keys and passkeys: what the server asks goes to the browser, and its answer back with the form.
const able = 'PublicKeyCredential' in window && 'parseRequestOptionsFromJSON' in PublicKeyCredential;

const ask = {
  create: options => navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) }),
  get: options => navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) }),
};

for (const form of document.querySelectorAll('form[data-key]')) {
  const here = able && location.origin === form.dataset.origin;
  form.querySelectorAll('[data-key-act]').forEach(part => { part.hidden = !here; });
  form.querySelector('[data-key-elsewhere]').hidden = here;
  form.addEventListener('submit', async event => {
    event.preventDefault();
    const failed = form.querySelector('[data-key-failed]');
    failed.hidden = true;
    try {
      const answer = await ask[form.dataset.key](JSON.parse(form.dataset.options));
      form.elements.credential.value = JSON.stringify(answer);
      form.submit();
    } catch {
      failed.hidden = false;
    }
  });
}
