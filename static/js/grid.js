// Makes a table of inputs usable like a spreadsheet: arrows and Enter move, a copied block is pasted cell by cell.
// Without scripts it is a plain form.
const table = document.querySelector("[data-grid]");
if (table) {
  const said = document.querySelector("[data-grid-said]");
  const rows = [...table.tBodies[0].rows].map((row) =>
    [...row.querySelectorAll("td")].map((cell) => cell.querySelector("input:not([type=hidden]), select")),
  );
  const placeOf = (input) => {
    const row = rows.findIndex((inputs) => inputs.includes(input));
    return [row, row < 0 ? -1 : rows[row].indexOf(input)];
  };
  // The next open cell in a direction; known ones are passed over.
  const move = (input, down, right) => {
    let [row, column] = placeOf(input);
    do {
      row += down;
      column += right;
      if (!rows[row] || column < 0 || column >= rows[row].length) return false;
    } while (!rows[row][column]);
    rows[row][column].focus();
    rows[row][column].select?.();
    return true;
  };
  const atEdge = (input, end) =>
    input.selectionStart === input.selectionEnd ? input.selectionStart === (end ? input.value.length : 0) : true;
  const plain = (text) => text.trim().toLowerCase();
  const fill = (input, text) => {
    if (input.tagName !== "SELECT") {
      input.value = text.trim();
      return true;
    }
    const option = [...input.options].find((one) => [one.value, one.text].some((name) => plain(name) === plain(text)));
    if (option) input.value = option.value;
    return Boolean(option);
  };
  table.addEventListener("keydown", (event) => {
    const input = event.target;
    if (placeOf(input)[0] < 0 || event.altKey || event.ctrlKey || event.metaKey) return;
    const isChoice = input.tagName === "SELECT";
    let moved = false;
    if (event.key === "Enter") {
      // Enter in a cell never sends the form: it goes down, as in a spreadsheet.
      moved = move(input, event.shiftKey ? -1 : 1, 0) || true;
    } else if (!isChoice && event.key === "ArrowDown") moved = move(input, 1, 0);
    else if (!isChoice && event.key === "ArrowUp") moved = move(input, -1, 0);
    else if (event.key === "ArrowRight" && (isChoice || atEdge(input, true))) moved = move(input, 0, 1);
    else if (event.key === "ArrowLeft" && (isChoice || atEdge(input, false))) moved = move(input, 0, -1);
    if (moved) event.preventDefault();
  });
  table.addEventListener("paste", (event) => {
    const text = event.clipboardData.getData("text/plain").replace(/\r\n?/g, "\n").replace(/\n$/, "");
    const [row, column] = placeOf(event.target);
    if (row < 0 || (event.target.tagName !== "SELECT" && !/[\t\n]/.test(text))) return;
    event.preventDefault();
    let filled = 0;
    let left = 0;
    text.split("\n").forEach((line, down) =>
      line.split("\t").forEach((value, right) => {
        const input = rows[row + down]?.[column + right];
        if (input && fill(input, value)) filled += 1;
        else if (value.trim()) left += 1;
      }),
    );
    const { one, many, beside } = said.dataset;
    said.textContent =
      (filled === 1 ? one : many.replace("{n}", filled)) + (left ? `; ${beside.replace("{n}", left)}` : "");
    said.classList.remove("unseen");
  });
  document.querySelector("[data-grid-help]").hidden = false;
}
