// A card's mark is a button of a form that stands elsewhere on the page: htmx is told which one was pressed.
document.addEventListener('htmx:configRequest', ({ detail }) => {
  const button = detail.triggeringEvent?.submitter;
  if (button?.name && button.hasAttribute('form')) detail.parameters[button.name] = button.value;
});
