// A button that copies what stands beside it; shown only where the browser can.
(() => {
  const show = () => {
    if (navigator.clipboard) {
      document.querySelectorAll('button[data-copy][hidden]').forEach(button => { button.hidden = false; });
    }
  };
  document.addEventListener('click', event => {
    const button = event.target.closest('button[data-copy]');
    if (!button) {
      return;
    }
    navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent.trim())
      .then(() => { button.textContent = button.dataset.copied; });
  });
  document.addEventListener('htmx:afterSwap', show);
  show();
})();
