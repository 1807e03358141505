/** Docks a compose at the foot of the page, the newest to the left of the others, as Gmail does. */
export function dock(shell) {
  document.querySelector('.dw .no').prepend(shell);
}

/** Folds a compose to its title bar; its fields stay in the page without a size. */
export function toggleMinimised(shell, dialog) {
  if (isFullScreen(dialog)) toggleFullScreen(shell, dialog);
  shell.classList.toggle('p-minimised');
}

/** Moves the dialog, live, to the full-screen layer or back: Gmail keeps it apart from the dock. */
export function toggleFullScreen(shell, dialog) {
  shell.classList.remove('p-minimised');
  const layer = document.querySelector('.aSs .aSt');
  if (isFullScreen(dialog)) {
    shell.querySelector('.AD > .nH').append(dialog);
    shell.hidden = false;
  } else if (layer.childElementCount === 0) {
    layer.append(dialog);
    shell.hidden = true;
  }
}

function isFullScreen(dialog) {
  return dialog.closest('.aSs') !== null;
}
