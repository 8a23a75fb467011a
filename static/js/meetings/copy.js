// «Copy»: what stands in a field, to the clipboard. The buttons are shown here, since they do nothing without script.
async function copy(button) {
  const place = document.getElementById(button.dataset.copyFrom);
  const said = button.parentElement.querySelector("[data-copy-said]");
  try {
    await navigator.clipboard.writeText(place.value);
    said.textContent = place.dataset.copied;
  } catch {
    // Not every browser lets a page write to the clipboard; then the text is marked, ready to be copied by hand.
    place.select();
    said.textContent = place.dataset.marked;
  }
}

export function showCopying(root) {
  for (const each of root.querySelectorAll("[data-copy-from]")) each.hidden = false;
}

export function startCopying() {
  showCopying(document);
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-copy-from]");
    if (button) copy(button);
  });
}
