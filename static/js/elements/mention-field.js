// <mention-field data-url>: @ opens a list of the people who may see what is written; Escape keeps the text.
// Around a <text-expander>, which makes the textarea a combobox.
import '../../vendor/text-expander.js';

const PAUSE = 120;

class MentionField extends HTMLElement {
  connectedCallback() {
    this.expander = this.querySelector('text-expander');
    if (!this.expander || this.ready) return;
    this.ready = true;
    this.expander.addEventListener('text-expander-change', ({ detail }) => detail.provide(this.find(detail.text)));
    this.expander.addEventListener('text-expander-value', ({ detail }) => {
      detail.value = `@${detail.item.dataset.value}`;
    });
    // The list follows the cursor, not past the edge of a narrow screen.
    this.expander.addEventListener('text-expander-activate', () => requestAnimationFrame(() => {
      const list = this.expander.querySelector('[role="listbox"]');
      const beyond = list ? list.getBoundingClientRect().right - document.documentElement.clientWidth + 8 : 0;
      if (beyond > 0) list.style.left = `${list.offsetLeft - beyond}px`;
    }));
    this.expander.addEventListener('text-expander-committed', ({ detail }) => {
      detail.input.dispatchEvent(new Event('input', { bubbles: true }));
    });
  }

  // Only the latest letters count: an older answer never replaces a newer one.
  async find(text) {
    const url = this.dataset.url;
    const turn = (this.turn = (this.turn ?? 0) + 1);
    const nothing = { matched: false };
    if (!url || /[^\p{L}\p{M}\d_.-]/u.test(text)) return nothing;
    await new Promise((resolve) => { setTimeout(resolve, PAUSE); });
    if (turn !== this.turn) return nothing;
    try {
      const answer = await fetch(`${url}?q=${encodeURIComponent(text)}`, { headers: { 'HX-Request': 'true' } });
      if (!answer.ok || turn !== this.turn) return nothing;
      const holder = document.createElement('template');
      holder.innerHTML = await answer.text();
      const list = holder.content.querySelector('[role="listbox"]');
      return { matched: list?.children.length > 0, fragment: list };
    } catch {
      return nothing;
    }
  }
}

if (!customElements.get('mention-field')) customElements.define('mention-field', MentionField);
