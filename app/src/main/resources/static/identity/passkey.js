// Passkeys: signing in, confirming, enrolling, signing. Every page works without this file, by password and one-time
// password, or by code and PIN.
(() => {
  "use strict";

  const ACTS = {
    "sign-in": { challenge: "/api/session/passkey-challenges", answer: "/api/session/passkeys", create: false },
    confirm: { challenge: "/api/session/passkey-challenges", answer: "/api/session/passkey-confirmations", create: false },
    register: { challenge: "/api/identity/passkey-challenges", answer: "/api/identity/passkeys", create: true },
  };

  // WeChat's browser has no passkeys worth offering; elsewhere the browser says so itself. Where somebody would look
  // for one, the page says what to do instead.
  if (!globalThis.PublicKeyCredential || navigator.userAgent.includes("MicroMessenger")) {
    for (const hint of document.querySelectorAll("[data-passkey-elsewhere]")) {
      hint.hidden = false;
    }
    return;
  }

  const bytes = (text) => {
    const padded = text.replaceAll("-", "+").replaceAll("_", "/").padEnd(Math.ceil(text.length / 4) * 4, "=");
    return Uint8Array.from(atob(padded), (c) => c.charCodeAt(0));
  };

  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

  const post = async (path, body) => {
    const token = document.querySelector('input[name="_csrf"]')?.value ?? "";
    const answer = await fetch(path, {
      method: "POST",
      credentials: "same-origin",
      headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRF-TOKEN": token },
      body,
    });
    if (answer.status === 401 && path.startsWith("/api/identity/")) {
      location.assign("/confirm-identity?next=/account");
    }
    if (!answer.ok) {
      throw new Error(String(answer.status));
    }
    return answer.status === 204 ? {} : answer.json();
  };

  const withBytes = (list) => (list ?? []).map((one) => ({ ...one, id: bytes(one.id) }));

  const ask = async (options) => {
    const credential = await navigator.credentials.get({
      publicKey: {
        ...options,
        challenge: bytes(options.challenge),
        allowCredentials: withBytes(options.allowCredentials),
      },
    });
    const { response } = credential;
    return {
      id: credential.id,
      rawId: text(credential.rawId),
      type: credential.type,
      response: {
        authenticatorData: text(response.authenticatorData),
        clientDataJSON: text(response.clientDataJSON),
        signature: text(response.signature),
        userHandle: response.userHandle ? text(response.userHandle) : undefined,
      },
      clientExtensionResults: credential.getClientExtensionResults(),
      authenticatorAttachment: credential.authenticatorAttachment ?? undefined,
    };
  };

  const make = async (options) => {
    const credential = await navigator.credentials.create({
      publicKey: {
        ...options,
        challenge: bytes(options.challenge),
        user: { ...options.user, id: bytes(options.user.id) },
        excludeCredentials: withBytes(options.excludeCredentials),
      },
    });
    const { response } = credential;
    return {
      id: credential.id,
      rawId: text(credential.rawId),
      type: credential.type,
      response: {
        attestationObject: text(response.attestationObject),
        clientDataJSON: text(response.clientDataJSON),
        transports: response.getTransports?.() ?? [],
      },
      clientExtensionResults: credential.getClientExtensionResults(),
      authenticatorAttachment: credential.authenticatorAttachment ?? undefined,
    };
  };

  const run = async (place) => {
    // Signing asks at the thing that is signed.
    const act = ACTS[place.dataset.passkey] ?? { challenge: place.dataset.challenge, answer: place.dataset.answer, create: false };
    const failed = place.querySelector("[data-passkey-failed]");
    failed.hidden = true;
    try {
      const options = await post(act.challenge, "{}");
      const answer = await (act.create ? make(options) : ask(options));
      const { next } = await post(act.answer, JSON.stringify(answer));
      if (next) {
        location.assign(next);
      } else {
        location.reload();
      }
    } catch {
      failed.hidden = false;
    }
  };

  document.querySelectorAll("[data-passkey]").forEach((place) => {
    place.hidden = false;
    place.querySelector("[data-passkey-start]").addEventListener("click", () => run(place));
  });
})();
