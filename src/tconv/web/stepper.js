// Moves a figure through its steps. The page already holds every step; this only says which one is shown.

import { STEPPER_PACE } from "./constants.js";
import { fade, keepInSight, middle, stepOf } from "./sight.js";

const started = new WeakSet();

/** @param {HTMLElement} figure one that was started before is left as it is */
export function start(figure) {
  if (started.has(figure)) return;
  started.add(figure);
  const count = Number(figure.dataset.steps);
  const slider = /** @type {HTMLInputElement} */ (figure.querySelector("input[type=range]"));
  const counted = /** @type {HTMLElement} */ (figure.querySelector(".count"));
  const announced = /** @type {HTMLElement} */ (figure.querySelector(".announced"));
  const bar = /** @type {HTMLElement} */ (figure.querySelector(".bar"));
  const said = /** @type {HTMLElement} */ (figure.querySelector(".told"));
  const sentences = /** @type {NodeListOf<HTMLElement>} */ (figure.querySelectorAll(".told > li"));
  const button = (/** @type {string} */ name) =>
    /** @type {HTMLButtonElement} */ (figure.querySelector(`button[data-do=${name}]`));
  const [previous, play, next] = ["previous", "play", "next"].map(button);
  const windows = /** @type {NodeListOf<HTMLElement>} */ (figure.querySelectorAll(".pane"));
  const stages = [...figure.querySelectorAll(".stage")].map((stage) => ({
    stage, changes: /** @type {{mark: Element, n: number, frames: boolean, state: string}[]} */ ([]),
  }));
  let step = Number(figure.dataset.step);
  let timer = 0;
  let moved = false;

  /** Fit to the step what depends on its size, once the figure is near enough to be laid out. */
  function settle() {
    if (!said.checkVisibility({ contentVisibilityAuto: true })) return;
    windows.forEach(middle);
    if (!moved && bar.getBoundingClientRect().bottom >= window.innerHeight - 1) return; // it would jump while one reads
    said.style.removeProperty("--said");
    const { height } = sentences[step - 1].getBoundingClientRect();
    figure.style.setProperty("--spare", `${said.getBoundingClientRect().height - height}px`);
    said.style.setProperty("--said", `${height}px`);
  }

  /**
   * Show a view's step. What it does not show is no longer drawn, and only what looks different from the step before is
   * touched: a variable of the whole figure would make the browser style each of its numbers anew.
   * @param {typeof stages[number]} view
   */
  function turn(view) {
    const shown = stepOf(view.stage);
    if (!view.changes.length) {
      view.changes = [...view.stage.querySelectorAll(".step, .linked")].map((mark) => {
        const n = Number(/** @type {SVGElement} */ (mark).style.getPropertyValue("--n"));
        return { mark, n, frames: mark.matches(".linked"), state: "" };
      });
      view.stage.classList.add("turned");
    }
    for (const change of view.changes) {
      const at = change.frames ? step : shown;
      const state = at < change.n ? "ahead" : at > change.n ? "past" : "here";
      if (state === change.state) continue;
      change.mark.classList.remove("ahead", "past", "here");
      change.mark.classList.add(state);
      change.state = state;
    }
  }

  /**
   * @param {number} wanted
   * @param {boolean} [quiet]
   */
  function show(wanted, quiet) {
    step = Math.min(count, Math.max(1, wanted));
    figure.dataset.step = String(step);
    moved = true;
    stages.forEach(turn);
    slider.style.setProperty("--step", String(step));
    slider.value = String(step);
    slider.setAttribute("aria-valuetext", `Step ${step} of ${count}`);
    counted.textContent = `${step} of ${count}`;
    sentences.forEach((sentence, at) => {
      if (at === step - 1) sentence.setAttribute("aria-current", "step");
      else sentence.removeAttribute("aria-current");
    });
    previous.setAttribute("aria-disabled", String(step === 1));
    next.setAttribute("aria-disabled", String(step === count));
    settle();
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

  [previous, play, next].forEach((each) => (each.title = String(each.ariaLabel)));
  previous.addEventListener("click", () => go(step - 1));
  next.addEventListener("click", () => go(step + 1));
  play.addEventListener("click", () => (timer ? pause() : run()));
  slider.addEventListener("input", () => go(Number(slider.value)));
  figure.addEventListener("follow", (event) => {
    pause();
    show(/** @type {CustomEvent<number>} */ (event).detail, true);
  });
  for (const choice of /** @type {NodeListOf<HTMLElement>} */ (figure.querySelectorAll(".switch button"))) {
    choice.addEventListener("click", () => {
      figure.dataset.shown = choice.dataset.view;
      figure.querySelectorAll(".switch button").forEach((each) => each.setAttribute("aria-pressed", String(each === choice)));
      settle();
    });
  }
  figure.addEventListener("keydown", (event) => {
    const at = /** @type {Element} */ (event.target);
    const scrolls = at.matches(".pane") && at.scrollWidth > at.clientWidth;
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
  new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && settle()).observe(figure);
  window.addEventListener("resize", settle);
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
