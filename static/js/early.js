// Runs in <head> before the first paint, as a small file of its own (the policy allows no inline
// script): says that scripts run, and puts on the colours the reader chose, so that nothing flashes.
const root = document.documentElement;
root.dataset.js = "";
try {
  const chosen = localStorage.getItem("varig-colours");
  if (chosen === "light" || chosen === "dark") root.dataset.colorScheme = chosen;
} catch {
  // Storage may be closed to us; the system's own choice then holds.
}
