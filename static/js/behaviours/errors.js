// What a request could not do is said in a sentence; what one was writing stays where it is.
import { toast } from './toast.js';

const words = document.body.dataset;

// Reading may be asked twice; so may a text that carries its key: it is published once (R-RC-01). A toggle may not.
function again({ elt, requestConfig }) {
  if (!elt?.isConnected || elt.matches('[hx-trigger*="every"]')) return null;
  if (elt.matches('form')) {
    const safe = requestConfig.verb === 'get' || elt.elements.idempotency_key;
    return safe ? { label: words.again, act: () => { elt.querySelector('.btn-primary')?.focus(); elt.requestSubmit(elt.querySelector('.btn-primary')); } } : null;
  }
  if (!elt.matches('a, button') || (requestConfig.verb !== 'get' && elt.name !== 'preview')) return null;
  return { label: words.again, act: () => { elt.focus(); elt.click(); } };
}

document.addEventListener('htmx:responseError', ({ detail }) => {
  const answer = new DOMParser().parseFromString(detail.xhr.responseText, 'text/html');
  toast(answer.querySelector('.toast')?.textContent.trim() || words.failed, detail.xhr.status >= 500 ? again(detail) : null);
});
document.addEventListener('htmx:sendError', ({ detail }) => toast(words.offline, again(detail)));
document.addEventListener('htmx:timeout', ({ detail }) => toast(words.offline, again(detail)));

// Nothing is asked of the server while nobody looks.
document.addEventListener('htmx:beforeRequest', (event) => {
  if (document.hidden && event.target.matches('[hx-trigger*="every"]')) event.preventDefault();
});
