// Records a voice note where the browser can, and puts it into the form's own file field: the form is sent as any other.
// Without script, or where there is no microphone, the file field alone does it.
(() => {
  const LONGEST_MILLIS = 120_000;
  const form = document.querySelector('[data-recorder]');
  const button = form?.querySelector('[data-record]');
  const able = window.MediaRecorder && navigator.mediaDevices?.getUserMedia && window.DataTransfer;
  if (!button || !able) return;

  const state = form.querySelector('[data-record-state]');
  const preview = form.querySelector('[data-record-preview]');
  const field = form.querySelector('#voice');
  let recorder = null;

  const forms = [['audio/webm;codecs=opus', 'webm'], ['audio/mp4', 'm4a'], ['audio/ogg;codecs=opus', 'ogg']];
  const [type, ending] = forms.find(([name]) => MediaRecorder.isTypeSupported(name)) ?? ['', 'webm'];

  const keep = (parts) => {
    const blob = new Blob(parts, { type: type.split(';')[0] });
    const transfer = new DataTransfer();
    transfer.items.add(new File([blob], `voice.${ending}`, { type: blob.type }));
    field.files = transfer.files;
    preview.src = URL.createObjectURL(blob);
    preview.hidden = false;
    state.textContent = form.dataset.sayReady;
  };

  const start = async () => {
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
      const parts = [];
      recorder = new MediaRecorder(stream, { ...(type && { mimeType: type }), audioBitsPerSecond: 32_000 });
      const timer = setTimeout(() => recorder?.stop(), LONGEST_MILLIS);
      recorder.ondataavailable = (event) => parts.push(event.data);
      recorder.onstop = () => {
        clearTimeout(timer);
        stream.getTracks().forEach((track) => track.stop());
        recorder = null;
        button.textContent = button.dataset.start;
        keep(parts);
      };
      recorder.start();
      button.textContent = button.dataset.stop;
      state.textContent = form.dataset.sayRecording;
    } catch {
      state.textContent = form.dataset.sayRefused;
    }
  };

  button.hidden = false;
  button.addEventListener('click', () => (recorder ? recorder.stop() : start()));
})();
