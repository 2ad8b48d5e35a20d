// What a request could not do is said in a sentence; what one was writing stays where it is.
import { toast } from './toast.js';

const words = document.body.dataset;

document.addEventListener('htmx:responseError', (event) => {
  const answer = new DOMParser().parseFromString(event.detail.xhr.responseText, 'text/html');
  toast(answer.querySelector('.toast')?.textContent.trim() || words.failed);
});
document.addEventListener('htmx:sendError', () => toast(words.offline));
document.addEventListener('htmx:timeout', () => toast(words.offline));

// Nothing is asked of the server while nobody looks.
document.addEventListener('htmx:beforeRequest', (event) => {
  if (document.hidden && event.target.matches('[hx-trigger*="every"]')) event.preventDefault();
});
