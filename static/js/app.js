// Small things for every page: menus close, dialogs open, errors are said. Pages work without it.
document.addEventListener('click', (event) => {
  const opener = event.target.closest('[data-open]');
  if (opener) document.getElementById(opener.dataset.open)?.showModal();
  for (const menu of document.querySelectorAll('details.menu[open]')) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return;
  for (const menu of document.querySelectorAll('details.menu[open]')) {
    menu.open = false;
    menu.querySelector('summary').focus();
  }
});

// Nothing is asked of the server while nobody looks.
document.addEventListener('htmx:beforeRequest', (event) => {
  if (document.hidden && event.target.id === 'news') event.preventDefault();
});
