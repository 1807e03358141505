/** Ends what was started, last first, each once; also when one of them fails to. */
export class Ending {
  readonly #stops: (() => Promise<unknown>)[] = [];
  #ended: Promise<void> | undefined;

  add(stop: () => Promise<unknown>): void {
    this.#stops.push(stop);
  }

  run(): Promise<void> {
    this.#ended ??= this.#runAll();
    return this.#ended;
  }

  /**
   * Resolves when somebody wants us to end: Ctrl-C, `kill`, or the command that started us is gone.
   * npm and node die of a signal without passing it on, and we would be left behind with the ports.
   */
  wanted(): Promise<void> {
    const parent = process.ppid;
    return new Promise((resolve) => {
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
        process.on(signal, () => resolve());
      const watch = setInterval(() => process.ppid === parent || resolve(), 500);
      this.add(async () => clearInterval(watch));
    });
  }

  async #runAll(): Promise<void> {
    for (const stop of this.#stops.toReversed())
      await stop().catch((error: unknown) => process.stderr.write(`${String(error)}\n`));
  }
}
