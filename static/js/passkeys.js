// What needs a passkey shows where the browser and the address allow one; what fails is said.
const named = !/^(\d+(\.\d+){3}|\[.*\])$/.test(location.hostname);
const possible = named && window.isSecureContext && 'PublicKeyCredential' in window;

for (const element of document.querySelectorAll('[data-passkey]')) element.hidden = !possible;
for (const element of document.querySelectorAll('[data-no-passkey]')) element.hidden = possible;

document.addEventListener('allauth.error', (event) => {
  event.preventDefault();
  const said = document.getElementById('passkey-failed');
  if (said) said.hidden = false;
});
