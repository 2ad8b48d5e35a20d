// A page opened by a secret link shows its clean address: the secret stays out of history and shoulders' sight.
const clean = document.querySelector('meta[name="clean-address"]')?.content;
if (clean) history.replaceState(history.state, '', clean);
