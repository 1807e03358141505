/** What was promised, or `undefined` after so many milliseconds or when it fails. */
export function within<T>(milliseconds: number, promised: Promise<T>): Promise<T | undefined> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds, undefined);
    void promised
      .catch(() => undefined)
      .then((answer) => {
        clearTimeout(timer);
        resolve(answer);
      });
  });
}
