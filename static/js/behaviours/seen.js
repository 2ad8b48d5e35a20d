// A new card is read once it has been half in view for two seconds (unless one marks by hand).
const SECONDS = 2000;
const EVERY = 5000;
const waiting = new Map();
const seen = new Set();

if (document.body.dataset.reading === 'automatic' && document.body.dataset.page === 'feed') {
  const observer = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting, intersectionRatio, intersectionRect } of entries) {
      const shown = isIntersecting && (intersectionRatio >= 0.5 || intersectionRect.height > innerHeight / 2);
      if (!shown) {
        clearTimeout(waiting.get(target));
        waiting.delete(target);
      } else if (!waiting.has(target)) {
        waiting.set(target, setTimeout(() => { seen.add(target); observer.unobserve(target); }, SECONDS));
      }
    }
  }, { threshold: [0, 0.25, 0.5, 0.75] });
  const watch = (root) => { for (const card of root.querySelectorAll('.post[data-new]')) observer.observe(card); };
  watch(document);
  document.addEventListener('htmx:afterSettle', () => watch(document));

  const send = () => {
    if (!seen.size) return;
    const body = new URLSearchParams();
    for (const card of seen) {
      body.append('post', card.id.replace('post-', ''));
      card.removeAttribute('data-new');
    }
    seen.clear();
    body.append('csrfmiddlewaretoken', document.querySelector('[name=csrfmiddlewaretoken]').value);
    fetch('/posts/seen/', { method: 'POST', body, keepalive: true, credentials: 'same-origin' }).catch(() => {});
  };
  setInterval(send, EVERY);
  addEventListener('pagehide', send);
}
