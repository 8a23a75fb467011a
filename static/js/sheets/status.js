// After each save, ask how far the sheet has come and what it adds up to.
const PAUSE = 400;

export function startStatus(root) {
  const place = root.querySelector("[data-sheet-status]");
  if (!place) return;
  let timer = 0;
  document.addEventListener("varig:saved", () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      const answer = await fetch(place.dataset.sheetStatus, { credentials: "same-origin" }).catch(() => null);
      if (answer?.ok && !answer.redirected) place.innerHTML = await answer.text();
    }, PAUSE);
  });
}
