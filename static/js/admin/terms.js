// Keywords in the page editor: long families of ticks can be filtered by typing. What is ticked is never hidden, so
// nothing one has chosen gets out of sight. Without script all boxes stand there.
const LONG = 12;

function narrow(boxes, text) {
  const sought = text.trim().toLocaleLowerCase();
  let fits = 0;
  for (const label of boxes.querySelectorAll("label:has(input[type=checkbox])")) {
    const found = label.textContent.toLocaleLowerCase().includes(sought);
    fits += found ? 1 : 0;
    label.hidden = !found && !label.querySelector("input").checked;
  }
  boxes.querySelector(".v-terms__none").hidden = fits > 0;
}

function begin() {
  for (const boxes of document.querySelectorAll("[data-term-boxes]")) {
    const row = boxes.querySelector(".v-terms__filter");
    if (boxes.querySelectorAll("input[type=checkbox]").length <= LONG) continue;
    const field = row.querySelector("input");
    row.hidden = false;
    field.addEventListener("input", () => narrow(boxes, field.value));
    // Enter would save the whole page.
    field.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault());
  }
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
else begin();
