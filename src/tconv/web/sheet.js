// A hand-drawn sheet beside its figure: its row links move the figure, and the drawing opens large.

/** @param {HTMLAnchorElement} link */
function show(link) {
  const slider = /** @type {HTMLInputElement} */ (document.querySelector(`${link.hash} input[type=range]`));
  slider.value = /** @type {string} */ (link.dataset.show);
  slider.dispatchEvent(new Event("input"));
  slider.closest("figure")?.scrollIntoView({ block: "nearest" });
}

/** @param {HTMLAnchorElement} link */
function enlarge(link) {
  const dialog = document.createElement("dialog");
  dialog.className = "sheet-large";
  dialog.ariaLabel = link.ariaLabel;
  const image = document.createElement("img");
  image.src = link.href;
  image.alt = /** @type {HTMLImageElement} */ (link.querySelector("img")).alt;
  const close = document.createElement("button");
  close.textContent = "Close";
  dialog.append(image, close);
  dialog.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

/** @param {MouseEvent} event */
function follow(event) {
  if (event.ctrlKey || event.metaKey || event.shiftKey || !(event.target instanceof Element)) return;
  const link = /** @type {HTMLAnchorElement | null} */ (event.target.closest("a[data-show], a.zoom"));
  if (!link) return;
  event.preventDefault();
  if (link.dataset.show) show(link);
  else enlarge(link);
}

/** @param {HTMLElement} sheet may be one that was started before: a listener is added once */
export function start(sheet) {
  sheet.addEventListener("click", follow);
}

/** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("figure.sheet")).forEach(start);
