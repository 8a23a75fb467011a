// Print, save and open for tools that live in the browser alone. Nothing here touches the network: a file is made of
// what stands in the page, and read from what the person chooses.
//
//   <div data-local-files="first word of the file's name" data-unreadable="…" data-sure="…">
//     buttons data-local="print | save | clear", <input type="file" data-local="open">, <p data-local-problem hidden>

/** Wires the row. `tool`: { kind, read() → plain data, write(data), clear() }. */
export function wireFiles(row, tool) {
  const problem = row.querySelector("[data-local-problem]");
  const say = (text) => {
    problem.textContent = text;
    problem.hidden = !text;
  };
  row.querySelector("[data-local=print]").addEventListener("click", () => window.print());
  row.querySelector("[data-local=save]").addEventListener("click", () => {
    const text = JSON.stringify({ varig: tool.kind, data: tool.read() }, null, 2);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    link.download = `${row.dataset.localFiles}-${new Date().toLocaleDateString("sv")}.json`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    tool.kept = true;
  });
  row.querySelector("[data-local=open]").addEventListener("change", async ({ target }) => {
    const file = target.files[0];
    target.value = "";
    if (!file) return;
    try {
      const { varig, data } = JSON.parse(file.size < 200_000 ? await file.text() : "");
      if (varig !== tool.kind) throw new Error("another tool's file");
      tool.write(data);
      say("");
    } catch {
      say(row.dataset.unreadable);
    }
  });
  row.querySelector("[data-local=clear]").addEventListener("click", () => {
    if (tool.isEmpty() || window.confirm(row.dataset.sure)) tool.clear();
    say("");
  });
  window.addEventListener("beforeunload", (event) => {
    if (!tool.isEmpty() && !tool.kept) event.preventDefault();
  });
}
