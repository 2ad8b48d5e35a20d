// "Take this sentence" writes it into its field, which is judged again.
document.addEventListener('click', (event) => {
  const button = event.target.closest('button[data-take]');
  const field = button?.closest('[data-purpose]')?.querySelector('textarea');
  if (!field) return;
  field.value = button.dataset.take;
  field.focus();
  field.dispatchEvent(new Event('input', { bubbles: true }));
});
