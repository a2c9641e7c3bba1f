// The rail: which heading is being read, which pages have been read to their end, and closing it once it has led somewhere.

const memory = () => {
  try {
    const read = JSON.parse(localStorage.getItem("tconv.read") ?? "[]");
    return new Set(Array.isArray(read) ? read : []);
  } catch {
    return new Set();
  }
};

/** @param {Set<unknown>} read */
const remember = (read) => {
  try {
    localStorage.setItem("tconv.read", JSON.stringify([...read]));
  } catch {
    // A reader's browser may refuse to store anything: then this page alone knows.
  }
};

/** @param {HTMLElement} rail */
export function start(rail) {
  if (rail.dataset.started) return;
  rail.dataset.started = "";
  const list = /** @type {HTMLElement} */ (rail.querySelector("[popover]"));
  const button = /** @type {HTMLElement} */ (rail.querySelector("button"));
  const stations = [...rail.querySelectorAll(".course > li")];
  const dots = rail.querySelectorAll("button i");
  const names = stations.map((station) => station.querySelector("a")?.pathname);

  const show = () => {
    const read = memory();
    stations.forEach((station, at) => {
      if (!read.has(names[at]) || station.classList.contains("done")) return;
      for (const each of [station, dots[at]]) each.classList.add("done");
      station.querySelector("a")?.insertAdjacentHTML("beforeend", '<span class="said"> (read)</span>');
    });
  };
  show();
  addEventListener("storage", show);

  const close = () => list.matches(":popover-open") && list.hidePopover();
  button.setAttribute("aria-expanded", "false");
  list.addEventListener("toggle", (event) => {
    button.setAttribute("aria-expanded", String(/** @type {ToggleEvent} */ (event).newState === "open"));
  });
  list.addEventListener("click", (event) => event.target instanceof HTMLAnchorElement && close());
  matchMedia("(min-width: 76.25em)").addEventListener("change", close);

  const links = [...rail.querySelectorAll(".headings a")].filter((link) => link instanceof HTMLAnchorElement);
  const headings = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));
  const follow = () => {
    const page = document.documentElement;
    const line = scrollY + innerHeight >= page.scrollHeight - 2 ? innerHeight : innerHeight / 3;
    let at = -1;
    headings.forEach((heading, n) => { if (heading && heading.getBoundingClientRect().top < line) at = n; });
    links.forEach((link, n) => {
      if (n === at) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    });
  };
  let waiting = 0;
  addEventListener("scroll", () => (waiting ||= requestAnimationFrame(() => { waiting = 0; follow(); })), { passive: true });
  follow();

  const here = stations.findIndex((station) => station.classList.contains("here"));
  const end = document.querySelector("article > :last-child");
  if (here < 0 || !end) return;
  new IntersectionObserver((seen, observer) => {
    if (!seen.some((each) => each.isIntersecting)) return;
    observer.disconnect();
    remember(memory().add(names[here]));
    show();
  }).observe(end);
}

for (const rail of document.querySelectorAll("nav.rail")) start(/** @type {HTMLElement} */ (rail));
