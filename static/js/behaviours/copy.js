// "Copy the link" copies; without a script or a clipboard it is the link itself.
import { toast } from './toast.js';

document.addEventListener('click', async (event) => {
  const link = event.target.closest('a[data-copy]');
  if (!link || !navigator.clipboard) return;
  event.preventDefault();
  await navigator.clipboard.writeText(link.href);
  const menu = link.closest('details');
  menu.open = false;
  menu.querySelector('summary').focus();
  toast(document.body.dataset.copied);
});
