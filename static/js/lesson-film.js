// Chapters of a film: a button jumps there and plays on. Without script they are a list of times.
//
//   <figure data-film> <video|audio> … <button data-at="seconds">
export function startFilms(root) {
  for (const figure of root.querySelectorAll("[data-film]")) {
    const media = figure.querySelector("video, audio");
    const buttons = [...figure.querySelectorAll("button[data-at]")];
    if (!media || !buttons.length) continue;
    const times = buttons.map((button) => Number(button.dataset.at));
    figure.addEventListener("click", (event) => {
      const button = event.target.closest("button[data-at]");
      if (!button) return;
      media.currentTime = Number(button.dataset.at);
      media.play().catch(() => {});
    });
    // The chapter that is playing is marked, also for those who hear the page.
    media.addEventListener("timeupdate", () => {
      const now = times.filter((at) => at <= media.currentTime + 0.1).length - 1;
      buttons.forEach((button, at) => {
        if (at === now) button.setAttribute("aria-current", "true");
        else button.removeAttribute("aria-current");
      });
    });
  }
}
