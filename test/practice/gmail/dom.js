/**
 * Builds an element: attributes as given (`null` and `false` are left out), then children.
 * Never through HTML text: the page forbids it (Trusted Types), as Gmail does.
 */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    node.setAttribute(name, value === true ? '' : String(value));
  }
  node.append(...children);
  return node;
}

/** Wraps a node in plain `div`s, as many as the real page has between two that matter. */
export function wrapped(levels, node) {
  return levels === 0 ? node : el('div', {}, wrapped(levels - 1, node));
}

let toastTimer;

/** Says something at the foot of the page for a while, with an optional button. */
export function toast(text, action) {
  const box = document.querySelector('.p-toast');
  box.replaceChildren(text);
  if (action) {
    const button = el('button', { type: 'button' }, action.label);
    button.addEventListener('click', () => {
      box.replaceChildren();
      action.run();
    });
    box.append(button);
  }
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => box.replaceChildren(), 8000);
}
