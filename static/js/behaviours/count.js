// How long a sentence is, said under its field while one writes. Without script, the help text is enough.
for (const field of document.querySelectorAll('textarea[data-count]')) {
  const count = document.createElement('output');
  count.className = 'count-note';
  const say = () => { count.textContent = `${[...field.value].length} / ${field.maxLength}`; };
  field.after(count);
  field.addEventListener('input', say);
  say();
}
