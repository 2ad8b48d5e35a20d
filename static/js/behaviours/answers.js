// Answering a reply opens the field under its branch; without a script the link leads to a page with the field.
document.addEventListener('click', async (event) => {
  const link = event.target.closest('a[data-answer]');
  if (!link || !window.htmx || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  let last = link.closest('article.reply');
  while (last.nextElementSibling?.matches('.reply-in, .answer-here')) last = last.nextElementSibling;
  if (!last.matches('.answer-here')) {
    const holder = document.createElement('div');
    holder.className = 'answer-here';
    last.after(holder);
    last = holder;
  }
  await window.htmx.ajax('GET', link.getAttribute('href'), { target: last, swap: 'innerHTML' });
  last.querySelector('textarea')?.focus();
});
