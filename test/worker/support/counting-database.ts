/** The same database, counting the statements run on it and the calls made to it, and keeping their SQL. */
export function countingDatabase(db: D1Database) {
  const count = { statements: 0, calls: 0 };
  const prepared = new Set<string>();
  const counted = new Proxy(db, {
    get(target, property) {
      if (property === 'prepare')
        return (sql: string) => {
          prepared.add(sql);
          return countRuns(target.prepare(sql));
        };
      if (property === 'batch')
        return (statements: D1PreparedStatement[]) => {
          count.calls += 1;
          count.statements += statements.length;
          return target.batch(statements.map((each) => originals.get(each) ?? each));
        };
      const value: unknown = Reflect.get(target, property);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  const originals = new WeakMap<D1PreparedStatement, D1PreparedStatement>();

  function countRuns(statement: D1PreparedStatement): D1PreparedStatement {
    const proxy = new Proxy(statement, {
      get(target, property) {
        const value: unknown = Reflect.get(target, property);
        if (typeof value !== 'function') return value;
        return (...args: unknown[]) => {
          if (property === 'bind') return countRuns(target.bind(...args));
          count.calls += 1;
          count.statements += 1;
          return value.apply(target, args);
        };
      },
    });
    originals.set(proxy, statement);
    return proxy;
  }
  return { db: counted, count, prepared };
}
