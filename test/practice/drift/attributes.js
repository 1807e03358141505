/** Changes of names and attributes, as a new build of a page brings them: `{ name: (page, random) => ... }`. */

const within = (root) => [root, ...root.querySelectorAll('*')];

/** Every use of some class names becomes another. */
function renameClasses({ root }, random) {
  const share = random.pick([20, 60, 100]);
  const renamed = new Map();
  for (const element of within(root))
    for (const name of Array.from(element.classList)) {
      if (!renamed.has(name)) renamed.set(name, random.percent(share) ? random.word() : name);
      element.classList.replace(name, renamed.get(name));
    }
}

const droppable = [
  'aria-label',
  'aria-haspopup',
  'class',
  'data-hovercard-id',
  'data-name',
  'data-tooltip',
  'email',
  'g_editable',
  'name',
  'peoplekit-id',
  'placeholder',
  'role',
  'tabindex',
  'title',
  'data-test-modal-id',
  'data-view-name',
  'componentkey',
  'href',
];

/** One or two attributes are gone, everywhere or here and there. */
function dropAttributes({ root }, random) {
  for (let left = 1 + random.below(2); left > 0; left--) {
    const name = random.pick(droppable);
    const share = random.pick([30, 100]);
    for (const element of within(root))
      if (element.hasAttribute(name) && random.percent(share)) element.removeAttribute(name);
  }
}

/** An attribute keeps its value under another name. */
function renameAttribute({ root }, random) {
  const name = random.pick(droppable.filter((one) => one !== 'class'));
  const other = `data-${random.word()}`;
  for (const element of within(root)) {
    if (!element.hasAttribute(name)) continue;
    element.setAttribute(other, element.getAttribute(name));
    element.removeAttribute(name);
  }
}

const roles = ['region', 'group', 'presentation', 'listitem', 'link', 'menuitem', 'form', 'list'];

/** All elements of a role get another. */
function changeRoles({ root }, random) {
  const used = [...new Set(within(root).map((one) => one.getAttribute('role')))].filter(Boolean);
  if (used.length === 0) return;
  const from = random.pick(used);
  const to = random.pick(roles.filter((role) => role !== from));
  for (const element of within(root))
    if (element.getAttribute('role') === from) element.setAttribute('role', to);
}

const words = ['Senden', 'Envoyer', '送信', 'إرسال', 'Отправить', 'Küldés', 'Verzenden', 'A', 'शुरू'];

/** Labels and tooltips in another language, and the words on the buttons. */
function translateLabels({ root, send }, random) {
  for (const element of within(root))
    for (const name of ['aria-label', 'data-tooltip', 'title', 'placeholder'])
      if (element.hasAttribute(name))
        element.setAttribute(name, `${random.pick(words)} ${random.word()}`);
  const last = [...send.childNodes].find((node) => node.nodeType === Node.TEXT_NODE);
  if (last) last.data = random.pick(words);
  root.dir = random.pick(['ltr', 'rtl']);
}

export const attributeChanges = {
  renameClasses,
  dropAttributes,
  renameAttribute,
  changeRoles,
  translateLabels,
};
