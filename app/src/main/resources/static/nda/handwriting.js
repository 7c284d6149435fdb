// Writing one's name with a finger. The strokes stay in this page until the form is sent.
(() => {
  const sheet = document.querySelector('canvas[data-handwriting]');
  if (!sheet) {
    return;
  }
  const target = document.getElementById(sheet.dataset.handwriting);
  const pen = sheet.getContext('2d');
  let writing = false;

  const place = event => {
    const box = sheet.getBoundingClientRect();
    return [(event.clientX - box.left) * sheet.width / box.width, (event.clientY - box.top) * sheet.height / box.height];
  };

  pen.lineWidth = 6;
  pen.lineCap = 'round';
  pen.lineJoin = 'round';
  pen.strokeStyle = '#111';

  sheet.addEventListener('pointerdown', event => {
    writing = true;
    sheet.setPointerCapture(event.pointerId);
    pen.beginPath();
    pen.moveTo(...place(event));
    event.preventDefault();
  });
  sheet.addEventListener('pointermove', event => {
    if (writing) {
      pen.lineTo(...place(event));
      pen.stroke();
    }
  });
  const lift = () => {
    if (writing) {
      writing = false;
      target.value = sheet.toDataURL('image/png');
    }
  };
  sheet.addEventListener('pointerup', lift);
  sheet.addEventListener('pointercancel', lift);

  document.querySelector('[data-handwriting-clear]')?.addEventListener('click', () => {
    pen.clearRect(0, 0, sheet.width, sheet.height);
    target.value = '';
  });
})();
