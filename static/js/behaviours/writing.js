// Writing helpers are fetched when somebody starts to write, not before. Without them the forms work as they are.
import { toast } from './toast.js';

const started = new WeakSet();

for (const sign of ['focusin', 'input', 'dragenter']) {
  document.addEventListener(sign, async (event) => {
    const form = event.target.closest?.('form[data-writing]');
    if (form) form.dataset.inUse = '';
    if (!form || started.has(form)) return;
    started.add(form);
    const { start } = await import('../writing/start.js');
    start(form);
  });
}

// The tools stay while one goes through them: between two of them nothing has the focus.
document.addEventListener('focusout', ({ target }) => {
  const form = target.closest?.('form[data-writing]');
  if (form) setTimeout(() => { if (!form.contains(document.activeElement)) delete form.dataset.inUse; });
});

// A file is left out.
document.addEventListener('click', (event) => {
  const button = event.target.closest('[data-drop-file]');
  if (!button) return;
  const form = button.closest('form');
  const list = button.closest('[data-chips]');
  button.closest('li').remove();
  list.dataset.touched = '';
  list.dispatchEvent(new Event('input', { bubbles: true }));
  form.querySelector('textarea').focus();
});

// A form is sent once, however often one clicks; a script that fails does not lock it.
document.addEventListener('submit', (event) => {
  const form = event.target;
  if (form.method !== 'post' || event.defaultPrevented) return;
  if (form.getAttribute('aria-busy') === 'true') {
    event.preventDefault();
    return;
  }
  form.setAttribute('aria-busy', 'true');
  setTimeout(() => form.removeAttribute('aria-busy'), 15000);
});
addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll('form[aria-busy]')) form.removeAttribute('aria-busy');
});
document.addEventListener('htmx:beforeRequest', ({ target }) => target.closest('form')?.setAttribute('aria-busy', 'true'));
document.addEventListener('htmx:afterRequest', ({ target }) => target.closest('form')?.removeAttribute('aria-busy'));

document.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
  const form = event.target.closest('form[data-writing]');
  if (!form) return;
  event.preventDefault();
  form.querySelector('.btn-primary').click();
});

// What was done is said, and the focus follows the work: to what is new, or to what is wrong.
document.addEventListener('said', ({ detail }) => {
  if (detail.text) toast(detail.text);
  const item = detail.focus && document.getElementById(detail.focus);
  if (!item) return;
  item.tabIndex = -1;
  item.focus({ preventScroll: true });
  item.scrollIntoView({ block: 'nearest' });
});
document.addEventListener('htmx:afterSettle', ({ detail }) => {
  if (detail.xhr?.status !== 422) return;
  const wrong = document.querySelector('form[data-writing] :is([aria-invalid="true"], [role="alert"])');
  if (wrong && wrong.tabIndex < 0) wrong.tabIndex = -1;
  wrong?.focus();
});
