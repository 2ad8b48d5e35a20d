// One writing form comes to life: names, files, drafts, small buttons.
import '../elements/mention-field.js';
import { keepDraft } from './drafts.js';
import { takeFiles } from './files.js';

export function start(form) {
  const area = form.querySelector('textarea[name="body"]');
  takeFiles(form, area);
  keepDraft(form);
  // Letters typed, a file left out while this was loading.
  if (area.value !== area.defaultValue || form.querySelector('[data-touched]')) area.dispatchEvent(new Event('input', { bubbles: true }));

  if (form.querySelector('markdown-toolbar')) import('../../vendor/markdown-toolbar.js');

  form.querySelector('[data-call]')?.addEventListener('click', () => {
    const before = area.value.slice(0, area.selectionStart);
    area.focus();
    area.setRangeText(before && !/\s$/.test(before) ? ' @' : '@', area.selectionStart, area.selectionEnd, 'end');
    area.dispatchEvent(new Event('input', { bubbles: true }));
  });

  const places = form.querySelector('select[name="community"]');
  places?.addEventListener('change', () => {
    const chosen = places.selectedOptions[0];
    document.getElementById(places.dataset.hint).textContent = chosen.dataset.hint ?? '';
    form.querySelector('mention-field').dataset.url = places.value ? `/communities/${places.value}/mentionable/` : '';
  });
  form.dataset.ready = '';
}
