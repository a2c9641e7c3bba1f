// What a script may import from "./constants.js". There is no such file: tconv.output.scripts writes the numbers of
// scene.py in the place of the import, so that a page has nothing more to load.

/** How far a number moves down in its cell to leave room for another, in cells. */
export const DROP: number;
/** Room beside a matrix for the numbers of its rows and columns, in its cells. */
export const INDEX: number;
/** Side of a matrix's cell, in cells. */
export const SIDE: number;
/** Seconds a step is shown while the stepper plays. */
export const STEPPER_PACE: number;
