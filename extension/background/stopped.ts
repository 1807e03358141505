import { change, recall } from './kept.ts';

/** One more send was stopped on `day` (`yyyy-mm-dd`). Whose and to whom is not kept. */
export async function noteStop(day: string): Promise<{ today: number }> {
  await change('stopped', (old) => ({ day, count: (old?.day === day ? old.count : 0) + 1 }));
  return stoppedOn(day);
}

export async function stoppedOn(day: string): Promise<{ today: number }> {
  const kept = await recall('stopped');
  return { today: kept?.day === day ? kept.count : 0 };
}
