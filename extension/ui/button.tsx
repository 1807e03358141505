import type { ComponentChildren, Ref } from 'preact';

type ButtonProps = {
  children: ComponentChildren;
  onPress: () => void;
  kind?: 'primary' | 'secondary' | 'quiet';
  small?: boolean;
  /** Presses do nothing; the button stays where a keyboard finds it. */
  idle?: boolean;
  submit?: boolean;
  expanded?: boolean;
  buttonRef?: Ref<HTMLButtonElement>;
};

/**
 * Acts on what a person did alone: a page may dispatch clicks of its own. The second click of a double
 * click is left out, because the first one may have stopped the send that put this button under the pointer.
 */
export function Button(props: ButtonProps) {
  const { kind = 'secondary', small, idle, submit, expanded, buttonRef } = props;
  const press = (event: MouseEvent) => {
    if (event.isTrusted && event.detail < 2 && !idle) props.onPress();
  };
  return (
    <button
      type={submit ? 'submit' : 'button'}
      class={`button button-${kind}${small ? ' button-small' : ''}`}
      onClick={press}
      {...(buttonRef && { ref: buttonRef })}
      {...(idle && { 'aria-disabled': true })}
      {...(expanded !== undefined && { 'aria-expanded': expanded })}
    >
      {props.children}
    </button>
  );
}
