// Moves a figure through its steps. The page already holds every step; this only says which one is shown.

import { STEPPER_PACE } from "./constants.js";

/** The paths of the buttons' icons; play has a second one, to pause. */
const ICONS = [["M14.5 6 8.5 12l6 6"], ["M8 5.5v13L18.5 12z", "M8.5 6v12M15.5 6v12"], ["m9.5 6 6 6-6 6"], ["M5 7h14M5 12h14M5 17h9"]];

const started = new WeakSet();

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
  const [previous, play, next, all] = ["previous", "play", "next", "all"].map(button);
  const followers = /** @type {NodeListOf<HTMLElement>} */ (figure.querySelectorAll(".stage[data-at]"));
  let step = Number(figure.dataset.step);
  let timer = 0;
  [previous, play, next, all].forEach((each, at) => {
    each.title = String(each.ariaLabel);
    each.innerHTML = `<svg viewBox="0 0 24 24" aria-hidden="true">${ICONS[at].map((path) => `<path d="${path}"/>`).join("")}</svg>`;
  });

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
    counted.textContent = `step ${step} of ${count}`;
    sentences.forEach((sentence, at) => {
      if (at === step - 1) sentence.setAttribute("aria-current", "step");
      else sentence.removeAttribute("aria-current");
    });
    previous.setAttribute("aria-disabled", String(step === 1));
    next.setAttribute("aria-disabled", String(step === count));
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
  }

  previous.addEventListener("click", () => go(step - 1));
  next.addEventListener("click", () => go(step + 1));
  play.addEventListener("click", () => (timer ? pause() : run()));
  slider.addEventListener("input", () => go(Number(slider.value)));
  all.setAttribute("aria-controls", `${figure.id}-told`);
  all.addEventListener("click", () => {
    const before = all.getBoundingClientRect().top;
    all.setAttribute("aria-expanded", String(figure.classList.toggle("all")));
    window.scrollBy({ top: all.getBoundingClientRect().top - before, behavior: "instant" });
  });
  figure.addEventListener("keydown", (event) => {
    const at = /** @type {Element} */ (event.target);
    const scrolls = at.matches(".stage") && at.scrollWidth > at.clientWidth;
    if (at === slider || scrolls || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "ArrowLeft") go(step - 1);
    else if (event.key === "ArrowRight") go(step + 1);
    else if (event.key === "Home") go(1);
    else if (event.key === "End") go(count);
    else return;
    event.preventDefault();
  });
  if ("play" in figure.dataset && !window.matchMedia("(prefers-reduced-motion: reduce)").matches) run(true);
}

/** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("figure.tconv")).forEach(start);
