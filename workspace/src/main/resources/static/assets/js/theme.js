// Runs before the first paint, so that a chosen theme never flashes. Also what every page has: the buttons of the user
// menu for the theme and for shortcuts of one key, and menus that close on Escape or a click elsewhere.
(() => {
  const root = document.documentElement;
  const apply = () => {
    const theme = localStorage.getItem('theme');
    if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
    else delete root.dataset.theme;
    if (localStorage.getItem('contrast') === 'more') root.dataset.contrast = 'more';
    else delete root.dataset.contrast;
    if (localStorage.getItem('keys') === 'off') root.dataset.keys = 'off';
    else delete root.dataset.keys;
    for (const button of document.querySelectorAll('[data-toggle-keys]'))
      button.setAttribute('aria-pressed', String(root.dataset.keys !== 'off'));
    for (const button of document.querySelectorAll('[data-set-theme]'))
      button.setAttribute('aria-pressed', String(button.dataset.setTheme === (theme ?? 'auto')));
    for (const button of document.querySelectorAll('[data-toggle-contrast]'))
      button.setAttribute('aria-pressed', String(root.dataset.contrast === 'more'));
  };
  apply();
  document.addEventListener('DOMContentLoaded', apply);
  window.addEventListener('storage', apply);
  document.addEventListener('click', event => {
    const chosen = event.target.closest('[data-set-theme]');
    if (chosen) localStorage.setItem('theme', chosen.dataset.setTheme);
    if (event.target.closest('[data-toggle-contrast]'))
      localStorage.setItem('contrast', root.dataset.contrast === 'more' ? 'normal' : 'more');
    if (event.target.closest('[data-toggle-keys]'))
      localStorage.setItem('keys', root.dataset.keys === 'off' ? 'on' : 'off');
    apply();
    for (const menu of document.querySelectorAll('details.menu[open]'))
      if (!menu.contains(event.target)) menu.open = false;
  });
  document.addEventListener('keydown', event => {
    if (event.key !== 'Escape') return;
    for (const menu of document.querySelectorAll('details.menu[open]')) {
      menu.open = false;
      menu.querySelector('summary').focus();
      event.stopPropagation();
    }
  }, true);
})();
