// Says in words that a passkey was not used. allauth's own script does the work and reports a break as an event; without
// this the person would only see that nothing happens.
export function startPasskey(root) {
  const place = root.querySelector("[data-passkey-error]");
  if (!place) return;
  const supported = "PublicKeyCredential" in window;
  if (!supported) place.hidden = false;
  document.addEventListener("allauth.error", (event) => {
    if (!event.detail.tags.includes("webauthn")) return;
    event.preventDefault();
    place.hidden = false;
  });
  // A new try takes the old message away, so that a second break is announced again.
  root.addEventListener("click", (event) => {
    if (event.target.closest("[id^=passkey_], [id^=mfa_webauthn]")) place.hidden = supported;
  });
}
