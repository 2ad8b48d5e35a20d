// A question that has its own page opens in place; Escape or "Cancel" gives the focus back to where one was.
document.addEventListener('click', async (event) => {
  const link = event.target.closest('a[data-dialog]');
  if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  try {
    const answer = await fetch(link.href, { headers: { 'HX-Request': 'true' } });
    if (!answer.ok) throw new Error(answer.status);
    show(await answer.text(), link);
  } catch {
    location.assign(link.href);
  }
});

function show(html, link) {
  const dialog = document.createElement('dialog');
  dialog.className = 'dialog';
  dialog.innerHTML = html;
  dialog.setAttribute('aria-labelledby', dialog.querySelector('h2')?.id ?? '');
  document.body.append(dialog);
  const menu = link.closest('details.menu');
  if (menu) menu.open = false;
  dialog.addEventListener('click', (event) => {
    if (!event.target.closest('[data-close]')) return;
    event.preventDefault();
    dialog.close();
  });
  dialog.addEventListener('close', () => {
    dialog.remove();
    (menu?.querySelector('summary') ?? link).focus();
  });
  dialog.showModal();
}
