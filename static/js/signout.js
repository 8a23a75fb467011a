// Signing out leaves nothing of the person in this browser.
import { forgetAll } from "./leave.js";
import { forgetUnsent } from "./lesson-unsent.js";

export function startSignOut(root) {
  for (const form of root.querySelectorAll("form[data-sign-out]")) {
    form.addEventListener("submit", () => {
      forgetAll();
      forgetUnsent();
    });
  }
}
