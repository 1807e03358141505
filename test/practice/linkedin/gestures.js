/**
 * Acts on a control by whichever event of a gesture comes through, as the page of Gmail here does: a
 * guard that stops a part of it only lets the message out. One press acts once.
 */
const actions = new Map();
const ends = { mouseup: 'mousedown', pointerup: 'pointerdown' };
let down = { type: '', control: null };
const actedAt = new WeakMap();

export function act(control, work) {
  actions.set(control, work);
  for (const type of pointers) control.addEventListener(type, onPointer);
  control.addEventListener('keydown', onKey);
  return control;
}

/** The page draws a control anew, as another element. */
export function redraw(control, made) {
  const work = actions.get(control);
  if (work) act(made, work);
}

const pointers = ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click'];
for (const target of [window, document]) {
  for (const type of pointers) target.addEventListener(type, onPointer, { capture: true });
  target.addEventListener('keydown', onKey, { capture: true });
}

function controlOf(event) {
  return event.composedPath().find((node) => actions.has(node));
}

function onPointer(event) {
  if (event.button !== 0) return;
  const control = controlOf(event);
  if (!control) {
    down = { type: '', control: null };
    return;
  }
  // A link of the practice page leads nowhere by itself.
  event.preventDefault();
  if (event.type === 'click') return run(control);
  const begin = ends[event.type];
  if (!begin) down = { type: event.type, control };
  else if (down.type !== '' && down.control === control) run(control);
}

function onKey(event) {
  const control = controlOf(event);
  if (!control || event.isComposing) return;
  if (event.key !== 'Enter' && event.key !== ' ') return;
  event.preventDefault();
  run(control);
}

function run(control) {
  const now = performance.now();
  if (now - (actedAt.get(control) ?? -Infinity) < 400 || control.disabled) return;
  actedAt.set(control, now);
  actions.get(control)();
}
