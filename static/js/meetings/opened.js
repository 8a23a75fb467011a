// A link in a letter may be opened by a machine that looks for harm. That a person has read it is said when somebody
// touches the page, once; nothing depends on it.
export function startOpened() {
  const page = document.querySelector("[data-seat-opened]");
  if (!page) return;
  const token = page.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
  const tell = () => {
    for (const kind of KINDS) window.removeEventListener(kind, tell);
    fetch(page.dataset.seatOpened, { method: "POST", headers: { "X-CSRFToken": token }, keepalive: true }).catch(() => {});
  };
  for (const kind of KINDS) window.addEventListener(kind, tell, { passive: true });
}

const KINDS = ["pointerdown", "keydown", "touchmove", "wheel"];
