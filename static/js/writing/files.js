// Files chosen, pasted or dropped are sent at once, one by one; each becomes a line with its description.
const words = document.body.dataset;

export function takeFiles(form, area) {
  const chooser = form.querySelector('input[type="file"]');
  const list = form.querySelector('[data-chips]');
  if (!chooser || !list) return;

  const changed = () => list.dispatchEvent(new Event('input', { bubbles: true })); // the draft keeps its files

  const send = async (file) => {
    const line = document.createElement('li');
    line.className = 'file-chip';
    line.setAttribute('aria-busy', 'true');
    line.textContent = file.name;
    list.append(line);
    const body = new FormData();
    body.append('file', file);
    for (const name of ['csrfmiddlewaretoken', 'post', 'community']) {
      const value = form.elements[name]?.value;
      if (value) body.append(name, value);
    }
    try {
      const answer = await fetch('/files/', { method: 'POST', body, headers: { 'HX-Request': 'true' } });
      const holder = document.createElement('template');
      holder.innerHTML = await answer.text();
      if (answer.ok) {
        line.replaceWith(...holder.content.childNodes);
        changed();
        return;
      }
      refuse(line, holder.content.querySelector('.toast')?.textContent.trim() || words.failed);
    } catch {
      refuse(line, `${file.name}: ${words.offline}`);
    }
  };

  const refuse = (line, sentence) => {
    line.removeAttribute('aria-busy');
    line.className = 'error-text';
    line.setAttribute('role', 'alert');
    line.textContent = sentence;
  };

  const take = async (files) => {
    form.setAttribute('aria-busy', 'true');
    for (const file of files) await send(file);
    form.removeAttribute('aria-busy');
  };

  const chosen = () => {
    const files = [...chooser.files];
    chooser.value = '';
    if (files.length) take(files);
  };
  chooser.addEventListener('change', chosen);
  chosen(); // before this was loaded
  area.addEventListener('paste', (event) => {
    const files = [...event.clipboardData.files];
    if (!files.length) return;
    event.preventDefault();
    take(files);
  });
  form.addEventListener('dragover', (event) => {
    if (!event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    form.classList.add('dropping');
  });
  form.addEventListener('dragleave', () => form.classList.remove('dropping'));
  form.addEventListener('drop', (event) => {
    form.classList.remove('dropping');
    const files = [...event.dataTransfer.files];
    if (!files.length) return;
    event.preventDefault();
    take(files);
  });
}
