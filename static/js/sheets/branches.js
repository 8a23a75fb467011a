// Shows the questions that the answers ask for. The rule is that of portal/worksheets/domain/branching.py:
// a question behind a hidden question is hidden too.

/** What has been answered to a question: the values of its ticked or chosen options. */
function chosen(question) {
  return [...question.querySelectorAll("input:checked")].map((input) => input.value);
}

function update(sheet) {
  const questions = [...sheet.querySelectorAll("[data-part]")];
  const byId = new Map(questions.map((each) => [each.dataset.part, each]));
  for (const question of questions) {
    if (!question.dataset.when) continue;
    const holds = ({ part, any }) => {
      const above = byId.get(part);
      return above && !above.hidden && chosen(above).some((value) => any.includes(value));
    };
    question.hidden = !JSON.parse(question.dataset.when).every(holds);
  }
}

export function startBranches(root) {
  for (const sheet of root.querySelectorAll("[data-sheet]")) {
    if (!sheet.querySelector("[data-when]")) continue;
    sheet.addEventListener("change", () => update(sheet));
    update(sheet);
  }
}
