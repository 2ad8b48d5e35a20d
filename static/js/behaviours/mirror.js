// What one writes in a field, shown at once where it will stand. Without script, saving shows it.
for (const field of document.querySelectorAll('[data-mirror]')) {
  const place = document.querySelector(field.dataset.mirror);
  const show = () => { place.textContent = field.value; };
  if (place) for (const event of ['input', 'mirror']) field.addEventListener(event, show);
}
