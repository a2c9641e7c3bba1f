// What a reader takes of a figure: every step as text, the address of a step, its picture as an SVG file.

import { DROP } from "./constants.js";
import { stepOf } from "./sight.js";

/**
 * Copy the address of the step that is shown, and put it where the browser shows addresses.
 * @param {HTMLElement} figure
 * @param {HTMLElement} button
 */
function link(figure, button) {
  const address = `${window.location.href.split("#")[0]}#${figure.id}/${figure.dataset.step}`;
  window.history.replaceState(null, "", address);
  navigator.clipboard?.writeText(address).then(() => {
    const word = button.textContent;
    button.textContent = "Copied";
    window.setTimeout(() => (button.textContent = word), 1500);
  }, () => {});
}

/**
 * Write the step that a view shows as a file: its marks alone, and the page's colours as they are now.
 * @param {HTMLElement} stage
 */
function drawn(stage) {
  const step = stepOf(stage);
  const [width, tall, whole] = ["--w", "--h", "--whole"].map((name) => Number(stage.style.getPropertyValue(name)));
  const height = whole || tall;
  const picture = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  picture.setAttribute("viewBox", `0 0 ${width} ${height}`);
  picture.setAttribute("width", String(48 * width));
  picture.setAttribute("height", String(48 * height));
  picture.append(...[...stage.querySelectorAll(".scene")].map((scene) => scene.cloneNode(true)));
  for (const change of /** @type {NodeListOf<SVGElement>} */ (picture.querySelectorAll(".step"))) {
    const n = Number(change.style.getPropertyValue("--n"));
    if (n !== step) change.querySelector(".now")?.remove();
    if (n > step) change.remove();
    if (n === step) change.querySelectorAll(".dips > text").forEach((text) => text.setAttribute("transform", `translate(0 ${DROP})`));
  }
  picture.querySelectorAll(".linked, .pointed, [id]").forEach((each) => (each.id ? each.removeAttribute("id") : each.remove()));
  const rules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]).map((rule) => rule.cssText).filter((rule) => rule.startsWith(".scene"));
  const shades = getComputedStyle(stage);
  const style = document.createElementNS("http://www.w3.org/2000/svg", "style");
  style.textContent = `svg{font-family:system-ui,sans-serif;color:${shades.color}}${rules.join("")}`
    .replace(/var\((--tconv-[\w-]+)\)/g, (_, name) => shades.getPropertyValue(name));
  picture.prepend(style);
  return new XMLSerializer().serializeToString(picture);
}

/**
 * Save the step that each view shows.
 * @param {HTMLElement} figure
 */
function save(figure) {
  for (const stage of /** @type {NodeListOf<HTMLElement>} */ (figure.querySelectorAll(".stage"))) {
    const file = document.createElement("a");
    file.href = URL.createObjectURL(new Blob([drawn(stage)], { type: "image/svg+xml" }));
    file.download = `${figure.dataset.example}-${stage.dataset.view}-${figure.dataset.step}.svg`;
    file.click();
    window.setTimeout(() => URL.revokeObjectURL(file.href), 10000);
  }
}

/**
 * Show the sentences of all steps, or of one again; what is below does not move under the pointer.
 * @param {HTMLElement} figure
 * @param {HTMLElement} button
 */
function all(figure, button) {
  const before = button.getBoundingClientRect().top;
  button.setAttribute("aria-expanded", String(figure.classList.toggle("all")));
  window.scrollBy({ top: button.getBoundingClientRect().top - before, behavior: "instant" });
}

/** @param {MouseEvent} event */
function take({ target, currentTarget }) {
  const button = /** @type {Element} */ (target).closest("[data-take]");
  const figure = /** @type {HTMLElement} */ (currentTarget);
  if (button instanceof HTMLElement) ({ all, link, svg: save })[/** @type {"all" | "link" | "svg"} */ (button.dataset.take)](figure, button);
}

/** @param {HTMLElement} figure may be one that was started before: a listener is added once */
export function start(figure) {
  figure.addEventListener("click", take);
}

/** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("figure.tconv")).forEach(start);
