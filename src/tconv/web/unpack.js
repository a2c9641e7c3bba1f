// Puts a packed figure in the place of its picture, in a frame as tall as the figure.

/** @param {HTMLElement} place one that is unpacked already is left as it is */
export function start(place) {
  const { packed } = place.dataset;
  if (!packed) return;
  delete place.dataset.packed;
  const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
  const page = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  new Response(page).text().then((html) => {
    const frame = document.createElement("iframe");
    frame.title = /** @type {HTMLImageElement} */ (place.querySelector("img")).alt;
    frame.style.cssText = "width:100%;border:0;color-scheme:light dark";
    frame.srcdoc = html;
    frame.onload = () => {
      const inside = /** @type {Window & typeof globalThis} */ (frame.contentWindow);
      const { body } = inside.document;
      const fit = () => (frame.style.height = `${body.scrollHeight + 2}px`);
      new inside.ResizeObserver(fit).observe(body);
      fit();
    };
    place.replaceChildren(frame);
  });
}

/** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-packed]")).forEach(start);
