// What one writes is kept on the server three seconds after the last letter, when leaving the field or the page;
// on this device meanwhile, when the network is away.
const PAUSE = 3000;

const store = {
  get: (key) => { try { return localStorage.getItem(key); } catch { return null; } },
  set: (key, value) => { try { localStorage.setItem(key, value); } catch { /* private window: the server alone */ } },
  drop: (key) => { try { localStorage.removeItem(key); } catch { /* nothing kept */ } },
};

export function keepDraft(form) {
  const status = form.querySelector('[data-draft]');
  if (!status) return;
  const field = (name) => form.querySelector(`:is(input, textarea)[name="${name}"]:not([type="radio"])`);
  const where = ['post', 'parent', 'home', 'community', 'edited_post', 'edited_reply'].map((name) => form.querySelector(`input[name="${name}"]`)?.value);
  const place = `draft:${document.body.dataset.person}:${where.map((part) => part ?? '').join('/')}`;
  const words = () => JSON.stringify([field('title')?.value ?? '', field('body').value]);
  const untouched = JSON.stringify([field('title')?.defaultValue ?? '', field('body').defaultValue]);
  // Files too: which are kept, and what is said of each.
  const files = () => [...form.querySelectorAll('[data-chips] input')].map((input) => `${input.name}=${input.checked}=${input.value}`);
  const chosen = form.querySelector('select[name="community"]');
  const all = (text) => text + files().join('\n') + (chosen?.value ?? '');
  let saved = form.querySelector('[data-touched]') ? '' : all(untouched);
  let timer;
  let sent = false;

  const restored = store.get(place);
  if (restored && untouched === JSON.stringify(['', '']) && words() === untouched) {
    const [title, body] = JSON.parse(restored);
    if (field('title')) field('title').value = title;
    field('body').value = body;
  }

  const body = () => {
    const data = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (typeof value === 'string') data.append(name, value);
    return data;
  };

  const save = async (leaving = false) => {
    clearTimeout(timer);
    const text = words();
    const now = all(text);
    if (sent || now === saved) return;
    saved = now;
    store.set(place, text);
    const headers = { 'X-Requested-With': 'fetch' };
    try {
      const answer = await fetch('/drafts/save/', { method: 'POST', body: body(), headers, keepalive: leaving });
      if (!answer.ok) throw new Error(answer.status);
      status.textContent = (await answer.text()).trim();
      store.drop(place);
    } catch {
      status.textContent = document.body.dataset.keptHere ?? '';
      if (!leaving) saved = '';
    }
  };

  form.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
  });
  form.addEventListener('focusout', (event) => { if (!form.contains(event.relatedTarget)) save(); });
  addEventListener('pagehide', () => save(true));
  document.addEventListener('visibilitychange', () => { if (document.hidden) save(true); });

  // Sent: nothing may bring the draft back. Refused: writing goes on.
  const stop = () => { sent = true; clearTimeout(timer); };
  form.addEventListener('submit', (event) => {
    const chosen = event.submitter;
    if (!chosen?.hasAttribute('formaction') && chosen?.name !== 'preview') stop();
    store.drop(place);
  });
  form.addEventListener('htmx:afterRequest', ({ detail }) => {
    if (detail.elt === form && !detail.successful) sent = false;
  });
}
