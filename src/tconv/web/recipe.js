// A recipe beside its figure: the figure shows what the item that is read tells of.

/** A line across the window, a little below its middle: the item on it is the one that is read. */
const LINE = "-60% 0px -40% 0px";

/** A page that has moved by fewer pixels was not scrolled by its reader: a step by hand moves it so far at most. */
const STILL = 12;

const started = new WeakSet();

/** @param {HTMLElement} recipe one that was started before is left as it is */
export function start(recipe) {
  if (started.has(recipe)) return;
  started.add(recipe);
  const figure = /** @type {HTMLElement} */ (recipe.querySelector("figure.tconv"));
  const address = `#${figure.id}/`;
  const links = `a[href^="${address}"]`;
  const items = [...recipe.querySelectorAll(`:scope > ol > li, :scope > p:has(${links})`)];
  let at = decodeURIComponent(window.location.hash).startsWith(address) ? NaN : -Infinity;

  /** Whether the figure stays beside the text: the style sheet decides. */
  const beside = () => getComputedStyle(figure).position === "sticky";

  /** @param {Element} item */
  function mark(item) {
    items.forEach((each) => each.removeAttribute("aria-current"));
    item.setAttribute("aria-current", "step");
  }

  /** @param {HTMLAnchorElement} link */
  function show(link) {
    figure.dispatchEvent(new CustomEvent("follow", { detail: Number(link.hash.slice(address.length)) }));
  }

  /** Remember where the page stands, so that the step which the reader chose stays until she scrolls on. */
  const keep = () => (at = window.scrollY);

  ["click", "input", "keydown"].forEach((each) => figure.addEventListener(each, keep));
  window.addEventListener("hashchange", keep);
  recipe.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || !(event.target instanceof Element) || !beside()) return;
    const link = /** @type {HTMLAnchorElement | null} */ (event.target.closest(links));
    if (!link) return;
    event.preventDefault();
    window.history.replaceState(null, "", link.hash);
    show(link);
    keep();
    const item = items.find((each) => each.contains(link));
    if (item) mark(item);
  });

  const reading = new IntersectionObserver((entries) => {
    const item = entries.find((entry) => entry.isIntersecting)?.target;
    if (!item || !beside()) return;
    mark(item);
    if (Number.isNaN(at)) keep();
    const link = /** @type {HTMLAnchorElement | null} */ (item.querySelector(links));
    if (link && Math.abs(window.scrollY - at) > STILL) show(link);
  }, { rootMargin: LINE });
  items.forEach((item) => reading.observe(item));
}

/** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".recipe")).forEach(start);
