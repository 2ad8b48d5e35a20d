// Django's autocomplete draws a field of its own over each select, some time later: it takes the name of the select.
function takeName(container) {
  const select = container.previousElementSibling;
  const label = select?.id && document.querySelector(`label[for="${select.id}"]`);
  if (!label) return;
  container.dataset.named = '';
  for (const part of container.querySelectorAll('[role="combobox"], [role="textbox"], [role="searchbox"]')) {
    part.removeAttribute('aria-labelledby');
    part.setAttribute('aria-label', label.textContent.replace(/\s*:\s*$/, '').trim());
  }
}

new MutationObserver(() => document.querySelectorAll('select + .select2-container:not([data-named])').forEach(takeName))
  .observe(document.documentElement, { childList: true, subtree: true });

// Its list opens with a search of its own.
document.addEventListener('focusin', ({ target }) => {
  if (!target.matches('.select2-dropdown input')) return;
  const field = document.querySelector('.select2-container--open [role="combobox"]');
  target.setAttribute('aria-label', field?.getAttribute('aria-label') ?? '');
});
