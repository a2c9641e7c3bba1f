// Moves a figure through its steps. The page already holds every step; this only says which one is shown.

import { STEPPER_PACE } from "./constants.js";

const started = new WeakSet();

/**
 * Bring what a step is about to the middle of a window that shows a part of a matrix.
 * @param {HTMLElement} part
 */
function middle(part) {
  const stage = /** @type {HTMLElement} */ (part.closest(".stage"));
  const step = Number(getComputedStyle(stage).getPropertyValue("--step"));
  const [x, y] = String(part.dataset.middles).split(" ")[step - 1].split(",").map(Number);
  const drawing = /** @type {SVGSVGElement} */ (part.firstElementChild);
  const unit = drawing.getBoundingClientRect().width / drawing.viewBox.baseVal.width;
  part.scrollTo({ left: x * unit - part.clientWidth / 2, top: y * unit - part.clientHeight / 2, behavior: "instant" });
  fade(part);
}

/**
 * Let the edges of a window fade where there is more.
 * @param {HTMLElement} part
 */
function fade(part) {
  const more = {
    left: part.scrollLeft,
    right: part.scrollWidth - part.clientWidth - part.scrollLeft,
    top: part.scrollTop,
    bottom: part.scrollHeight - part.clientHeight - part.scrollTop,
  };
  for (const [side, hidden] of Object.entries(more)) part.style.setProperty(`--${side}`, hidden > 1 ? "1.2rem" : "0px");
}

/**
 * Scroll the page as little as it takes to see what a step changes, between the page's header and the controls.
 * @param {HTMLElement} figure
 */
function keepInSight(figure) {
  const marks = [...figure.querySelectorAll(".stage .now")].filter((mark) => getComputedStyle(mark).opacity === "1");
  const boxes = marks.map((mark) => mark.getBoundingClientRect()).filter((box) => box.width > 0);
  if (!boxes.length) return;
  const room = 8;
  const header = Math.max(0, ...[...document.querySelectorAll("[data-md-component=header], .path-bar")].map((each) => each.getBoundingClientRect().bottom));
  const bar = /** @type {HTMLElement} */ (figure.querySelector(".bar")).getBoundingClientRect().top;
  const above = Math.min(...boxes.map((box) => box.top)) - room - header;
  const below = Math.max(...boxes.map((box) => box.bottom)) + room - bar;
  if (above < 0) window.scrollBy({ top: above, behavior: "instant" });
  else if (below > 0) window.scrollBy({ top: Math.min(below, above), behavior: "instant" });
}

/** @param {HTMLElement} figure one that was started before is left as it is */
export function start(figure) {
  if (started.has(figure)) return;
  started.add(figure);
  const count = Number(figure.dataset.steps);
  const slider = /** @type {HTMLInputElement} */ (figure.querySelector("input[type=range]"));
  const counted = /** @type {HTMLElement} */ (figure.querySelector(".count"));
  const announced = /** @type {HTMLElement} */ (figure.querySelector(".announced"));
  const sentences = /** @type {NodeListOf<HTMLElement>} */ (figure.querySelectorAll(".told > li"));
  const button = (/** @type {string} */ name) =>
    /** @type {HTMLButtonElement} */ (figure.querySelector(`button[data-do=${name}]`));
  const [previous, play, next] = ["previous", "play", "next"].map(button);
  const windows = /** @type {NodeListOf<HTMLElement>} */ (figure.querySelectorAll(".window"));
  const followers = /** @type {NodeListOf<HTMLElement>} */ (figure.querySelectorAll(".stage[data-at]"));
  let step = Number(figure.dataset.step);
  let timer = 0;
  /**
   * @param {number} wanted
   * @param {boolean} [quiet]
   */
  function show(wanted, quiet) {
    step = Math.min(count, Math.max(1, wanted));
    figure.dataset.step = String(step);
    figure.style.setProperty("--step", String(step));
    figure.style.setProperty("--lead", String(step));
    for (const follower of followers) {
      follower.style.setProperty("--step", /** @type {string} */ (follower.dataset.at).split(" ")[step - 1]);
    }
    slider.value = String(step);
    slider.setAttribute("aria-valuetext", `Step ${step} of ${count}`);
    counted.textContent = `${step} of ${count}`;
    sentences.forEach((sentence, at) => {
      if (at === step - 1) sentence.setAttribute("aria-current", "step");
      else sentence.removeAttribute("aria-current");
    });
    previous.setAttribute("aria-disabled", String(step === 1));
    next.setAttribute("aria-disabled", String(step === count));
    windows.forEach(middle);
    if (!quiet) announced.textContent = `Step ${step} of ${count}. ${sentences[step - 1].textContent}`;
  }

  function pause() {
    window.clearInterval(timer);
    timer = 0;
    play.setAttribute("aria-pressed", "false");
  }

  /** @param {boolean} [quiet] whether the steps are not announced */
  function run(quiet) {
    if (step === count) show(1);
    timer = window.setInterval(() => (step < count ? show(step + 1, quiet) : pause()), STEPPER_PACE * 1000);
    play.setAttribute("aria-pressed", "true");
  }

  /** @param {number} wanted */
  function go(wanted) {
    if (timer) pause();
    show(wanted);
    keepInSight(figure);
  }

  previous.addEventListener("click", () => go(step - 1));
  next.addEventListener("click", () => go(step + 1));
  play.addEventListener("click", () => (timer ? pause() : run()));
  slider.addEventListener("input", () => go(Number(slider.value)));
  for (const choice of /** @type {NodeListOf<HTMLElement>} */ (figure.querySelectorAll(".switch button"))) {
    choice.addEventListener("click", () => {
      figure.dataset.shown = choice.dataset.view;
      figure.querySelectorAll(".switch button").forEach((each) => each.setAttribute("aria-pressed", String(each === choice)));
      windows.forEach(middle);
    });
  }
  figure.addEventListener("keydown", (event) => {
    const at = /** @type {Element} */ (event.target);
    const scrolls = at.matches(".window") && at.scrollWidth > at.clientWidth;
    if (at === slider || scrolls || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "ArrowLeft") go(step - 1);
    else if (event.key === "ArrowRight") go(step + 1);
    else if (event.key === "Home") go(1);
    else if (event.key === "End") go(count);
    else return;
    event.preventDefault();
  });
  const followAddress = () => {
    const [name, wanted] = decodeURIComponent(window.location.hash.slice(1)).split("/");
    if (name !== figure.id || !wanted) return;
    go(Number(wanted));
    figure.scrollIntoView({ block: "nearest" });
  };
  window.addEventListener("hashchange", followAddress);
  followAddress();
  figure.classList.add("started");
  windows.forEach((part) => part.addEventListener("scroll", () => fade(part)));
  new ResizeObserver(() => windows.forEach(middle)).observe(figure);
  const plays = "play" in figure.dataset && !window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  if (!plays) return;
  const seen = new IntersectionObserver(([{ isIntersecting }]) => {
    if (!isIntersecting) return;
    seen.disconnect();
    run(true);
  }, { threshold: 0.6 });
  seen.observe(figure);
}

/** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("figure.tconv")).forEach(start);
