// Points out what a matrix links: a row or a column of it, or a cell of the grids, lights what belongs to it.

/** @typedef {[x: number, y: number, side: number, height: number, width: number]} Area */
/**
 * @typedef {object} Pointing
 * @property {Area[]} rows grids whose cells are the matrix's rows
 * @property {Area[]} columns grids whose cells are the matrix's columns
 * @property {Area[]} matrices
 * @property {Area[]} transposes
 * @property {number[][]} links the columns that each row links
 */
/** @typedef {{row?: number, column?: number}} Place */

/** Room beside a matrix for the numbers of its rows and columns, in its cells. */
const INDEX = 0.6;

/**
 * Find the row and the column of a grid at a point; -1 is the room for numbers before the first.
 * @param {Area} panel
 * @param {DOMPoint} point
 * @param {number} before
 */
function cellAt([x, y, side, height, width], point, before) {
  const row = (point.y - y) / side;
  const column = (point.x - x) / side;
  if (row < -before || row >= height || column < -before || column >= width) return null;
  return { row: Math.floor(Math.max(row, -1)), column: Math.floor(Math.max(column, -1)), width };
}

/**
 * Turn a point into a row of the matrix, a column of it, or both.
 * @param {Pointing} pointing
 * @param {DOMPoint} point
 * @returns {Place | null}
 */
function placeAt(pointing, point) {
  for (const [panels, turned] of /** @type {[Area[], boolean][]} */ ([[pointing.matrices, false], [pointing.transposes, true]])) {
    for (const panel of panels) {
      const cell = cellAt(panel, point, INDEX);
      if (!cell || (cell.row < 0 && cell.column < 0)) continue;
      const row = cell.row < 0 ? undefined : cell.row;
      const column = cell.column < 0 ? undefined : cell.column;
      return turned ? { row: column, column: row } : { row, column };
    }
  }
  for (const [panels, name] of /** @type {[Area[], "row" | "column"][]} */ ([[pointing.rows, "row"], [pointing.columns, "column"]])) {
    for (const panel of panels) {
      const cell = cellAt(panel, point, 0);
      if (cell) return { [name]: cell.row * cell.width + cell.column };
    }
  }
  return null;
}

/**
 * Draw a frame around cells of a grid.
 * @param {Area} panel
 */
function framed([x, y, side], row = 0, column = 0, height = 1, width = 1) {
  return `M${x + column * side} ${y + row * side}h${width * side}v${height * side}h${-width * side}z`;
}

/**
 * Frame everything that a place is linked with.
 * @param {Pointing} pointing
 * @param {Place} place
 */
function linked({ rows, columns, matrices, transposes, links }, { row, column }) {
  const lit = [];
  const inRows = row !== undefined ? [row] : links.flatMap((of, at) => (of.includes(Number(column)) ? [at] : []));
  const inColumns = column !== undefined ? [column] : links[Number(row)];
  for (const panel of rows) lit.push(...inRows.map((at) => framed(panel, Math.floor(at / panel[4]), at % panel[4])));
  for (const panel of columns) lit.push(...inColumns.map((at) => framed(panel, Math.floor(at / panel[4]), at % panel[4])));
  for (const [panels, down, right] of /** @type {[Area[], number?, number?][]} */ ([[matrices, row, column], [transposes, column, row]])) {
    for (const panel of panels) {
      if (down !== undefined) lit.push(framed(panel, down, 0, 1, panel[4]));
      if (right !== undefined) lit.push(framed(panel, 0, right, panel[3], 1));
    }
  }
  return lit.join("");
}

/** @param {HTMLElement} stage */
function pointOut(stage) {
  const pointing = /** @type {Pointing} */ (JSON.parse(/** @type {string} */ (stage.dataset.pointing)));
  const drawing = /** @type {SVGSVGElement} */ (stage.querySelector("svg"));
  const scene = /** @type {SVGGElement} */ (drawing.querySelector(".scene"));
  const lit = document.createElementNS("http://www.w3.org/2000/svg", "path");
  lit.setAttribute("class", "pointed");
  scene.append(lit);
  const point = (/** @type {PointerEvent} */ event) => {
    const part = /** @type {SVGGraphicsElement | null} */ (/** @type {Element} */ (event.target).closest("svg"));
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(part?.getScreenCTM()?.inverse());
    const place = part && placeAt(pointing, at);
    lit.setAttribute("d", place ? linked(pointing, place) : "");
  };
  stage.addEventListener("pointermove", point);
  stage.addEventListener("pointerdown", point);
  stage.addEventListener("pointerleave", (event) => {
    if (event.pointerType === "mouse") lit.setAttribute("d", "");
  });
}

document.querySelectorAll(".stage[data-pointing]").forEach((stage) => pointOut(/** @type {HTMLElement} */ (stage)));
