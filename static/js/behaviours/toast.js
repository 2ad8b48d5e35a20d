// One region says what happened (role="status"); a toast stays 8 seconds, longer while one reads it.
const STAY = 8000;

export function toast(text) {
  const region = document.getElementById('toasts');
  if (!region) return;
  const item = document.createElement('p');
  item.className = 'toast';
  item.tabIndex = 0;
  item.textContent = text;
  region.append(item);
  let timer;
  const leave = () => { timer = setTimeout(() => item.remove(), STAY); };
  const hold = () => clearTimeout(timer);
  item.addEventListener('pointerenter', hold);
  item.addEventListener('focus', hold);
  item.addEventListener('pointerleave', leave);
  item.addEventListener('blur', leave);
  leave();
}
