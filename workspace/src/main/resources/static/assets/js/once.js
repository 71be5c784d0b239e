// What a page says of what was just done is said once: a reload, or an address that is kept, does not repeat it.
const address = new URL(location.href);
for (const name of ['sent', 'signed-out', 'error']) address.searchParams.delete(name);
history.replaceState(history.state, '', address);
