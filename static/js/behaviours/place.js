// Back from a thread lands on the card one left from; a card's reply field opens in place.
if (history.scrollRestoration === 'manual') document.getElementById(location.hash.slice(1))?.scrollIntoView();

document.addEventListener('click', (event) => {
  const link = event.target.closest('.post a[href]');
  if (!link || event.metaKey || event.ctrlKey) return;
  if (link.matches('.reply-open') && window.htmx) {
    event.preventDefault();
    const id = link.closest('.post').id.replace('post-', '');
    window.htmx.ajax('GET', `/posts/${id}/reply/`, { target: link, swap: 'outerHTML' }).then(() => {
      document.querySelector(`#post-${id} form textarea`)?.focus();
    });
    return;
  }
  if (document.body.dataset.page !== 'feed') return;
  history.replaceState(history.state, '', `${location.pathname}${location.search}#${link.closest('.post').id}`);
  history.scrollRestoration = 'manual'; // this place counts, not how far down: the page one comes back to may be shorter
});
