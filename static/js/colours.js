// Light, dark or as the system says. Buttons carry data-colours="light|dark|auto". The choice is
// kept in this browser only (it tells nothing about the person) and is put on early by early.js.
const KEY = "varig-colours";
const page = document.documentElement;

function show(chosen) {
  page.dataset.colorScheme = chosen;
  for (const button of document.querySelectorAll("[data-colours]")) {
    button.setAttribute("aria-pressed", String(button.dataset.colours === chosen));
  }
}

export function startColours(root) {
  const buttons = root.querySelectorAll("button[data-colours]");
  for (const button of buttons) {
    button.addEventListener("click", () => {
      const chosen = button.dataset.colours;
      try {
        if (chosen === "auto") localStorage.removeItem(KEY);
        else localStorage.setItem(KEY, chosen);
      } catch {
        // Without storage the choice holds for this page.
      }
      show(chosen);
    });
  }
  if (buttons.length) show(page.dataset.colorScheme ?? "auto");
}
