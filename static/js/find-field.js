// Shows only the fields of a long form whose label has the words that are typed; without scripts all are shown.
const box = document.querySelector("[data-find-field]");
if (box) {
  const count = document.querySelector("[data-found]");
  const parts = document.querySelector(".find__parts");
  const sections = [...document.querySelectorAll("[data-section]")];
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const show = () => {
    const words = plain(box.value).split(/\s+/).filter(Boolean);
    let found = 0;
    for (const section of sections) {
      let here = 0;
      for (const field of section.querySelectorAll(".field")) {
        const label = plain(field.querySelector("label").textContent);
        field.hidden = !words.every((word) => label.includes(word));
        here += field.hidden ? 0 : 1;
      }
      section.hidden = here === 0;
      found += here;
    }
    // Most of its links would lead nowhere, and on a phone what was found stands below them.
    parts.hidden = words.length > 0;
    const { one, many } = count.dataset;
    count.textContent = words.length ? (found === 1 ? one : many.replace("{n}", found)) : "";
  };
  box.closest("[hidden]").hidden = false;
  box.addEventListener("input", show);
  show();
}
