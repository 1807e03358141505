/**
 * The same database, where somebody else is faster once: `work` is done after the first statement that
 * contains `sql` was prepared, and before the batch that it goes into.
 */
export function withInterloper(
  db: D1Database,
  sql: string,
  work: () => Promise<unknown>,
): D1Database {
  let waiting = true;
  let armed = false;
  return new Proxy(db, {
    get(target, property) {
      if (property === 'prepare')
        return (text: string) => {
          armed ||= text.includes(sql);
          return target.prepare(text);
        };
      if (property === 'batch')
        return async (statements: D1PreparedStatement[]) => {
          if (armed && waiting) {
            waiting = false;
            await work();
          }
          return target.batch(statements);
        };
      const value: unknown = Reflect.get(target, property);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
