/** Changes of what stands in what: wrappers, shadow roots, frames, other places, other tags. */

const within = (root) => [...root.querySelectorAll('*')];
/** What the page's own code holds on to, and what cannot be without its parent. */
const isFixed = ({ root, keep }, element) =>
  element === root ||
  keep.some((kept) => kept === element) ||
  /^(td|tr|tbody|option|br)$/.test(element.localName);

function div(...children) {
  const made = document.createElement('div');
  made.append(...children);
  return made;
}

/** Some elements get one to three more round them. */
function addWrappers(page, random) {
  const elements = within(page.root).filter(
    ({ localName }) => !/^(td|tr|tbody|br)$/.test(localName),
  );
  for (let left = 1 + random.below(6); left > 0; left--) {
    const element = random.pick(elements);
    const place = document.createComment('');
    element.replaceWith(place);
    let wrapped = element;
    for (let more = 1 + random.below(3); more > 0; more--) wrapped = div(wrapped);
    place.replaceWith(wrapped);
  }
}

/** Some elements that only hold others are gone. */
function removeWrappers(page, random) {
  const elements = within(page.root).filter(
    (one) => !isFixed(page, one) && one.childElementCount > 0 && one.parentElement,
  );
  for (let left = 1 + random.below(6); left > 0 && elements.length > 0; left--) {
    const element = random.pick(elements);
    if (element.isConnected) element.replaceWith(...element.childNodes);
  }
}

/** A part that may be moved as a whole. */
function part(page, random) {
  const { root, send, parts } = page;
  return random.pick([root, root, send.parentElement, ...parts].filter((one) => one?.isConnected));
}

/** A part goes on living in an open shadow root, where the page's styles do not reach. */
function intoShadow(page, random) {
  const moved = part(page, random);
  const host = document.createElement(random.pick(['div', 'section', `x-${random.word()}`]));
  host.style.cssText = 'display: block; pointer-events: auto; background: Canvas';
  moved.replaceWith(host);
  host.attachShadow({ mode: 'open' }).append(moved);
}

/** A part goes on living in a frame that the page makes itself. */
async function intoFrame(page, random) {
  const moved = part(page, random);
  const frame = document.createElement('iframe');
  const isWhole = moved === page.root;
  frame.style.cssText = `border: 0; inline-size: ${isWhole ? 560 : 420}px; block-size: ${isWhole ? 460 : 120}px; background: Canvas`;
  moved.replaceWith(frame);
  // The content script of a frame comes with its document.
  await new Promise((resolve) => setTimeout(resolve, 30));
  frame.contentDocument.body.append(moved);
}

/** A part is drawn at the end of the page instead, as menus and dialogs are. */
function intoPortal(page, random) {
  const { root, send, parts } = page;
  const moved = random.pick([root, send.parentElement, ...parts].filter((one) => one?.isConnected));
  const portal = div(moved);
  portal.style.cssText =
    'position: fixed; inset-block-start: 80px; inset-inline-start: 120px; z-index: 9; background: Canvas';
  document.body.append(portal);
}

/** Send is a link, a button or something else from now on; so may each recipient be. */
function changeTags(page, random) {
  const chips = random.percent(30);
  for (const element of chips ? page.chips() : [page.send]) {
    const made = document.createElement(random.pick(['a', 'button', 'span', `x-${random.word()}`]));
    for (const { name, value } of element.attributes) made.setAttribute(name, value);
    if (made.localName === 'a') made.setAttribute('href', '#');
    if (made.localName === 'button') made.setAttribute('type', 'button');
    made.append(...element.childNodes);
    element.replaceWith(made);
    page.replaced(element, made);
  }
}

export const structureChanges = {
  addWrappers,
  removeWrappers,
  intoShadow,
  intoFrame,
  intoPortal,
  changeTags,
};
