// Keeps in sight what a step is about: in the windows that show a part of a matrix, and on the page.

import { SIDE } from "./constants.js";

/**
 * Tell which step a part of a figure shows: a view that follows another has its own.
 * @param {Element} part
 */
export function stepOf(part) {
  const { at } = /** @type {HTMLElement} */ (part.closest(".stage")).dataset;
  const { step } = /** @type {HTMLElement} */ (part.closest("figure")).dataset;
  return Number(at ? at.split(" ")[Number(step) - 1] : step);
}

/**
 * Bring what the step is about to the middle of a window, which shows whole cells.
 * @param {HTMLElement} part
 */
export function middle(part) {
  const [x, y] = String(part.dataset.middles).split(" ")[stepOf(part) - 1].split(",").map(Number);
  const drawing = /** @type {SVGSVGElement} */ (part.firstElementChild);
  const unit = drawing.getBoundingClientRect().width / drawing.viewBox.baseVal.width;
  const cell = unit * SIDE;
  const first = (/** @type {number} */ place, /** @type {number} */ seen) =>
    Math.round(place / SIDE - 0.5 - Math.floor(seen / cell) / 2) * cell;
  const [left, top] = [first(x, part.clientWidth), first(y, part.clientHeight)];
  part.scrollTo({ left, top, behavior: "instant" });
  fade(part);
}

/**
 * Let the edges of a window fade where there is more.
 * @param {HTMLElement} part
 */
export function fade(part) {
  const more = {
    left: part.scrollLeft,
    right: part.scrollWidth - part.clientWidth - part.scrollLeft,
    top: part.scrollTop,
    bottom: part.scrollHeight - part.clientHeight - part.scrollTop,
  };
  for (const [side, hidden] of Object.entries(more)) part.style.setProperty(`--${side}`, hidden > 1 ? "1.2rem" : "0px");
}

/**
 * Scroll the page as little as it takes to see what the step changes, between the page's header and the controls.
 * @param {HTMLElement} figure
 */
export function keepInSight(figure) {
  const stages = [...figure.querySelectorAll(".stage")];
  const marks = stages.flatMap((stage) => [...stage.querySelectorAll(`.step[style="--n:${stepOf(stage)}"] > .now`)]);
  const boxes = marks.map((mark) => (mark.closest(".pane") ?? mark).getBoundingClientRect()).filter(({ width }) => width > 0);
  const bar = figure.querySelector(".bar");
  if (!boxes.length || !bar) return;
  const room = 8;
  const covers = [...document.querySelectorAll(".md-header, .rail > button")].map((each) => each.getBoundingClientRect().bottom);
  const above = Math.min(...boxes.map(({ top }) => top)) - room - Math.max(0, ...covers);
  const below = Math.max(...boxes.map(({ bottom }) => bottom)) + room - bar.getBoundingClientRect().top;
  if (above < 0 || below > 0) window.scrollBy({ top: above < 0 ? above : Math.min(below, above), behavior: "instant" });
}
