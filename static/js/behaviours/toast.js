// One region says what happened (role="status"); a toast stays 8 seconds, longer while one reads it. It may offer one
// thing to do about it.
const STAY = 8000;

export function toast(text, offer = null) {
  const region = document.getElementById('toasts');
  if (!region) return;
  const item = document.createElement('p');
  item.className = 'toast';
  item.tabIndex = 0;
  item.textContent = text;
  if (offer) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = offer.label;
    button.addEventListener('click', () => { offer.act(); item.remove(); });
    item.append(' ', button);
  }
  region.append(item);
  let timer;
  const leave = () => { timer = setTimeout(() => item.remove(), STAY); };
  const hold = () => clearTimeout(timer);
  for (const sign of ['pointerenter', 'focusin']) item.addEventListener(sign, hold);
  for (const sign of ['pointerleave', 'focusout']) item.addEventListener(sign, leave);
  leave();
}
