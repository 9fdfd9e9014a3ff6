// Folds the parts of a long document where the window is small; without scripts all are open. Printing opens all.
const folds = [...document.querySelectorAll("[data-fold]")];
const openTarget = () => {
  const target = document.getElementById(location.hash.slice(1));
  for (let fold = target?.closest("[data-fold]"); fold; fold = fold.parentElement.closest("[data-fold]")) fold.open = true;
  // What is folded meanwhile moves it.
  target?.scrollIntoView();
};
if (folds.length && matchMedia("(max-width: 60rem)").matches) {
  folds.forEach((fold) => (fold.open = false));
  openTarget();
  addEventListener("hashchange", openTarget);
  let shown = [];
  addEventListener("beforeprint", () => {
    shown = folds.map((fold) => fold.open);
    folds.forEach((fold) => (fold.open = true));
  });
  addEventListener("afterprint", () => folds.forEach((fold, place) => (fold.open = shown[place])));
}
