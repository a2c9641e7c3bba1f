// Points out what a matrix links: a row or a column of it, or a cell of the grids, lights what belongs to it.

import { INDEX } from "./constants.js";

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

/**
 * Find the cell of a grid at a point, and its number among the grid's cells. In the room before the first row there is
 * a column alone, in that before the first column a row.
 * @param {Area} panel
 * @param {DOMPoint} point
 * @param {number} room
 */
function cellAt([x, y, side, height, width], point, room) {
  const row = (point.y - y) / side;
  const column = (point.x - x) / side;
  if (row < -room || row >= height || column < -room || column >= width || (row < 0 && column < 0)) return null;
  const [down, right] = [Math.floor(row), Math.floor(column)];
  return { row: row < 0 ? undefined : down, column: column < 0 ? undefined : right, number: down * width + right };
}

/**
 * Turn a point into a row of the matrix, a column of it, or both.
 * @param {Pointing} pointing
 * @param {DOMPoint} point
 * @returns {Place | undefined}
 */
function placeAt({ rows, columns, matrices, transposes }, point) {
  const find = (/** @type {Area[]} */ panels, /** @type {number} */ room) =>
    panels.map((panel) => cellAt(panel, point, room)).find((cell) => cell !== null);
  const entry = find(matrices, INDEX);
  if (entry) return entry;
  const turned = find(transposes, INDEX);
  if (turned) return { row: turned.column, column: turned.row };
  const row = find(rows, 0)?.number;
  const column = find(columns, 0)?.number;
  return row === undefined && column === undefined ? undefined : { row, column };
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
  const inRows = row !== undefined ? [row] : links.flatMap((of, at) => (of.includes(Number(column)) ? [at] : []));
  const inColumns = column !== undefined ? [column] : links[Number(row)];
  const cells = (/** @type {Area[]} */ panels, /** @type {number[]} */ numbers) =>
    panels.flatMap((panel) => numbers.map((at) => framed(panel, Math.floor(at / panel[4]), at % panel[4])));
  const lines = (/** @type {Area[]} */ panels, /** @type {number=} */ down, /** @type {number=} */ right) =>
    panels.flatMap((panel) => [
      down === undefined ? "" : framed(panel, down, 0, 1, panel[4]),
      right === undefined ? "" : framed(panel, 0, right, panel[3], 1),
    ]);
  const lit = [cells(rows, inRows), cells(columns, inColumns), lines(matrices, row, column), lines(transposes, column, row)];
  return lit.flat().join("");
}

/**
 * Light what is linked with a place of the matrix; nothing where there is none. Each panel shows its part of the frames.
 * @param {Element} stage
 * @param {string} frames
 */
function light(stage, frames) {
  for (const scene of stage.querySelectorAll(".scene")) {
    let lit = scene.querySelector(".pointed");
    if (!lit) {
      lit = document.createElementNS("http://www.w3.org/2000/svg", "path");
      lit.setAttribute("class", "pointed");
      scene.append(lit);
    }
    lit.setAttribute("d", frames);
  }
}

/**
 * Between the cells the stage itself is pointed at. All panels count alike while none is moved, so any of them will do.
 * @param {Element} stage
 */
function between(stage) {
  const [first, ...others] = stage.querySelectorAll(":scope > svg:not(.wide)");
  const left = first.getBoundingClientRect().left;
  return others.every((each) => each.getBoundingClientRect().left === left) ? first : null;
}

/** @param {PointerEvent} event */
function point({ clientX, clientY, currentTarget, target }) {
  const stage = /** @type {HTMLElement} */ (currentTarget);
  const pointing = /** @type {Pointing} */ (JSON.parse(String(stage.dataset.pointing)));
  const part = /** @type {SVGGraphicsElement | null} */ (/** @type {Element} */ (target).closest("svg") ?? between(stage));
  const at = new DOMPoint(clientX, clientY).matrixTransform(part?.getScreenCTM()?.inverse());
  const place = part && placeAt(pointing, at);
  light(stage, place ? linked(pointing, place) : "");
}

/** @param {PointerEvent} event */
function leave({ currentTarget, pointerType }) {
  if (pointerType === "mouse") light(/** @type {Element} */ (currentTarget), "");
}

/** @param {HTMLElement} stage may be one that was started before: a listener is added once */
export function start(stage) {
  stage.addEventListener("pointermove", point);
  stage.addEventListener("pointerdown", point);
  stage.addEventListener("pointerleave", leave);
}

/** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-pointing]")).forEach(start);
