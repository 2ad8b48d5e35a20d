// <show-password> around password fields: a new password is typed once, so it can be read before it is sent.
customElements.define('show-password', class extends HTMLElement {
  connectedCallback() {
    for (const input of this.querySelectorAll('input[autocomplete=new-password]')) {
      const box = document.createElement('label');
      box.className = 'check sm';
      const toggle = document.createElement('input');
      toggle.type = 'checkbox';
      const words = document.createElement('span');
      words.textContent = this.dataset.words;
      box.append(toggle, words);
      toggle.addEventListener('change', () => { input.type = toggle.checked ? 'text' : 'password'; });
      input.form?.addEventListener('submit', () => { input.type = 'password'; });
      input.after(box);
    }
  }
});
