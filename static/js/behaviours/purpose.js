const sentenceIn = (box) => box?.querySelector('textarea[name=purpose]');

// "Take this sentence" writes it into its field, in one go, and it is judged again.
document.addEventListener('click', (event) => {
  const button = event.target.closest('button[data-take]');
  const box = button?.closest('[data-purpose]');
  const field = sentenceIn(box);
  if (!field) return;
  event.preventDefault();
  const free = box.querySelector('[name=way][value=free]');
  if (free) free.checked = true;
  field.value = button.value;
  field.focus();
  field.dispatchEvent(new Event('input', { bubbles: true }));
});

// What two parts make stands in the field for one go as well: the preview shows it, and one may go on from there.
document.addEventListener('htmx:afterSwap', (event) => {
  const box = event.target.closest('[data-purpose]');
  if (!box?.querySelector('[name=way][value=two]:checked')) return;
  sentenceIn(box).value = box.querySelector('[data-sentence]')?.dataset.sentence ?? '';
  sentenceIn(box).dispatchEvent(new Event('mirror'));
});
