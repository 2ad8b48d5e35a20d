// What one writes in a field, shown at once where it will stand. Without script, saving shows it.
for (const field of document.querySelectorAll('[data-mirror]')) {
  const place = document.querySelector(field.dataset.mirror);
  if (place) field.addEventListener('input', () => { place.textContent = field.value; });
}
