// What is swapped while it has the focus gives it to what takes its place: the same button, else its menu, else the item.
let lost = null;

document.addEventListener('htmx:beforeSwap', ({ detail }) => {
  const here = document.activeElement;
  lost = detail.shouldSwap && here !== document.body && detail.target?.contains(here)
    ? { name: here.name ?? '', value: here.value ?? '', tag: here.localName, byKey: here.matches(':focus-visible') }
    : null;
});

document.addEventListener('htmx:afterSettle', ({ target }) => {
  if (!lost || document.activeElement !== document.body || !target.isConnected) return;
  const { name, value, tag, byKey } = lost;
  lost = null;
  const shown = [target, ...target.querySelectorAll('a[href], button, summary, input, textarea')]
    .filter((element) => element.matches('a[href], button, summary, input, textarea') && element.checkVisibility());
  const same = shown.find((element) => name && element.name === name && element.value === value);
  if (same || !target.matches('article')) {
    (same ?? shown.find((element) => element.localName === 'summary') ?? shown.find((element) => element.localName === tag) ?? shown[0])
      ?.focus({ preventScroll: true });
    return;
  }
  if (!byKey) return; // a mouse is already where it goes next
  target.tabIndex = -1; // more of a list was loaded: on with its first item
  target.focus({ preventScroll: true });
});
