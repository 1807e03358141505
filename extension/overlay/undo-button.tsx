import { useEffect, useState } from 'preact/hooks';
import { Button } from '../ui/button.tsx';
import { say } from '../ui/say.ts';

/** A button for as long as something can be taken back. The seconds are for the eyes alone. */
export function UndoButton(props: {
  until: number;
  idle: boolean;
  onUndo: () => void;
  onOver: () => void;
}) {
  const secondsLeft = () => Math.ceil((props.until - Date.now()) / 1000);
  const [left, setLeft] = useState(secondsLeft);
  useEffect(() => {
    const clock = setInterval(() => {
      setLeft(secondsLeft);
      if (secondsLeft() <= 0) props.onOver();
    }, 1000);
    return () => clearInterval(clock);
  }, [props.until]);
  return (
    <Button small idle={props.idle} onPress={props.onUndo}>
      {say('undo')} <span aria-hidden="true">({Math.max(0, left)})</span>
    </Button>
  );
}
